"""One decree over a roll: before and after, who is raised, who is lifted; the payroll pays the same amounts."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.errors import UnknownValueError
from ansinh.core.period import Month
from ansinh.domain.benefits.payroll import Terms
from ansinh.domain.benefits.payroll_increase import by_regime, raise_all
from ansinh.law.pension.increase import event_days
from ansinh.law.value_files import load

DECREE_108 = dt.date(2022, 1, 1)


def terms(*rows: tuple[int, str, int, str]) -> Terms:
    """Rows of basis, the day it stood on, extra, first month of the pension."""
    basis, day, extra, started = zip(*rows, strict=True)
    none = np.zeros(len(rows), dtype=np.int64)
    return Terms(
        none, none, none, np.array(basis), np.array(day, dtype="datetime64[D]"), np.array(extra),
        np.array([Month.parse(month).number for month in started]),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pension", "before", "after", "lifted"),
    [
        ((5_000_000, "2021-01-01", 0, "2015-03"), 5_000_000, 5_370_000, False),  # 7.4 %
        ((5_000_000, "2021-01-01", 149_000, "2015-03"), 5_149_000, 5_519_000, False),  # the extra is not raised
        ((2_000_000, "2021-01-01", 0, "1990-06"), 2_000_000, 2_348_000, True),  # 2,148,000 and 200,000
        ((2_200_000, "2021-01-01", 0, "1990-06"), 2_200_000, 2_500_000, True),  # 2,362,800, up to 2,500,000
        ((2_000_000, "2021-01-01", 0, "1996-06"), 2_000_000, 2_148_000, False),  # begun since 1995: no lift
        ((5_000_000, "2022-01-01", 0, "2022-01"), 5_000_000, 5_000_000, False),  # stood on the day: the decree is in it
    ],
)
def test_decree_108_of_2021(pension: tuple[int, str, int, str], before: int, after: int, *, lifted: bool) -> None:
    found = raise_all(terms(pension), DECREE_108, load())
    assert (int(found.before[0]), int(found.after[0]), bool(found.lifted[0])) == (before, after, lifted)
    assert bool(found.raised[0]) == (before != after)


def test_regimes_are_summed_and_their_sum_stands_last() -> None:
    found = raise_all(
        terms((5_000_000, "2021-01-01", 0, "2015-03"), (0, "2021-05-01", 900_000, "2021-05")), DECREE_108, load()
    )
    pension, unemployment, whole = by_regime(np.array([1, 10]), found)
    assert (pension.people, pension.raised, pension.more) == (1, 1, 370_000)
    assert (unemployment.people, unemployment.raised, unemployment.more) == (1, 0, 0)  # nothing of it is raised
    assert (whole.people, whole.raised, whole.before, whole.after) == (2, 1, 5_900_000, 6_270_000)


def test_there_is_no_decree_on_other_days() -> None:
    with pytest.raises(UnknownValueError):
        raise_all(terms((1, "2021-01-01", 0, "2015-03")), dt.date(2022, 2, 1), load())


@given(
    one=st.tuples(
        st.integers(0, 30_000_000), st.dates(dt.date(2008, 1, 1), dt.date(2026, 12, 31)).map(str),
        st.integers(0, 500_000), st.dates(dt.date(1980, 1, 1), dt.date(2026, 1, 1)).map(lambda day: f"{day:%Y-%m}"),
    ),
    day=st.sampled_from(event_days(load())),
)  # fmt: skip
def test_the_payroll_pays_what_the_decree_makes(one: tuple[int, str, int, str], day: dt.date) -> None:
    pension = terms(one)
    found = raise_all(pension, day, load())
    assert found.after.tolist() == pension.at(day, load()).tolist()
    assert found.after[0] >= found.before[0]
