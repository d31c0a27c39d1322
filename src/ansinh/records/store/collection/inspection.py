"""The door to inspections for people: a page of cases, one case with all that belongs to it, how it is followed."""

import datetime as dt
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet, Sum

from ansinh.core.errors import MissingError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.domain.collection.inspection_states import Followed
from ansinh.records.models import (
    Inspection,
    InspectionDeclaration,
    InspectionFinding,
    InspectionMember,
    InspectionMove,
    InspectionPaper,
    InspectionRecovery,
    InspectionRequest,
)


class Case(NamedTuple):
    """One inspection with the numbers and days of its papers."""

    id: UUID
    office: str
    office_id: int
    office_path: str
    item: int | None
    kind: str
    traits: list[str]
    subject_kind: str
    subject: str
    name: str
    account: int | None
    region: int | None
    period_from: dt.date
    period_to: dt.date
    reason: str
    partners: str
    state: str
    decision: str
    decided_on: dt.date | None
    decided_by: str
    started_on: dt.date | None
    minutes: str
    minutes_on: dt.date | None
    signed_by_subject: str
    conclusion: str
    concluded_on: dt.date | None
    deadline: dt.date | None
    closed_on: dt.date | None
    counts: dict[str, int]
    opened_by: str
    opened_on: dt.date


_CASE = (
    "id", "office__code", "office_id", "office__path", "item_id", "kind", "traits", "subject_kind", "subject", "name",
    "account_id", "account__region", "period_from", "period_to", "reason", "partners", "state", "decision",
    "decided_on", "decided_by", "started_on", "minutes", "minutes_on", "signed_by_subject", "conclusion",
    "concluded_on", "deadline", "closed_on", "counts", "opened_by", "opened_on",
)  # fmt: skip
_NO_CASE = Text("Không có cuộc kiểm tra này.", "There is no such inspection.")


class FindingRow(NamedTuple):
    """One violation of a case, with what came back of it (dong)."""

    id: int
    kind: str
    person: int | None
    si_number: str
    name: str
    first: dt.date | None
    last: dt.date | None
    declared: Dong
    found: Dong
    amount: Dong
    recovered: Dong
    document: str
    note: str

    @property
    def remaining(self) -> Dong:
        """What is still to come back."""
        return self.amount - self.recovered


class Cut(NamedTuple):
    """Which cases: in a state, of a kind, of a kind of subject ("" all), of one subject, in a year (0: all)."""

    state: str = ""
    kind: str = ""
    subject_kind: str = ""
    subject: str = ""
    year: int = 0


class Line(NamedTuple):
    """One case in a list, with its follow-up (dong)."""

    id: UUID
    name: str
    subject: str
    subject_kind: str
    kind: str
    traits: list[str]
    state: str
    decision: str
    opened_on: dt.date
    deadline: dt.date | None
    office: str
    findings: int
    demanded: Dong
    recovered: Dong
    open_requests: int

    @property
    def remaining(self) -> Dong:
        """What is still to come back."""
        return self.demanded - self.recovered


_LINES = """
    SELECT i.id, i.name, i.subject, i.subject_kind, i.kind, i.traits, i.state, i.decision, i.opened_on, i.deadline,
           o.code, coalesce(f.findings, 0), coalesce(f.amount, 0)::bigint, coalesce(f.recovered, 0)::bigint,
           (SELECT count(*) FROM records_inspectionrequest q WHERE q.case_id = i.id AND q.done_on IS NULL)
    FROM records_inspection i JOIN records_office o ON o.id = i.office_id
    LEFT JOIN LATERAL (
        SELECT count(*) AS findings, sum(f.amount) AS amount, sum(r.amount) AS recovered
        FROM records_inspectionfinding f
        LEFT JOIN (SELECT finding_id, sum(amount) AS amount FROM records_inspectionrecovery GROUP BY 1) r
             ON r.finding_id = f.id WHERE f.case_id = i.id) f ON true
    WHERE i.office_id = ANY(%(offices)s) AND (%(state)s = '' OR i.state = %(state)s)
      AND (%(kind)s = '' OR i.kind = %(kind)s) AND (%(subject_kind)s = '' OR i.subject_kind = %(subject_kind)s)
      AND (%(subject)s = '' OR i.subject = %(subject)s)
      AND (%(year)s = 0 OR extract(year FROM i.opened_on) = %(year)s)
      AND (%(day)s::date IS NULL OR (i.opened_on, i.id) < (%(day)s::date, %(after)s::uuid))
    ORDER BY i.opened_on DESC, i.id DESC LIMIT %(limit)s
"""


def page(office_ids: list[int], cut: Cut, *, after: tuple[dt.date, UUID] | None = None, limit: int = 50) -> list[Line]:
    """Return a page of cases, the latest opened first; `after` = the last one's (opened_on, id)."""
    day, number = after if after is not None else (None, None)
    with connection.cursor() as cursor:
        cursor.execute(_LINES, {"offices": office_ids, "day": day, "after": number, "limit": limit, **cut._asdict()})
        return [Line(*row) for row in cursor.fetchall()]


def _one(found: QuerySet[Inspection]) -> Case:
    row = found.values_list(*_CASE).first()
    if row is None:
        raise MissingError(_NO_CASE)
    return Case(*row)


def case(number: UUID) -> Case:
    """Return a case; MissingError if there is none."""
    return _one(Inspection.objects.filter(pk=number))


def locked(number: UUID) -> Case:
    """Return a case, its row locked until the transaction ends; MissingError if there is none."""
    return _one(Inspection.objects.select_for_update(of=("self",)).filter(pk=number))


def team(number: UUID) -> list[tuple[str, str]]:
    """Return (user name, role) of the team, the leader first."""
    return list(InspectionMember.objects.filter(case_id=number).order_by("role", "id").values_list("username", "role"))


def papers(number: UUID) -> list[tuple[str, str, dt.date, str]]:
    """Return (code, state, day, note) of the papers asked for."""
    found = InspectionPaper.objects.filter(case_id=number).order_by("id")
    return list(found.values_list("code", "state", "day", "note"))


def findings(number: UUID) -> list[FindingRow]:
    """Return the violations of a case in the order they were written, with what came back."""
    rows = InspectionFinding.objects.filter(case_id=number).annotate(back=Sum("recoveries__amount")).order_by("id")
    names = (
        "id", "kind", "person_id", "person__si_number", "name", "first", "last", "declared", "found", "amount", "back",
        "document", "note",
    )  # fmt: skip
    listed = (dict(zip(names, row, strict=True)) for row in rows.values_list(*names))
    return [_finding(row) for row in listed]


def _finding(row: dict[str, Any]) -> FindingRow:
    """Return one violation from the columns of its row."""
    return FindingRow(
        id=row["id"], kind=row["kind"], person=row["person_id"], si_number=row["person__si_number"] or "",
        name=row["name"], first=row["first"], last=row["last"], declared=row["declared"], found=row["found"],
        amount=row["amount"], recovered=row["back"] or 0, document=row["document"], note=row["note"],
    )  # fmt: skip


def requests(number: UUID) -> list[tuple[int, str, dt.date, dt.date | None, str]]:
    """Return (id, text, deadline, done on, proof) of what was asked for."""
    found = InspectionRequest.objects.filter(case_id=number).order_by("deadline", "id")
    return list(found.values_list("id", "text", "deadline", "done_on", "proof"))


def recoveries(number: UUID) -> list[tuple[int, Dong, dt.date, str]]:
    """Return (finding, dong, day, paper) of the money that came back."""
    found = InspectionRecovery.objects.filter(finding__case_id=number).order_by("day", "id")
    return list(found.values_list("finding_id", "amount", "day", "document"))


def moves(number: UUID) -> list[tuple[str, str, str, dt.date, str, str]]:
    """Return (move, before, after, day, actor, paper) of the story, the latest first."""
    found = InspectionMove.objects.filter(case_id=number).order_by("-id")
    return list(found.values_list("move", "before", "after", "day", "actor", "document"))


def declarations(number: UUID) -> list[tuple[UUID, int, str]]:
    """Return (filing, rows, made by) of the declarations that came of a case."""
    found = InspectionDeclaration.objects.filter(case_id=number).order_by("id")
    return list(found.values_list("filing", "rows", "made_by"))


def followed(number: UUID, day: dt.date) -> Followed:
    """Return how a case stands on `day`: dong demanded and recovered, requests asked, done and late."""
    rows, asked = findings(number), requests(number)
    return Followed(
        sum(row.amount for row in rows),
        sum(row.recovered for row in rows),
        len(asked),
        sum(one[3] is not None for one in asked),
        sum(one[3] is None and one[2] < day for one in asked),
    )
