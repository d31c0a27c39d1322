"""The door to the risk of employers: runs and scores."""

import datetime as dt
from typing import Any, NamedTuple

import polars as pl
from django.db import connection

from ansinh.records.bulk.frames import copy_frame
from ansinh.records.models import Inspection, InspectionPlanItem, RiskRun

_ROWS = """
    SELECT s.account_id, a.code, a.name, o.code, s.points, s.by_feature, s.figures, s.people
    FROM records_riskscore s JOIN records_employeraccount a ON a.id = s.account_id
    JOIN records_office o ON o.id = s.office_id
    WHERE s.run_id = %(run)s AND s.office_id = ANY(%(offices)s)
      AND (%(points)s::int IS NULL OR (-s.points, s.account_id) > (-%(points)s::int, %(account)s))
    ORDER BY -s.points, s.account_id LIMIT %(limit)s
"""
_ONE = """
    SELECT s.run_id, s.account_id, a.code, a.name, o.code, s.points, s.by_feature, s.figures, s.people
    FROM records_riskscore s JOIN records_riskrun r ON r.id = s.run_id
    JOIN records_employeraccount a ON a.id = s.account_id JOIN records_office o ON o.id = s.office_id
    WHERE a.code = %s ORDER BY r.day DESC, r.id DESC LIMIT 1
"""
_BANDS = """
    SELECT least(points / 10, 9), count(*), sum(people) FROM records_riskscore
    WHERE run_id = %s AND office_id = ANY(%s) GROUP BY 1 ORDER BY 1 DESC
"""


class Run(NamedTuple):
    """A run of an office as of a day by a version."""

    id: int
    office: str
    office_path: str
    day: dt.date
    version: str
    period: dt.date
    units: int
    people: int


class Row(NamedTuple):
    """One employer of a run: points in all, by feature, and two figures for each feature."""

    account: int
    code: str
    name: str
    office: str
    points: int
    by_feature: list[int]
    figures: list[int]
    people: int


class Band(NamedTuple):
    """Employers whose points lie in tens: 0, 10 .. 90."""

    low: int
    units: int
    people: int


_RUN = ("id", "office__code", "office__path", "day", "version", "period", "units", "people")


def replace(office: int, day: dt.date, version: str, **facts: Any) -> int:  # noqa: ANN401 - the columns by name
    """Make the run of a day and version, taking the place of the one before; return its id."""
    RiskRun.objects.filter(office_id=office, day=day, version=version).delete()
    return RiskRun.objects.create(office_id=office, day=day, version=version, **facts).pk


def add(frame: pl.DataFrame) -> int:
    """Append scores from columns named as the table's."""
    return copy_frame("records_riskscore", frame)


def latest(path: str) -> Run | None:
    """Return the latest run of the office at `path` or of one above it; None where there is none."""
    tops = [".".join(path.split(".")[: at + 1]) for at in range(len(path.split(".")))]
    row = RiskRun.objects.filter(office__path__in=tops).order_by("-day", "-id").values_list(*_RUN).first()
    return Run(*row) if row else None


def run(number: int) -> Run | None:
    """Return a run; None if there is none."""
    row = RiskRun.objects.filter(pk=number).values_list(*_RUN).first()
    return Run(*row) if row else None


def rows(number: int, office_ids: list[int], *, after: tuple[int, int] | None, limit: int) -> list[Row]:
    """Return a page of a run, the riskiest first; `after` is the last one's (points, account)."""
    points, account = after if after is not None else (None, 0)
    with connection.cursor() as cursor:
        cursor.execute(
            _ROWS,
            {"run": number, "offices": office_ids, "points": points, "account": account, "limit": limit},
        )
        return [Row(*row) for row in cursor.fetchall()]


def latest_of(code: str) -> tuple[Run, Row] | None:
    """Return the latest run that scored an account, and its row; None where it never was scored."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE, [code])
        row = cursor.fetchone()
    found = run(row[0]) if row else None
    return (found, Row(*row[1:])) if row and found else None


def bands(number: int, office_ids: list[int]) -> list[Band]:
    """Return how many employers and people stand in each ten points, the riskiest first."""
    with connection.cursor() as cursor:
        cursor.execute(_BANDS, [number, office_ids])
        return [Band(10 * low, units, people) for low, units, people in cursor.fetchall()]


def inspected(year: int) -> frozenset[str]:
    """Return the codes of employers in a plan of `year` that stands, or in a case that is not over."""
    planned = InspectionPlanItem.objects.filter(plan__year=year, subject_kind="employer").exclude(
        plan__state="superseded"
    )
    running = Inspection.objects.filter(subject_kind="employer").exclude(state__in=("closed", "cancelled"))
    return frozenset((*planned.values_list("subject", flat=True), *running.values_list("subject", flat=True)))
