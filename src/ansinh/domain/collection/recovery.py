"""What a debt campaign brought in: the amounts handed over against what is still owed of exactly those amounts."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import Dong, DongColumn


@dataclass(frozen=True, slots=True)
class Recovery:
    """A campaign's answer: employers, workers, dong handed over, dong recovered, and the share in per cent."""

    employers: int
    workers: int
    handed_over: Dong
    recovered: Dong

    @property
    def share(self) -> Fraction | None:
        """Recovered in per cent of what was handed over (exact); None where nothing was."""
        return Fraction(100 * self.recovered, self.handed_over) if self.handed_over else None


def recovered(handed_over: DongColumn, owed_now: DongColumn) -> NDArray[np.int64]:
    """Return what was recovered of each item (dong): never less than nothing, and new debt never counts against it."""
    return np.maximum(handed_over - np.minimum(handed_over, np.maximum(owed_now, 0)), 0)
