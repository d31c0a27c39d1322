"""A part of nothing never gives a dong: who has no base owes nothing, whatever the rounding of others."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core import rounding
from ansinh.core.segments import Segments


@given(st.lists(st.one_of(st.just(0), st.integers(1, 10_000)), min_size=1, max_size=12), st.data())
def test_parts_of_nothing_stay_nothing(numerators: list[int], data: st.DataObject) -> None:
    column = np.array(numerators, dtype=np.int64)
    some = int((column > 0).sum())
    floors = int((column // 1000).sum())
    total = floors + data.draw(st.integers(-(some // 2), int((column % 1000 > 0).sum())))
    segments = Segments.of(np.zeros(1, dtype=np.intp), column.size)
    parts = rounding.largest_remainder(column, 1000, segments, np.array([total]))
    assert parts.sum() == total
    assert (parts[column == 0] == 0).all()
