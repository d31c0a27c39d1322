"""SI numbers and books: what happened to them, and up to which month an account has paid for its people."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from ansinh.core.errors import ConflictError, MissingError
from ansinh.core.fund import Fund
from ansinh.core.text import Text
from ansinh.records.models import Person, SiBookEvent

_TAKEN = Text(
    "Số {found} đang là của người khác; nếu là một người, hãy đề nghị gộp hai mã số.",
    "{found} belongs to somebody else; if both are one person, propose to merge the two numbers.",
)
_SI_FUNDS = [Fund.RS, Fund.SM, Fund.OAD]


@dataclass(frozen=True, slots=True)
class BookEvent:
    """One step in the life of a number or book."""

    kind: str
    form: str
    confirmed_to: dt.date | None
    due: dt.date | None
    at: dt.datetime
    actor: str
    reason: str
    detail: dict[str, Any]
    account: str = ""  # code of the employer account it is about


@dataclass(frozen=True, slots=True)
class Step:
    """A step to be written down: what, on paper or not, by when, for which account, confirmed to which month."""

    kind: str
    form: str = "electronic"
    due: dt.date | None = None
    account: int | None = None
    confirmed_to: dt.date | None = None
    detail: dict[str, Any] = field(default_factory=dict)


def note(person: int, step: Step, actor: str, reason: str) -> int:
    """Write down a step and return its id."""
    made = SiBookEvent.objects.create(
        person_id=person, kind=step.kind, actor=actor, reason=reason, form=step.form, due=step.due,
        account_id=step.account, confirmed_to=step.confirmed_to, detail=step.detail,
    )  # fmt: skip
    return int(made.id)


def events(person: int) -> list[BookEvent]:
    """Return the steps of a person's number and book, oldest first."""
    rows = SiBookEvent.objects.filter(person_id=person).select_related("account").order_by("id")
    return [
        BookEvent(
            r.kind,
            r.form,
            r.confirmed_to,
            r.due,
            r.at,
            r.actor,
            r.reason,
            r.detail,
            r.account.code if r.account else "",
        )
        for r in rows
    ]


def same_close(person: int, step: Step) -> int:
    """Return the last close of a person's book in an account where it says the same as `step`; 0 otherwise."""
    closes = SiBookEvent.objects.filter(person_id=person, account_id=step.account, kind="close").order_by("-id")
    last = closes.first()
    said = last is not None and (last.form, last.confirmed_to, last.detail) == (
        step.form, step.confirmed_to, step.detail,
    )  # fmt: skip
    return int(last.pk) if last is not None and said else 0


def overdue(office_path: str, day: dt.date, limit: int = 100) -> list[tuple[int, str, dt.date]]:
    """Return (person, kind, due) of numbers and books due before `day` without a later step of the person."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.person_id, e.kind, e.due FROM records_sibookevent e JOIN records_person p ON p.id = e.person_id "
            "JOIN records_office o ON o.id = p.office_id WHERE e.due < %s AND o.path LIKE %s AND NOT EXISTS "
            "(SELECT 1 FROM records_sibookevent n WHERE n.person_id = e.person_id AND n.id > e.id "
            "AND n.kind <> 'number') "
            "ORDER BY e.due, e.id LIMIT %s",
            [day, office_path + "%", limit],
        )
        rows: list[tuple[int, str, dt.date]] = cursor.fetchall()
    return rows


@dataclass(frozen=True, slots=True)
class Left:
    """A person's time in an account: the last declared month, and whether work there still goes on."""

    last: dt.date | None
    open: bool


def left(person: int, account: int) -> Left:
    """Return when the person's spells in the account end; MissingError where there are none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(upper(validity)), bool_or(upper_inf(validity)) FROM records_spell "
            "WHERE person_id = %s AND account_id = %s AND superseded_at IS NULL AND funds & 2 > 0",
            [person, account],
        )
        end, goes_on = cursor.fetchone()
    if goes_on is None:
        raise MissingError(Text("Người này không tham gia ở đơn vị.", "The person never took part in this account."))
    return Left(end, goes_on)


def paid_to(account: int) -> dt.date | None:
    """Return the first day of the last month paid in full to the social insurance funds; None before any close.

    That is the month before the oldest one still owed at the last close, or the last closed month itself.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(period) FROM records_accountmonth WHERE account_id = %s", [account])
        closed = cursor.fetchone()[0]
        if closed is None:
            return None
        cursor.execute(
            "SELECT (min(concerns) - interval '1 month')::date FROM records_openitem "
            "WHERE account = %s AND period = %s AND fund = ANY(%s)",
            [account, closed, [int(fund) for fund in _SI_FUNDS]],
        )
        before_oldest = cursor.fetchone()[0]
    paid: dt.date = before_oldest or closed
    return paid


def correct(person: int, fields: dict[str, Any]) -> dict[str, Any]:
    """Set fields of a person and return what they were before; ConflictError for the personal ID of somebody else."""
    row = Person.objects.select_for_update(no_key=True, of=("self",)).filter(id=person).first()
    if row is None:
        raise MissingError(Text("Không có người này.", "There is no such person."))
    paper = fields.get("personal_id")
    if paper and Person.objects.filter(personal_id=paper, merged_into__isnull=True).exclude(id=person).exists():
        raise ConflictError(_TAKEN.fill(found=paper))
    before = {name: getattr(row, name) for name in fields}
    Person.objects.filter(id=person).update(**fields)
    return before
