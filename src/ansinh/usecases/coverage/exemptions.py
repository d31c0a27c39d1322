"""Certificates of no more co-payment in a year: recorded from the paper another agency issued, undone with a reason."""

import datetime as dt
from typing import Final

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.records.store.coverage import acts, exemptions
from ansinh.records.store.coverage.acts import EventLine
from ansinh.records.store.coverage.exemptions import Certificate
from ansinh.usecases.act import Act, perform

NO_PAPER: Final = Text(
    "Cần số giấy và cơ quan cấp, như ghi trên giấy miễn cùng chi trả.",
    "The number and the issuing agency are needed, as written on the certificate.",
)
NO_REASON: Final = Text("Cần ghi lý do.", "Say the reason, please.")
AHEAD: Final = Text("Ngày bắt đầu miễn không thể sau hôm nay.", "The first day cannot lie ahead.")
TOO_OLD: Final = Text(
    "Giấy của năm {year} không còn dùng được: giấy có giá trị đến 31/12 của năm đó, chỉ ghi được giấy của năm nay hoặc"
    " năm trước.",
    "A certificate of {year} serves no more: it holds until 31 December; those of this year or the last are recorded.",
)


def record_certificate(person: int, told: Certificate, actor: str, today: dt.date) -> None:
    """Art. 27, Decree 146/2018/ND-CP: record that a person co-pays nothing more from a day to the end of its year."""
    paper = Certificate(told.number.strip(), told.issuer.strip(), told.holds_from)
    if not paper.number or not paper.issuer:
        raise RefusedError(NO_PAPER)
    if paper.holds_from > today:
        raise RefusedError(AHEAD)
    if paper.holds_from.year < today.year - 1:
        raise RefusedError(TOO_OLD.fill(year=paper.holds_from.year))
    event = EventLine("exempt", "paper", paper.number, dt.datetime.now(dt.UTC), actor, paper.issuer)

    def work() -> None:
        """Record and write it down."""
        exemptions.record(person, paper, actor)
        acts.note_event(person, event, {"from": paper.holds_from.isoformat()})

    perform(Act("card.exempt", actor, "person", str(person), reason=paper.number), work)


def undo_certificate(person: int, number: int, reason: str, actor: str) -> None:
    """Undo a certificate that was recorded wrongly or withdrawn, with the reason."""
    if not reason.strip():
        raise RefusedError(NO_REASON)
    event = EventLine("unexempt", "paper", "", dt.datetime.now(dt.UTC), actor, reason.strip())

    def work() -> None:
        """Undo and write it down."""
        exemptions.undo(person, number, reason.strip(), actor)
        acts.note_event(person, event, {})

    perform(Act("card.unexempt", actor, "person", str(person), reason=reason), work)
