"""The rows behind a figure: which accounts make it, the largest first; offices' plans side by side."""

import datetime as dt
import re
from dataclasses import dataclass
from fractions import Fraction

from ansinh.records.store.pages.rows import read

COLUMN = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Behind:
    """One account behind a figure."""

    code: str
    name: str
    office_name: str
    value: int


@dataclass(frozen=True, slots=True)
class BehindCut:
    """What to sum: `columns` of the closing sheets of `offices` from `first` to `last`, only some debt classes."""

    offices: list[int]
    columns: tuple[str, ...]
    first: dt.date
    last: dt.date
    classes: tuple[int, ...] = ()


def behind(cut: BehindCut, limit: int) -> list[Behind]:
    """Return the accounts with the largest sums; ValueError for a name that is no column."""
    if not all(COLUMN.fullmatch(name) for name in cut.columns):
        message = f"no columns: {cut.columns}"
        raise ValueError(message)
    total = " + ".join(f"s.{name}" for name in cut.columns)
    sql = f"""
    SELECT a.code, a.name, o.name AS office_name, x.value FROM (
      SELECT s.account_id, sum({total})::bigint AS value FROM records_accountmonth s
      WHERE s.office_id = ANY(%(offices)s) AND s.period BETWEEN %(first)s AND %(last)s
        AND (%(every)s OR s.debt_class = ANY(%(classes)s))
      GROUP BY 1 HAVING sum({total}) <> 0 ORDER BY 2 DESC, 1 LIMIT %(limit)s) x
    JOIN records_employeraccount a ON a.id = x.account_id JOIN records_office o ON o.id = a.office_id
    ORDER BY x.value DESC, a.code"""  # noqa: S608 - names of columns, checked above
    wanted = {
        "offices": cut.offices, "first": cut.first, "last": cut.last, "every": not cut.classes,
        "classes": list(cut.classes), "limit": limit,
    }  # fmt: skip
    return read(Behind, sql, wanted)


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target in force of an office and indicator."""

    office_code: str
    office_name: str
    own: bool
    indicator: str
    version: str
    value: Fraction
    document: str
    document_title: str
    assigned_by: str
    recorded_at: dt.datetime


def targets(office: int, year: int) -> list[TargetRow]:
    """Return the targets in force of an office and the offices directly below it, for `year`."""
    sql = """SELECT o.code AS office_code, o.name AS office_name, o.id = %(office)s AS own, t.indicator, t.version,
      t.value, coalesce(d.number, '') AS document, coalesce(d.title, '') AS document_title, t.assigned_by, t.recorded_at
    FROM records_target t JOIN records_office o ON o.id = t.office_id
    LEFT JOIN records_plandocument d ON d.id = t.document_id
    WHERE (o.id = %(office)s OR o.parent_id = %(office)s) AND t.year = %(year)s AND t.month IS NULL
      AND t.assignee_id IS NULL AND t.superseded_at IS NULL ORDER BY o.path, t.indicator, t.recorded_at"""
    return read(TargetRow, sql, {"office": office, "year": year})
