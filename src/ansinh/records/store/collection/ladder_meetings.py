"""The door to working sessions and published lists of debts, to plans of instalments, and to who is late on a day."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from ansinh.core.money import Dong
from ansinh.records.models import DebtPublication, DebtSession, DebtSessionCase, InstalmentPlan


class Session(NamedTuple):
    """A working session with the number of cases it spoke about and the dong they owed."""

    id: int
    office: str
    day: dt.date
    place: str
    minutes: str
    chair: str
    attended: dict[str, str]
    cases: int
    owed: Dong


class Agreed(NamedTuple):
    """What a session said about one employer."""

    account: str
    name: str
    came: str
    agreed: str
    owed: Dong


class Late(NamedTuple):
    """One employer that is late or evading on a day."""

    account: str
    name: str
    tax_code: str
    office: str
    status: str
    oldest: dt.date
    principal: Dong
    interest: Dong
    people: int
    evasion_from: dt.date | None


class Publication(NamedTuple):
    """A published list: its paper, day, receivers, size and rows as they stood."""

    id: int
    office: str
    office_path: str
    document: str
    day: dt.date
    sent_to: str
    employers: int
    amount: Dong
    rows: list[dict[str, Any]]


_LATE = """
    SELECT a.code, a.name, coalesce(e.tax_code, ''), o.code, c.status, c.oldest, c.principal, c.interest, c.people,
           c.evasion_from
    FROM records_debtcase c JOIN records_employeraccount a ON a.id = c.account_id
    JOIN records_employer e ON e.id = a.employer_id JOIN records_office o ON o.id = c.office_id
    WHERE c.office_id = ANY(%(offices)s) AND c.opened <= %(day)s AND coalesce(c.closed, 'infinity') > %(day)s
      AND c.status IN ('late', 'evasion')
      AND (NOT %(due)s OR EXISTS (SELECT 1 FROM records_debtstep s WHERE s.case_id = c.id
                                  AND s.step = 'publication' AND s.state = 'due'))
    ORDER BY c.status, c.principal DESC, a.code
"""
_STEPS = """
    SELECT s.id, a.code FROM records_debtstep s JOIN records_debtcase c ON c.id = s.case_id
    JOIN records_employeraccount a ON a.id = c.account_id
    WHERE s.state = 'due' AND s.step = %s AND a.code = ANY(%s) AND c.closed IS NULL ORDER BY s.id
"""


def hold(office: int, facts: Mapping[str, Any], cases: Sequence[Mapping[str, Any]]) -> int:
    """Keep a session with what it said about each case; return its id."""
    made = DebtSession.objects.create(office_id=office, **facts)
    DebtSessionCase.objects.bulk_create([DebtSessionCase(session=made, **one) for one in cases])
    return made.pk


def session_of(office: int, minutes: str) -> int | None:
    """Return the session of an office whose minutes bear a number; None where there is none."""
    found = DebtSession.objects.filter(office_id=office, minutes=minutes)
    return found.values_list("id", flat=True).first()


def sessions(office_ids: list[int], limit: int = 50) -> list[Session]:
    """Return the latest sessions of the offices."""
    found = DebtSession.objects.filter(office_id__in=office_ids).order_by("-day", "-id")
    counted = found.annotate(spoken=Count("cases"), owing=Coalesce(Sum("cases__owed"), 0))
    names = ("id", "office__code", "day", "place", "minutes", "chair", "attended", "spoken", "owing")
    return [Session(*row) for row in counted.values_list(*names)[:limit]]


def agreed(session: int) -> list[Agreed]:
    """Return what a session said, the largest debt first."""
    found = DebtSessionCase.objects.filter(session_id=session).order_by("-owed", "id")
    return [
        Agreed(*row)
        for row in found.values_list("case__account__code", "case__account__name", "came", "agreed", "owed")
    ]


def due_steps(step: str, codes: Sequence[str]) -> list[tuple[int, str]]:
    """Return (step id, account) of the waiting steps of a kind in the open cases of accounts."""
    with connection.cursor() as cursor:
        cursor.execute(_STEPS, [step, list(codes)])
        return list(cursor.fetchall())


def late(office_ids: list[int], day: dt.date, *, due: bool = False) -> list[Late]:
    """Return who is late or evading on `day` as the last build knew it; with `due` only whose publication is due."""
    with connection.cursor() as cursor:
        cursor.execute(_LATE, {"offices": office_ids, "day": day, "due": due})
        return [Late(*row) for row in cursor.fetchall()]


def publish(office: int, facts: Mapping[str, Any]) -> int:
    """Keep a published list; return its id."""
    return DebtPublication.objects.create(office_id=office, **facts).pk


_PUBLICATION = (
    "id", "office__code", "office__path", "document", "day", "sent_to", "employers", "amount", "rows",
)  # fmt: skip


def publications(office_ids: list[int]) -> list[Publication]:
    """Return the published lists of the offices, the latest first."""
    found = DebtPublication.objects.filter(office_id__in=office_ids).order_by("-day", "-id")
    return [Publication(*row) for row in found.values_list(*_PUBLICATION)]


def publication(number: int) -> Publication | None:
    """Return a published list; None if there is none."""
    row = DebtPublication.objects.filter(pk=number).values_list(*_PUBLICATION).first()
    return Publication(*row) if row else None


def plans(case: int) -> list[tuple[int, str, Dong, str, str, str, list[tuple[dt.date, Dong, str]]]]:
    """Return (id, document, total, state, proposed by, decided by, promises) of a case's plans, the latest first."""
    found = InstalmentPlan.objects.filter(case_id=case).prefetch_related("lines").order_by("-id")
    return [
        (
            one.pk, one.document, one.total, one.state, one.proposed_by, one.approved_by,
            [(line.until, line.amount, line.state) for line in one.lines.all()],
        )
        for one in found
    ]  # fmt: skip


def plan_office(number: int) -> tuple[str, str] | None:
    """Return (office path, account code) of a plan of instalments; None if there is none."""
    found = InstalmentPlan.objects.filter(pk=number)
    return found.values_list("case__office__path", "case__account__code").first()
