"""What a debt campaign brought in: the amounts handed over against what is still owed of exactly those amounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from ansinh.core.money import Dong
from ansinh.core.text import Text

BODIES: Final[dict[str, Text]] = {
    "police": Text("Công an", "Police"),
    "inspection": Text("Thanh tra, kiểm tra", "Inspection"),
    "court": Text("Tòa án, thi hành án", "Court, enforcement"),
    "labour": Text("Sở Lao động, Liên đoàn Lao động", "Labour department, union"),
    "own": Text("Cơ quan BHXH", "The agency itself"),
}


@dataclass(frozen=True, slots=True)
class Recovery:
    """A campaign's answer: employers, workers, dong handed over, dong recovered, employers who paid all of it."""

    employers: int
    workers: int
    handed_over: Dong
    recovered: Dong
    cleared: int

    @property
    def share(self) -> Fraction | None:
        """Recovered in per cent of what was handed over (exact); None where nothing was."""
        return Fraction(100 * self.recovered, self.handed_over) if self.handed_over else None


def recovery(rows: Iterable[tuple[int, Dong, Dong]]) -> Recovery:
    """Return the answer of a campaign from (workers, handed over, recovered) of each employer.

    What is recovered of an employer lies between nothing and what was handed over: new debt never counts against it
    (ValueError otherwise).
    """
    listed = list(rows)
    if any(not 0 <= back <= over for _, over, back in listed):
        message = "recovered lies between 0 and what was handed over"
        raise ValueError(message)
    return Recovery(
        len(listed),
        sum(workers for workers, _, _ in listed),
        sum(over for _, over, _ in listed),
        sum(back for _, _, back in listed),
        sum(back == over for _, over, back in listed),
    )
