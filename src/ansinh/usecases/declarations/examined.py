"""What examining a list gives."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from ansinh.core.finding import Finding
from ansinh.domain.declarations.declared import Mask
from ansinh.formats.d02.rows import D02
from ansinh.formats.d03_rows import D03
from ansinh.formats.d05_rows import D05

ReadList: TypeAlias = D02 | D03 | D05


@dataclass(frozen=True, slots=True)
class Examined:
    """All findings in the order of the file, which rows may be accepted (n,), and what applying them needs."""

    read: Any  # the list as read: D02, D03, D05
    findings: list[Finding]
    good: Mask
    state: Any  # known to the form alone

    @property
    def stopped_whole(self) -> list[Finding]:
        """The findings that stop the file as a whole."""
        return [finding for finding in self.findings if finding.stops and finding.where.row is None]
