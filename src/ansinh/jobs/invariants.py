"""Every invariant at once: what must hold in the whole database, in the closed months, and in the audit chain.

Verifiers report and never mend; they take no lock, and may be run beside the work of the day.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.ledger.violation import Violation
from ansinh.jobs.nightly import ACTOR, MONTHS, verify_office
from ansinh.records.store import access
from ansinh.records.store.invariants import INVARIANTS, LIMIT, Invariant, ask
from ansinh.records.store.ledger import months
from ansinh.usecases.act import Act, perform

CHAIN = Invariant("J7", Text("Chuỗi nhật ký nguyên vẹn.", "The audit chain is whole."), "")
MONTHLY = {
    "M1": Text("Trong từng quỹ, bút toán cân đối.", "Postings balance inside each fund."),
    "M2": Text("Đồng nào của sao kê cũng có nơi đến.", "Every dong of a bank line is given, waits, or went back."),
    "M5": Text("Sổ chỉ ghi thêm, không sửa, không xóa.", "The books are only ever added to."),
    "M6": Text("Khớp rồi hủy thì không còn lại gì.", "Nothing is left of a match that was undone."),
    "M7": Text("Tháng đã khóa không đổi.", "A closed month does not change."),
    "M8": Text("Các tháng khóa lần lượt.", "Months are closed in order."),
    "M9": Text("Nợ đầu kỳ cộng phát sinh trừ đã nộp bằng nợ cuối kỳ.", "Brought forward, due and paid make owed."),
    "M11": Text("Không khoản phải thu nào âm.", "No receivable is below zero."),
    "M12": Text("Số dư lưu bằng tổng bút toán.", "Kept balances are the sums of postings."),
    "M14": Text("Số được tạm dừng bằng số ghi sổ.", "What was deferred is what was posted."),
    "M15": Text("Dòng chi bằng số đã ký.", "The lines of a batch are what was signed."),
    "M17": Text("Người khớp tiền không duyệt hoàn trả.", "Who matched money did not approve its refund."),
    "B2": Text("Không hưởng hai chế độ loại trừ nhau.", "Nobody is paid what excludes one another."),
    "B4": Text("Tháng đã hưởng một lần không tính lại.", "Months paid out once are not counted again."),
    "B7": Text("Không chi sau khi mất.", "Nothing is paid after a death."),
    "C1": Text("Số người cộng khớp từ đơn vị tới cơ quan.", "People add up from employers to offices."),
    "R6": Text("Tính lại ra đúng số đã ghi.", "Reckoned again, the same amounts."),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one invariant in one place: rows that break it (none: it holds), and the seconds it took."""

    code: str
    says: Text
    scope: str
    rows: tuple[Violation, ...]
    seconds: float

    @property
    def holds(self) -> bool:
        """Whether nothing breaks it."""
        return not self.rows

    def values(self) -> dict[str, object]:
        """Return the verdict as plain values, for JSON."""
        return {
            "code": self.code,
            "says": {"vi": self.says.vi, "en": self.says.en},
            "scope": self.scope,
            "holds": self.holds,
            "rows": [{"where": row.where, "found": row.found, "expected": row.expected} for row in self.rows],
            "seconds": round(self.seconds, 3),
        }


def check_everything(last: int = MONTHS) -> Iterator[Verdict]:
    """Yield the verdict of every invariant: of the database, the chain, and the `last` closed months of each office."""
    for invariant in INVARIANTS:
        yield check(invariant.code)
    yield check(CHAIN.code)
    for office in months.closing_offices():
        yield from check_months(office, last)


def check(code: str) -> Verdict:
    """Return the verdict of one invariant of the whole database; KeyError for a number that is not known."""
    began = time.monotonic()
    if code == CHAIN.code:
        rows = [(f"entry {number}", "another hash", "the hash of its content") for number in access.verify_audit()]
        return _verdict(CHAIN, rows[:LIMIT], began)
    invariant = {one.code: one for one in INVARIANTS}[code]
    return _verdict(invariant, ask(invariant), began)


def check_months(office: str, last: int = MONTHS) -> Iterator[Verdict]:
    """Yield the verdicts of the invariants of closed months of an office, the latest month first."""
    began = time.monotonic()
    for period, found in verify_office(office, last).items():
        spent, began = time.monotonic() - began, time.monotonic()
        for code, rows in found.items():
            yield Verdict(code, MONTHLY[code], _scope(office, period), tuple(rows[:LIMIT]), spent / len(found))


def note_night(actor: str = ACTOR) -> int:
    """Look at the whole database and write into the audit chain what does not hold; return how many rows break it."""
    verdicts = [check(one.code) for one in (*INVARIANTS, CHAIN)]
    counts: dict[str, object] = {verdict.code: len(verdict.rows) for verdict in verdicts if not verdict.holds}
    perform(Act("night.invariants", actor, "database", body=counts), lambda: None)
    return sum(len(verdict.rows) for verdict in verdicts)


def _scope(office: str, period: Month) -> str:
    """Say which office and month a verdict is about."""
    return f"{office} {period}"


def _verdict(invariant: Invariant, rows: list[tuple[str, str, str]], began: float) -> Verdict:
    """Return the verdict of an invariant of the whole database."""
    found = tuple(Violation(invariant.code, *row) for row in rows)
    return Verdict(invariant.code, invariant.says, "", found, time.monotonic() - began)
