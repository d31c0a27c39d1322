"""Where money goes is changed by two people with a day between them: asked for, cooled, approved or refused."""

import datetime as dt
import uuid
from typing import Final

from ansinh.core.errors import MissingError, RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.payments import Outcome, PayKey, Source
from ansinh.records.store.benefits import payee_changes, payments_line, payroll_facts
from ansinh.records.store.benefits.payee_changes import Change, Destination
from ansinh.records.store.ledger import months
from ansinh.usecases import clock
from ansinh.usecases.act import Act, perform
from ansinh.usecases.benefits import payroll

COOLING: Final = dt.timedelta(hours=24)
"""How long a destination asked for waits before it may be approved: time for its holder to object (invariant B8)."""
WARM: Final = Text(
    "Đề nghị mới nhập lúc {at}; chỉ được duyệt sau 24 giờ, để người hưởng kịp phản đối.",
    "This was entered at {at}; it can be approved after 24 hours, so that its holder has time to object.",
)
TWO: Final = Text("Người nhập không tự duyệt.", "Who entered it does not approve it.")
DONE: Final = Text("Đề nghị này đã được giải quyết.", "This request was decided already.")
NO_NUMBER: Final = Text("Hãy ghi đủ ngân hàng, số và chủ tài khoản.", "Write bank, account number and holder.")
NO_LINE: Final = Text("Không có khoản chi này.", "There is no such payment.")
NOT_BACK: Final = Text(
    "Khoản này chưa bị trả lại; chỉ đổi nơi nhận của khoản đã bị trả lại.",
    "This payment did not come back; only one that came back may go elsewhere.",
)
OF_A_FILE: Final = Text(
    "Khoản hằng tháng: hãy đổi nơi nhận ở hồ sơ đang hưởng, cho cả các tháng sau.",
    "A monthly payment: change the destination of its file, for the months to come as well.",
)
WHY: Final = Text("Hãy ghi lý do không duyệt.", "Write why it is not approved.")


def ask_for_pension(file_no: str, where: Destination, since: Month, document: str, actor: str) -> uuid.UUID:
    """Ask that a pension be paid elsewhere from a month on; ConflictError where another is asked for already."""
    _complete(where)
    facts = payroll_facts.pension(file_no)
    office = payroll_facts.office_of(facts)
    key = (int(Source.PENSION), facts.id)
    return _ask(key, office, where, (since.first_day, document, actor), facts.file_no)


def ask_for_line(key: PayKey, where: Destination, document: str, actor: str) -> uuid.UUID:
    """Ask that a returned payment of a decision or relief case go elsewhere when it is sent again.

    RefusedError for a payment that did not come back (and for a pension, whose file is changed instead).
    """
    _complete(where)
    line = payments_line.line(key)
    if line is None:
        raise MissingError(NO_LINE)
    if key.source is Source.PENSION:
        raise RefusedError(OF_A_FILE)
    if line.outcome is None or line.outcome is Outcome.PAID:
        raise RefusedError(NOT_BACK)
    name = f"{int(key.source)}-{key.subject}"
    said = (clock.today().replace(day=1), document, actor)
    return _ask((int(key.source), key.subject), line.facts.office, where, said, name)


def _ask(key: tuple[int, int], office: int, where: Destination, said: tuple[dt.date, str, str], name: str) -> uuid.UUID:
    """Keep it, audited."""
    body: dict[str, object] = {"form": where.form, "code": where.code, "since": str(said[0])}
    act = Act("payee.ask", said[2], "payee", name, reason=said[1], body=body)
    return perform(act, lambda: payee_changes.enter(key, office, where, said))


def _complete(where: Destination) -> None:
    """Refuse a destination that says too little."""
    if not where.holder or not where.code or (where.form == "bank" and not where.number):
        raise RefusedError(NO_NUMBER)


def approve(key: uuid.UUID, actor: str, *, now: dt.datetime | None = None) -> None:
    """Approve a destination asked for. RefusedError for who entered it, and before a day has passed."""
    at = now or dt.datetime.now(dt.UTC)
    perform(Act("payee.approve", actor, "payee", str(key)), lambda: _approve(key, actor, at))


def _approve(key: uuid.UUID, actor: str, at: dt.datetime) -> None:
    """Do it inside the transaction."""
    change = _open(key)
    if actor == change.entered_by:
        raise RefusedError(TWO)
    if at < change.entered_at + COOLING:
        raise RefusedError(WARM.fill(at=f"{change.entered_at:%d/%m/%Y %H:%M} UTC"))
    payee = None
    if change.source == Source.PENSION:
        _pension_goes(change, actor)
    else:
        payee = payee_changes.destination(change, actor)
    payee_changes.decide(key, "approved", (actor, at, ""), payee)


def _pension_goes(change: Change, actor: str) -> None:
    """Pay a pension elsewhere from the first month that is not tried yet, or the month asked for where it is later."""
    current = months.next_to_close(payroll_facts.office_row(change.office))
    since = Month.containing(change.since)
    if current is not None:
        since = max(since, current.plus(1))
    facts = payroll_facts.by_id(change.subject)
    payroll.put_elsewhere(facts, change.office, change.where, since, (change.entered_by, actor))


def refuse(key: uuid.UUID, actor: str, reason: str) -> None:
    """Refuse a destination asked for, with the reason; the money goes where it went."""
    if not reason.strip():
        raise RefusedError(WHY)

    def work() -> None:
        _open(key)
        payee_changes.decide(key, "refused", (actor, dt.datetime.now(dt.UTC), reason))

    perform(Act("payee.refuse", actor, "payee", str(key), reason=reason), work)


def _open(key: uuid.UUID) -> Change:
    """Return a request that waits, locked; RefusedError for one that was decided."""
    change = payee_changes.one(key, lock=True)
    if change.state != "open":
        raise RefusedError(DONE)
    return change
