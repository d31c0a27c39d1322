"""The door to destinations asked for: entered, waiting to cool, approved or refused; and where a line goes now."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.core.errors import ConflictError, MissingError
from ansinh.core.text import Text
from ansinh.records.models import Payee, PayeeChange
from ansinh.records.store.benefits import payroll_load
from ansinh.records.store.pages.rows import read

OPEN = Text(
    "Đã có một đề nghị đổi nơi nhận đang chờ duyệt.", "Another destination is asked for already and waits for approval."
)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where money is to go: form (bank, post, unit, cash), code and name of the channel, number, holder."""

    form: str
    code: str
    name: str
    number: str
    holder: str


@dataclass(frozen=True, slots=True)
class Change:
    """A destination asked for, with who it is for and where the money goes now."""

    id: uuid.UUID
    source: int
    subject: int
    office: int
    office_path: str
    form: str
    code: str
    name: str
    number: str
    holder: str
    since: dt.date
    document: str
    entered_by: str
    entered_at: dt.datetime
    state: str
    decided_by: str
    decided_at: dt.datetime | None
    reason: str
    payee: int | None
    who: str

    @property
    def where(self) -> Destination:
        """The destination."""
        return Destination(self.form, self.code, self.name, self.number, self.holder)


_READ = (
    "SELECT c.id, c.source, c.subject, c.office_id AS office, o.path AS office_path, c.form, c.code, c.name, c.number, "
    "c.holder, c.since, c.document, c.entered_by, c.entered_at, c.state, c.decided_by, c.decided_at, c.reason, "
    "c.payee_id AS payee, "
    "coalesce((SELECT n.full_name FROM records_pension p JOIN records_person n ON n.id = p.person_id "
    "WHERE c.source = 1 AND p.id = c.subject), c.holder) AS who "
    "FROM records_payeechange c JOIN records_office o ON o.id = c.office_id "
)


def enter(key: tuple[int, int], office: int, where: Destination, said: tuple[dt.date, str, str]) -> uuid.UUID:
    """Keep a destination asked for: `key` is source and subject, `said` since, document, actor. One open at a time."""
    since, document, actor = said
    try:
        with transaction.atomic():
            made = PayeeChange.objects.create(
                source=key[0], subject=key[1], office_id=office, form=where.form, code=where.code, name=where.name,
                number=where.number, holder=where.holder, since=since, document=document, entered_by=actor,
            )  # fmt: skip
    except IntegrityError as error:
        raise ConflictError(OPEN) from error
    return made.id


def one(key: uuid.UUID, *, lock: bool = False) -> Change:
    """Return one; MissingError where there is none."""
    found = read(Change, _READ + "WHERE c.id = %(id)s" + (" FOR UPDATE OF c" if lock else ""), {"id": key})
    if not found:
        raise MissingError(Text("Không có đề nghị này.", "There is no such request."))
    return found[0]


def waiting(office_path: str, limit: int = 200) -> list[Change]:
    """Return what waits at an office and under it, the oldest first."""
    where = (
        "WHERE c.state = 'open' AND (o.path = %(path)s OR o.path LIKE %(path)s || '.%%') "
        "ORDER BY c.entered_at LIMIT %(limit)s"
    )
    return read(Change, _READ + where, {"path": office_path, "limit": limit})


def of_subject(source: int, subject: int) -> list[Change]:
    """Return all that was asked for one pension, decision payment or relief case, the latest first."""
    where = "WHERE c.source = %(source)s AND c.subject = %(subject)s ORDER BY c.entered_at DESC"
    return read(Change, _READ + where, {"source": source, "subject": subject})


def decide(key: uuid.UUID, state: str, said: tuple[str, dt.datetime, str], payee: int | None = None) -> None:
    """Write down what a second person decided: `said` is actor, moment, reason."""
    actor, at, reason = said
    PayeeChange.objects.filter(id=key, state="open").update(
        state=state, decided_by=actor, decided_at=at, reason=reason, payee=payee
    )


def destination(change: Change, actor: str) -> int:
    """Make the destination of a single line (no pension) and return its id."""
    channel = payroll_load.channels([(change.form, change.code, change.name)])[change.form, change.code]
    made = Payee.objects.create(
        validity=DateRange(change.since, None, "[)"), office_id=change.office, channel_id=channel,
        number=change.number, holder=change.holder, recorded_by=change.entered_by, approved_by=actor,
    )  # fmt: skip
    return int(made.pk)
