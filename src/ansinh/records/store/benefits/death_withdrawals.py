"""The door to notices of death that were wrong: asked for, decided; stops lifted, claims withdrawn, the day removed."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction

from ansinh.core.errors import ConflictError, MissingError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.records.models import DeathWithdrawal, Overpayment, PensionStop, Person
from ansinh.records.store.ledger_postings import COLUMNS, Entry, entry_of
from ansinh.records.store.pages.rows import read

OPEN = Text(
    "Đã có một đề nghị rút báo tử của người này đang chờ duyệt.",
    "A withdrawal of this notice is asked for already and waits for approval.",
)
NONE = Text("Không có đề nghị này.", "There is no such request.")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A notice of death said to be wrong: whose, the day it told, the paper that shows they live, who asked."""

    id: uuid.UUID
    person: int
    full_name: str
    office: int
    office_path: str
    died_on: dt.date
    document: str
    asked_by: str
    asked_at: dt.datetime
    state: str
    decided_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Undone:
    """A claim for a death (dong): `recovered` of it came back, `paid_in` of that at the desk, which stays with us."""

    id: int
    pension: int
    fund: int
    office: int
    office_path: str
    month: dt.date
    amount: Dong
    recovered: Dong
    paid_in: Dong
    cause: uuid.UUID | None


_READ = """
SELECT w.id, w.person_id AS person, n.full_name, w.office_id AS office, o.path AS office_path, w.died_on, w.document,
    w.asked_by, w.asked_at, w.state, w.decided_by, w.reason
FROM records_deathwithdrawal w JOIN records_person n ON n.id = w.person_id JOIN records_office o ON o.id = w.office_id
"""
_CLAIMS = """
SELECT v.id, v.pension_id AS pension, p.fund, v.office_id AS office, o.path AS office_path, b.month, v.amount,
    v.recovered, coalesce((SELECT sum(r.amount) FROM records_overpaymentreceipt r
        WHERE r.overpayment_id = v.id), 0)::bigint AS paid_in, v.cause
FROM records_overpayment v JOIN records_pension p ON p.id = v.pension_id
JOIN records_paymentbatch b ON b.run_id = v.batch_id JOIN records_office o ON o.id = v.office_id
WHERE v.id = ANY(%(claims)s) ORDER BY v.id
"""
_RESTED = """
SELECT d.number FROM records_dossier d WHERE d.person_id = %(person)s AND d.procedure LIKE 'survivors.%%'
    AND d.state NOT IN ('closed', 'revised') AND coalesce(d.outcome, '') <> 'refuse' ORDER BY d.number
"""


def ask(person: int, office: int, died_on: dt.date, said: tuple[str, str]) -> uuid.UUID:
    """Keep that a notice is said to be wrong: `said` is document, actor. ConflictError where one waits already."""
    document, actor = said
    try:
        with transaction.atomic():
            made = DeathWithdrawal.objects.create(
                person_id=person, office_id=office, died_on=died_on, document=document, asked_by=actor
            )
    except IntegrityError as error:
        raise ConflictError(OPEN) from error
    return made.id


def one(key: uuid.UUID, *, lock: bool = False) -> Withdrawal:
    """Return one; MissingError where there is none."""
    found = read(Withdrawal, _READ + "WHERE w.id = %(id)s" + (" FOR UPDATE OF w" if lock else ""), {"id": key})
    if not found:
        raise MissingError(NONE)
    return found[0]


def waiting(office_path: str, limit: int = 200) -> list[Withdrawal]:
    """Return what waits at an office and under it, the oldest first."""
    where = (
        "WHERE w.state = 'open' AND (o.path = %(path)s OR o.path LIKE %(path)s || '.%%') "
        "ORDER BY w.asked_at LIMIT %(limit)s"
    )
    return read(Withdrawal, _READ + where, {"path": office_path, "limit": limit})


def of_person(person: int) -> list[Withdrawal]:
    """Return all that was asked for one person, the latest first."""
    return read(Withdrawal, _READ + "WHERE w.person_id = %(person)s ORDER BY w.asked_at DESC", {"person": person})


def decide(key: uuid.UUID, state: str, actor: str, reason: str) -> None:
    """Write down what a second person decided."""
    DeathWithdrawal.objects.filter(id=key, state="open").update(
        state=state, decided_by=actor, decided_at=dt.datetime.now(dt.UTC), reason=reason
    )


def rests_on(person: int) -> list[str]:
    """Return the dossiers (numbers) that were opened because a person had died and still stand."""
    with connection.cursor() as cursor:
        cursor.execute(_RESTED, {"person": person})
        return [number for (number,) in cursor.fetchall()]


def lift(person: int, actor: str) -> dt.datetime:
    """Let nothing be stopped by the death of a person any more, and stops that it had cut hold as before.

    Returns the moment since which that is believed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        moment: dt.datetime = cursor.fetchone()[0]
    mine = PensionStop.objects.filter(pension__person_id=person)
    for death in mine.filter(reason="death", superseded_at__isnull=True).select_for_update(of=("self",)):
        others = mine.filter(pension_id=death.pension_id).exclude(reason="death")
        cut = list(others.filter(superseded_at__gte=death.recorded_at))
        shortened = others.filter(recorded_at=death.recorded_at, superseded_at__isnull=True)
        shortened.update(superseded_at=moment)
        PensionStop.objects.filter(pk=death.pk).update(superseded_at=moment)
        for row in cut:
            PensionStop.objects.create(
                pension_id=row.pension_id, validity=row.validity, reason=row.reason, document=row.document,
                noticed_on=row.noticed_on, recorded_by=actor, recorded_at=moment,
            )  # fmt: skip
    return moment


def withdraw_claims(person: int, moment: dt.datetime) -> list[Undone]:
    """Withdraw the claims for the death of a person as of `moment`; return them as they stood.

    They are locked before they are read: a query that waits for a lock sees the claim anew, but receipts as of before.
    """
    mine = Overpayment.objects.filter(pension__person_id=person, reason="death", withdrawn_at__isnull=True)
    claims = list(mine.order_by("id").select_for_update(of=("self",)).values_list("id", flat=True))
    Overpayment.objects.filter(pk__in=claims).update(withdrawn_at=moment)
    return read(Undone, _CLAIMS, {"claims": claims})


def postings_of(causes: Sequence[uuid.UUID], since: dt.date) -> list[Entry]:
    """Return what claims posted, by their causes, into the months from the one of `since` on."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM records_posting WHERE holder = 0 AND period >= date_trunc('month', %s::date) "  # noqa: S608 - a constant list of columns
            "AND cause = ANY(%s) ORDER BY id",
            [since, list(causes)],
        )
        return [entry_of(row) for row in cursor.fetchall()]


def lives(person: int, died_on: dt.date) -> bool:
    """Remove a day of death from the register; False where another day stands there."""
    return bool(Person.objects.filter(pk=person, died_on=died_on).update(died_on=None))
