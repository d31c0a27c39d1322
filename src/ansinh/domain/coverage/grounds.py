"""Which ground of health insurance counts for somebody who has several on the same day."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ansinh.domain.coverage.groups import GROUPS

CHILD: Final = "TE"
EMPLOYED: Final = "DN"  # through an employer account
_FIRST, _EMPLOYED_RANK, _LAST = 0, 1, 99


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason to be insured: the letters of the group, and where it comes from (an account, a list)."""

    group: str
    source: str
    facility: str = ""

    @property
    def rank(self) -> int:
        """Art. 13.2, Law 25/2008/QH12 as amended: employment goes before other groups, a child under 6 before all."""
        if self.group == CHILD:
            return _FIRST
        if self.group == EMPLOYED:
            return _EMPLOYED_RANK
        return GROUPS[self.group].rank + _EMPLOYED_RANK if self.group in GROUPS else _LAST


def main_ground(grounds: Iterable[Ground]) -> Ground | None:
    """Return the one ground that counts; None where there is none. Equal ranks: the first by letters and source."""
    return min(grounds, key=lambda ground: (ground.rank, ground.group, ground.source), default=None)
