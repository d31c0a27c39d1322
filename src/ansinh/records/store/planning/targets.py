"""Targets and reference series in the tables: versions, documents, never overwritten."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet
from django.db.models.functions import Now

from ansinh.domain.planning.situation import PLAN_VERSIONS, Reference, Target
from ansinh.records.models import PlanDocument, ReferenceValue
from ansinh.records.models import Target as TargetRow
from ansinh.records.store.planning.values import decimal


@dataclass(frozen=True, slots=True)
class Document:
    """The paper that assigned something."""

    number: str
    title: str
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class NewTarget:
    """A target to keep, for a year or (with `month`) the end of a month of it."""

    office: int
    code: str
    year: int
    month: int | None
    version: str
    value: Fraction
    document: Document | None
    assignee: int | None = None


@dataclass(frozen=True, slots=True)
class NewReference:
    """A reference value to keep."""

    office: int
    series: str
    year: int
    value: Fraction
    source: str


def write_targets(new: Sequence[NewTarget], actor: str) -> int:
    """Keep `new` targets, superseding those in force that differ; return how many rows were written."""
    documents = _documents([one.document for one in new if one.document is not None])
    rows, superseded = [], []
    for one in new:
        key = {
            "office_id": one.office, "assignee_id": one.assignee, "indicator": one.code, "year": one.year,
            "month": one.month,
        }  # fmt: skip
        document = documents.get(one.document.number) if one.document else None
        standing = TargetRow.objects.filter(**key, version=one.version, superseded_at__isnull=True).first()
        value = decimal(one.value)
        if standing is not None and (standing.value, standing.document_id) == (value, document):
            continue
        if standing is not None:
            superseded.append(standing.pk)
        rows.append(TargetRow(**key, version=one.version, value=value, document_id=document, assigned_by=actor))
    TargetRow.objects.filter(pk__in=superseded).update(superseded_at=Now())
    TargetRow.objects.bulk_create(rows)
    return len(rows)


def write_references(new: Sequence[NewReference]) -> int:
    """Keep `new` reference values, superseding those in force that differ; return how many rows were written."""
    rows, superseded = [], []
    for one in new:
        key = {"office_id": one.office, "series": one.series, "year": one.year}
        standing = ReferenceValue.objects.filter(**key, superseded_at__isnull=True).first()
        value = decimal(one.value)
        if standing is not None and (standing.value, standing.source) == (value, one.source):
            continue
        if standing is not None:
            superseded.append(standing.pk)
        rows.append(ReferenceValue(**key, value=value, source=one.source))
    ReferenceValue.objects.filter(pk__in=superseded).update(superseded_at=Now())
    ReferenceValue.objects.bulk_create(rows)
    return len(rows)


def plans(offices: Sequence[int], years: Sequence[int]) -> dict[int, dict[tuple[str, int], Target]]:
    """Return the yearly plan in force by office, indicator and year: the version that counts, with its document."""
    found: dict[int, dict[tuple[str, int], Target]] = {}
    for row in _in_force(offices, years).filter(month__isnull=True, version__in=PLAN_VERSIONS):
        key = (row.indicator, row.year)
        known = found.setdefault(row.office_id, {}).get(key)
        if known is None or PLAN_VERSIONS.index(row.version) < PLAN_VERSIONS.index(known.version):
            number = row.document.number if row.document else ""
            found[row.office_id][key] = Target(Fraction(row.value), row.version, number)
    return found


def of_version(offices: Sequence[int], year: int, version: str) -> dict[tuple[int, str], Fraction]:
    """Return the yearly targets in force of one version by office and indicator."""
    rows = _in_force(offices, [year]).filter(month__isnull=True, version=version)
    return {(row.office_id, row.indicator): Fraction(row.value) for row in rows}


def of_month(office: int, year: int, month: int) -> dict[str, Fraction]:
    """Return the targets in force to the end of a month of one office, by indicator: the version that counts."""
    found: dict[str, tuple[int, Fraction]] = {}
    for row in _in_force([office], [year]).filter(month=month, version__in=PLAN_VERSIONS):
        place = PLAN_VERSIONS.index(row.version)
        if row.indicator not in found or place < found[row.indicator][0]:
            found[row.indicator] = (place, Fraction(row.value))
    return {code: value for code, (_, value) in found.items()}


def versions(office: int, year: int) -> list[tuple[str, str, Target, dt.datetime]]:
    """Return every target in force of an office and year: (indicator, month or "", target, recorded at)."""
    return [
        (
            row.indicator,
            str(row.month or ""),
            Target(Fraction(row.value), row.version, row.document.number if row.document else ""),
            row.recorded_at,
        )
        for row in _in_force([office], [year]).order_by("indicator", "version", "month")
    ]


def references(offices: Sequence[int]) -> dict[int, dict[tuple[str, int], Reference]]:
    """Return the reference values in force by office, series and year."""
    found: dict[int, dict[tuple[str, int], Reference]] = {}
    for row in ReferenceValue.objects.filter(office_id__in=offices, superseded_at__isnull=True):
        found.setdefault(row.office_id, {})[row.series, row.year] = Reference(Fraction(row.value), row.year, row.source)
    return found


def _in_force(offices: Sequence[int], years: Sequence[int]) -> QuerySet[TargetRow]:
    """Return the targets in force of the offices themselves, not of those who carry parts of them."""
    rows = TargetRow.objects.filter(
        office_id__in=offices, year__in=years, superseded_at__isnull=True, assignee__isnull=True
    )
    return rows.select_related("document")


def _documents(documents: Iterable[Document]) -> dict[str, int]:
    """Return the id of each document by number, keeping those that are new."""
    kept = {}
    for one in documents:
        row, _ = PlanDocument.objects.get_or_create(number=one.number, defaults={"title": one.title, "day": one.day})
        kept[one.number] = row.pk
    return kept
