"""Parts done by processes: parts are told apart by themselves, whatever they hold and however they end."""

from dataclasses import dataclass

import numpy as np
import pytest

from ansinh.jobs.engine import run_parts
from ansinh.records.bulk.arrow import Column


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part that holds a column: two of them cannot be compared."""

    numbers: Column

    @property
    def people(self) -> int:
        return self.numbers.size


def add_up(frame: object, part: Stretch) -> int:
    """Return the sum of a part times the frame."""
    return int(part.numbers.sum()) * int(str(frame))


@pytest.mark.parametrize("workers", [1, 2])
def test_parts_that_hold_columns_end_in_any_order(workers: int) -> None:
    parts = [Stretch(np.arange(size)) for size in (40_000, 3, 20_000, 3, 500)]
    done = run_parts("2", parts, add_up, workers=workers)
    assert sorted(done) == sorted(2 * int(part.numbers.sum()) for part in parts)
