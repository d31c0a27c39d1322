"""What is paid and what becomes of it: sources, channels, outcomes, and the reference a payment carries to its bank."""

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from ansinh.core.period import Month
from ansinh.core.text import Text


class Source(IntEnum):
    """Where a payment comes from; the number is what tables hold."""

    PENSION = 1
    DECISION = 2
    RELIEF = 3


class Outcome(IntEnum):
    """What became of a line: the first answer, and a later return of paid money."""

    PAID = 1
    REJECTED = 2
    NOT_COLLECTED = 3
    RETURNED = 4


SOURCES: Final[dict[str, Source]] = {"pension": Source.PENSION, "decision": Source.DECISION, "relief": Source.RELIEF}
SOURCE_NAMES: Final[dict[Source, Text]] = {
    Source.PENSION: Text("Lương hưu, trợ cấp hằng tháng", "Pensions and monthly allowances"),
    Source.DECISION: Text("Chế độ theo quyết định", "Benefits by decision"),
    Source.RELIEF: Text("Hỗ trợ theo nghị quyết", "Relief"),
}
OUTCOME_NAMES: Final[dict[Outcome, Text]] = {
    Outcome.PAID: Text("đã chi", "paid"),
    Outcome.REJECTED: Text("ngân hàng từ chối", "rejected"),
    Outcome.NOT_COLLECTED: Text("chưa đến nhận", "not collected"),
    Outcome.RETURNED: Text("trả lại", "returned"),
}
DECISION_KINDS: Final[dict[str, int]] = {
    "sickness": 101, "maternity": 102, "recovery": 103, "occupational": 104, "pension": 105, "onetime": 106,
    "survivors": 107, "funeral": 108, "unemployment": 109, "allowance23": 110, "voluntary_maternity": 111,
}  # fmt: skip
REGIMES: Final[dict[int, Text]] = {
    1: Text("Hưu trí", "Retirement"),
    2: Text("Mất sức lao động", "Loss of working capacity"),
    3: Text("Tai nạn lao động, bệnh nghề nghiệp", "Occupational accident or disease"),
    4: Text("Tuất hằng tháng", "Monthly survivors' benefit"),
    5: Text("Trợ cấp theo Quyết định 91", "Allowance, Decision 91"),
    6: Text("Trợ cấp theo Quyết định 613", "Allowance, Decision 613"),
    7: Text("Cán bộ xã", "Commune officials"),
    8: Text("Người phục vụ", "Attendant"),
    9: Text("Trợ cấp theo Điều 23", "Allowance, Article 23"),
    10: Text("Trợ cấp thất nghiệp", "Unemployment allowance"),
}
"""Regimes of monthly benefits (list C72a: HT, MSLD, TNLD, TT, 91, 613 ...); the number is what tables hold."""
MONTHLY_KINDS: Final[dict[str, int]] = {
    "pension": 1, "occupational": 3, "survivors": 4, "allowance23": 9, "unemployment": 10,
}  # fmt: skip
NEVER_RAISED: Final = frozenset({"unemployment"})  # kinds that no increase decree raises
AGAIN: Final = "again"  # the measure of a batch that sends again what came back
_REFERENCE: Final = re.compile(r"P(\d{4})(0[1-9]|1[0-2])-([1-3])-([1-9]\d{0,17})-([1-9]\d{0,3})\Z")


@dataclass(frozen=True, slots=True)
class PayKey:
    """The key of a line: the month it is for, its source, its subject there, and which attempt this is."""

    month: Month
    source: Source
    subject: int
    attempt: int = 1

    @property
    def reference(self) -> str:
        """The end-to-end reference, at most 35 letters, digits and hyphens: what banks carry through."""
        month = f"{self.month.year:04d}{self.month.month:02d}"
        return f"P{month}-{int(self.source)}-{self.subject}-{self.attempt}"

    @classmethod
    def parse(cls, reference: str) -> "PayKey | None":
        """Return the key in a reference that came back; None where it is none of ours."""
        found = _REFERENCE.match(reference.strip())
        if found is None:
            return None
        year, month, source, subject, attempt = (int(part) for part in found.groups())
        return cls(Month.of(year, month), Source(source), subject, attempt) if year else None
