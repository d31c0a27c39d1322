"""Assignees that are no office (communes, agents, officers, bodies outside), their targets, and splits as made."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import F, Sum

from ansinh.domain.planning.carriers import Carrier
from ansinh.domain.planning.situation import PLAN_VERSIONS
from ansinh.records.models import AgentPoint, Assignee, PlanSplit, Prospect
from ansinh.records.models import Target as TargetRow


@dataclass(frozen=True, slots=True)
class Carried:
    """A target in force of a carrier: office, indicator, year, version, value, document."""

    carrier: Carrier
    office: str
    code: str
    year: int
    version: str
    value: Fraction
    document: str


@dataclass(frozen=True, slots=True)
class Made:
    """A split as it was made once."""

    version: str
    among: str
    total: int
    parts: Sequence[Mapping[str, object]]
    reason: str
    made_by: str
    made_at: dt.datetime


def known(office: int, carriers: Sequence[Carrier]) -> dict[tuple[str, str], int]:
    """Return the id of each carrier under an office by kind and code, keeping those that are new."""
    kept = {}
    for one in carriers:
        row, _ = Assignee.objects.get_or_create(
            office_id=office, kind=one.kind, code=one.code, defaults={"name": one.name}
        )
        kept[one.kind, one.code] = row.pk
    return kept


def carried(offices: Sequence[int], year: int, kind: str = "") -> list[Carried]:
    """Return the yearly targets in force of everybody under `offices`, by kind, code, indicator and version."""
    rows = TargetRow.objects.filter(
        office_id__in=offices, year=year, month__isnull=True, assignee__isnull=False, superseded_at__isnull=True
    )
    rows = rows.filter(assignee__kind=kind) if kind else rows
    ordered = rows.select_related("assignee", "office", "document").order_by(
        "office__code", "assignee__kind", "assignee__code", "indicator", "version"
    )
    return [
        Carried(
            Carrier(row.assignee.kind, row.assignee.code, row.assignee.name), row.office.code, row.indicator,
            row.year, row.version, Fraction(row.value), row.document.number if row.document else "",
        )
        for row in ordered if row.assignee is not None
    ]  # fmt: skip


def plan_of(username: str, code: str, year: int) -> Fraction | None:
    """Return the plan of an officer: the version that counts, summed over the offices that gave one."""
    rows = TargetRow.objects.filter(
        assignee__kind="officer", assignee__code=username, indicator=code, year=year, month__isnull=True,
        superseded_at__isnull=True,
    )  # fmt: skip
    by_office: dict[int, tuple[int, Fraction]] = {}
    for row in rows.filter(version__in=PLAN_VERSIONS):
        place = PLAN_VERSIONS.index(row.version)
        if row.office_id not in by_office or place < by_office[row.office_id][0]:
            by_office[row.office_id] = (place, Fraction(row.value))
    return sum((value for _, value in by_office.values()), Fraction(0)) if by_office else None


def indicators_of(username: str) -> set[str]:
    """Return the indicators of which somebody carries a target of their own."""
    rows = TargetRow.objects.filter(assignee__kind="officer", assignee__code=username, superseded_at__isnull=True)
    return set(rows.values_list("indicator", flat=True).distinct())


def communes(offices: Sequence[int]) -> dict[str, str]:
    """Return the communes in which prospects live, each with its name (the code where it has none)."""
    rows = Prospect.objects.filter(office_id__in=offices, closed_on__isnull=True).exclude(commune="")
    return {code: code for code in rows.order_by("commune").values_list("commune", flat=True).distinct()}


def agents(offices: Sequence[int]) -> dict[str, str]:
    """Return the collection agents with an open point at `offices`, by code."""
    rows = AgentPoint.objects.filter(office_id__in=offices, closed__isnull=True).order_by("organisation__code")
    return dict(rows.values_list("organisation__code", "organisation__name").distinct())


def prospect_weights(offices: Sequence[int], kinds: Sequence[str], by: str) -> dict[str, Fraction]:
    """Return people x likelihood of the open prospects of `kinds`, by commune, officer or office: its weight."""
    name = {"commune": "commune", "officer": "owner", "office": "office__code"}[by]
    rows = Prospect.objects.filter(office_id__in=offices, closed_on__isnull=True, kind__in=kinds)
    sums = rows.values(name).annotate(weight=Sum(F("people") * F("conversion"))).values_list(name, "weight")
    return {key: Fraction(weight, 10_000) for key, weight in sums}


def keep_split(office: int, code: str, year: int, made: Made) -> None:
    """Keep how a plan was split."""
    PlanSplit.objects.create(
        office_id=office, indicator=code, year=year, version=made.version, among=made.among, total=made.total,
        parts=list(made.parts), reason=made.reason, made_by=made.made_by,
    )  # fmt: skip


def splits(office: int, year: int, code: str = "") -> list[tuple[str, Made]]:
    """Return the splits of an office and year, the latest first, each with its indicator."""
    rows = PlanSplit.objects.filter(office_id=office, year=year).order_by("-pk")
    rows = rows.filter(indicator=code) if code else rows
    return [
        (row.indicator, Made(row.version, row.among, int(row.total), row.parts, row.reason, row.made_by, row.made_at))
        for row in rows
    ]
