"""The checker's lists from the agency's own tables: contracts, approved lists, the register, what is closed."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl
from django.db import connection

from ansinh.domain.claims.lists import SCHEMAS, Lists
from ansinh.records.models import ApprovedList

_FACILITIES = """
SELECT f.code, c.level, c.former_level, CASE WHEN c.level = 'initial' AND c.former_level = 'commune' THEN '1' END,
       lower(c.validity)::text, (upper(c.validity) - 1)::text, CASE WHEN c.care = 'outpatient' THEN '0' ELSE '1' END,
       CASE c.level WHEN 'specialised' THEN '1' WHEN 'basic_50' THEN '2' WHEN 'basic' THEN '3' ELSE '4' END
FROM records_facility f LEFT JOIN records_facilitycontract c ON c.facility_id = f.id AND c.superseded_at IS NULL
"""
_REGISTER = """
SELECT p."group" || p.level || p.province || n.si_number, n.full_name, n.born::text, n.sex::text, '000', f.code,
       p.five_year::text, p.area, NULL, NULL, NULL, NULL, NULL, lower(p.validity)::text, (upper(p.validity) - 1)::text
FROM records_person n JOIN records_cardperiod p ON p.person_id = n.id AND p.superseded_at IS NULL
LEFT JOIN records_facility f ON f.id = p.facility_id
WHERE n.si_number = ANY(%s)
"""


def known_lists(facilities: Sequence[str], cards: Iterable[str], *, register: bool = False) -> Lists:
    """Return the lists about `facilities` and `cards`; a list nobody gave is missing, and its rules are not checked."""
    tables: dict[str, pl.DataFrame] = {}
    places = _frame("facilities", _FACILITIES, [])
    if places.height:
        tables["facilities"] = places
    if register:
        tables["register"] = _frame("register", _REGISTER, [[card[5:15] for card in cards if len(card) == 15]])
    tables |= _approved(facilities)
    tables["settled"] = _frame(
        "settled",
        "SELECT v.facility, v.episode FROM records_claimvisit v"
        " JOIN records_claimstatement s ON s.facility = v.facility"
        " AND s.posted <> 0 AND v.period >= s.first_month"
        " AND v.period < s.first_month + make_interval(months => s.months)"
        " WHERE v.facility = ANY(%s) AND v.superseded_at IS NULL",
        [list(facilities)],
    )
    return Lists(tables)


def _frame(name: str, query: str, parameters: Sequence[Any]) -> pl.DataFrame:
    """Return a query as one of the checker's lists."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        rows = cursor.fetchall()
    return pl.DataFrame(rows, schema=dict.fromkeys(SCHEMAS[name], pl.String), orient="row")


def _approved(facilities: Sequence[str]) -> dict[str, pl.DataFrame]:
    """Return the newest approved lists of `facilities`, one frame a name."""
    newest = (
        ApprovedList.objects.filter(facility__in=list(facilities))
        .order_by("facility", "name", "-id")
        .distinct("facility", "name")
    )
    parts: dict[str, list[pl.DataFrame]] = {}
    for row in newest:
        parts.setdefault(row.name, []).append(pl.read_ipc(io.BytesIO(bytes(row.body))))
    return {name: pl.concat(frames) for name, frames in parts.items()}


def keep_list(facility: str, name: str, frame: pl.DataFrame, actor: str) -> int:
    """Keep a list of a facility as its newest; how many rows. KeyError for a name the checker does not know."""
    buffer = io.BytesIO()
    frame.select(SCHEMAS[name]).write_ipc(buffer, compression="lz4")
    ApprovedList.objects.create(
        facility=facility, name=name, rows=frame.height, body=buffer.getvalue(), recorded_by=actor
    )
    return frame.height


def newest_lists(facility: str) -> list[tuple[str, int, dt.datetime]]:
    """Return (name, rows, when) of the newest lists of a facility."""
    rows = ApprovedList.objects.filter(facility=facility).order_by("name", "-id").distinct("name")
    return [(row.name, row.rows, row.recorded_at) for row in rows]
