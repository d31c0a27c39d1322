"""The door to plans of inspections: versions, items, what is counted against them, and what can be inspected."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Max

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.collection.inspection_progress import Counted
from ansinh.records.models import Inspection, InspectionPlan, InspectionPlanItem


class Plan(NamedTuple):
    """A plan's head."""

    id: int
    office: str
    office_id: int
    office_path: str
    year: int
    version: int
    document: str
    state: str
    made_by: str
    signed_by: str
    signed_on: dt.date | None


class Item(NamedTuple):
    """One item of a plan, and the cases made of it."""

    id: int
    kind: str
    traits: list[str]
    subject_kind: str
    subject: str
    name: str
    quantity: int
    due: dt.date
    reason: str
    cases: int


class SubjectFacts(NamedTuple):
    """What can be inspected: its name, its account (employers), its office ("" where it has none of its own)."""

    name: str
    account: int | None
    office_path: str


_PLAN = (
    "id", "office__code", "office_id", "office__path", "year", "version", "document", "state", "made_by", "signed_by",
    "signed_on",
)  # fmt: skip
_ITEMS = """
    SELECT t.id, t.kind, t.traits, t.subject_kind, t.subject, t.name, t.quantity, t.due, t.reason,
           (SELECT count(*) FROM records_inspection i WHERE i.item_id = t.id AND i.state <> 'cancelled')
    FROM records_inspectionplanitem t WHERE t.plan_id = %s ORDER BY t.due, t.id
"""
_SUBJECT = {
    "employer": "SELECT a.name, a.id, o.path FROM records_employeraccount a "
    "JOIN records_office o ON o.id = a.office_id WHERE a.code = %s",
    "facility": "SELECT name, NULL::bigint, '' FROM records_facility WHERE code = %s",
    "payment_point": "SELECT name, NULL::bigint, '' FROM records_paychannel WHERE form = 'post' AND code = %s",
    "collection_point": "SELECT p.name, NULL::bigint, o.path FROM records_agentpoint p "
    "JOIN records_office o ON o.id = p.office_id WHERE p.code = %s",
}
_NO_SUBJECT = Text("Không có {code} để kiểm tra.", "There is no {code} to inspect.")
_NO_KIND = Text(
    "Không có loại đối tượng kiểm tra “{kind}”; có: {known}.",
    "Nothing of the kind “{kind}” is inspected; there are: {known}.",
)


def subject(kind: str, code: str) -> SubjectFacts:
    """Return what can be inspected under a code; MissingError if there is nothing, or no such kind of subject."""
    if kind not in _SUBJECT:
        raise MissingError(_NO_KIND.fill(kind=kind, known=", ".join(_SUBJECT)))
    with connection.cursor() as cursor:
        cursor.execute(_SUBJECT[kind], [code])
        row = cursor.fetchone()
    if row is None:
        raise MissingError(_NO_SUBJECT.fill(code=code))
    return SubjectFacts(*row)


def plan(number: int) -> Plan:
    """Return a plan; MissingError if there is none."""
    row = InspectionPlan.objects.filter(pk=number).values_list(*_PLAN).first()
    if row is None:
        raise MissingError(Text("Không có kế hoạch kiểm tra này.", "There is no such plan of inspections."))
    return Plan(*row)


def plans(office_ids: list[int], year: int) -> list[Plan]:
    """Return the plans of the offices in a year, the latest version first."""
    found = InspectionPlan.objects.filter(office_id__in=office_ids, year=year).order_by("office__code", "-version")
    return [Plan(*row) for row in found.values_list(*_PLAN)]


def items(number: int) -> list[Item]:
    """Return the items of a plan by their day."""
    with connection.cursor() as cursor:
        cursor.execute(_ITEMS, [number])
        return [Item(*row) for row in cursor.fetchall()]


def item(number: int) -> tuple[Item, Plan]:
    """Return an item with its plan; MissingError if there is none."""
    row = InspectionPlanItem.objects.filter(pk=number).values_list("plan_id", flat=True).first()
    if row is None:
        raise MissingError(Text("Không có mục này trong kế hoạch.", "The plan has no such item."))
    return next(one for one in items(row) if one.id == number), plan(row)


def create(office: int, year: int, document: str, by: str) -> int:
    """Make the next version of a year as a draft; return its id."""
    last = InspectionPlan.objects.filter(office_id=office, year=year).aggregate(last=Max("version"))["last"] or 0
    return InspectionPlan.objects.create(
        office_id=office, year=year, version=last + 1, document=document, made_by=by
    ).pk


def by_document(office: int, year: int, document: str) -> int | None:
    """Return the plan a paper already made; None where it made none."""
    found = InspectionPlan.objects.filter(office_id=office, year=year, document=document)
    return found.values_list("id", flat=True).first()


def add_items(plan_id: int, rows: Sequence[dict[str, Any]]) -> int:
    """Append items; one that stands already stays. Return how many there are then."""
    InspectionPlanItem.objects.bulk_create(
        [InspectionPlanItem(plan_id=plan_id, **row) for row in rows], ignore_conflicts=True
    )
    return InspectionPlanItem.objects.filter(plan_id=plan_id).count()


def sign(found: Plan, by: str, day: dt.date) -> None:
    """Put a draft in force; the version before is superseded."""
    InspectionPlan.objects.filter(office_id=found.office_id, year=found.year, state="signed").update(state="superseded")
    InspectionPlan.objects.filter(pk=found.id).update(state="signed", signed_by=by, signed_on=day)


def locked(number: int) -> Plan:
    """Return a plan, its row locked until the transaction ends; MissingError if there is none."""
    InspectionPlan.objects.select_for_update().filter(pk=number).first()
    return plan(number)


def latest_year(office_ids: list[int], year: int) -> int:
    """Return the latest year up to `year` with a case of the offices; `year` itself where there is none."""
    found = Inspection.objects.filter(office_id__in=office_ids, opened_on__year__lte=year).order_by("-opened_on")
    day = found.values_list("opened_on", flat=True).first()
    return day.year if day else year


def counted_items(office_ids: list[int], year: int) -> list[Counted]:
    """Return the items of the plans in force."""
    found = InspectionPlanItem.objects.filter(plan__office_id__in=office_ids, plan__year=year, plan__state="signed")
    rows = found.values_list("kind", "traits", "subject_kind", "subject", "quantity")
    return [Counted(kind, tuple(traits), of, subject, quantity=count) for kind, traits, of, subject, count in rows]


def counted_cases(office_ids: list[int], year: int) -> list[Counted]:
    """Return the cases opened in a year."""
    found = Inspection.objects.filter(office_id__in=office_ids, opened_on__year=year)
    rows = found.values_list("kind", "traits", "subject_kind", "subject", "state", "item_id")
    return [
        Counted(kind, tuple(traits), of, code, state, item_id is not None)
        for kind, traits, of, code, state, item_id in rows
    ]


def others(subject_kind: str, code: str, year: int) -> list[UUID]:
    """Return the cases of a subject opened in a year that were not cancelled."""
    found = Inspection.objects.filter(subject_kind=subject_kind, subject=code, opened_on__year=year)
    return list(found.exclude(state="cancelled").values_list("id", flat=True))
