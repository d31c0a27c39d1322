"""The checker's lists from the agency's own tables: contracts, approved lists, the register, what is closed."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl
from django.db import connection

from ansinh.domain.claims.lists import SCHEMAS, Lists
from ansinh.records.models import ApprovedList
from ansinh.records.store.claims.arrivals import check_ins
from ansinh.records.store.claims.card_register import Leave, card_register, copayments, kept, provinces

OF_AGENCY: Final = ""  # lists that hold for every facility
ALWAYS: Final = dt.date(1900, 1, 1)
_FACILITIES = """
SELECT f.code, c.level, c.former_level, CASE WHEN c.level = 'initial' AND c.former_level = 'commune' THEN '1' END,
       lower(c.validity)::text, (upper(c.validity) - 1)::text, CASE WHEN c.care = 'outpatient' THEN '0' ELSE '1' END,
       CASE c.level WHEN 'specialised' THEN '1' WHEN 'basic_50' THEN '2' WHEN 'basic' THEN '3' ELSE '4' END
FROM records_facility f LEFT JOIN records_facilitycontract c ON c.facility_id = f.id AND c.superseded_at IS NULL
"""
_SETTLED = """
SELECT v.facility, v.episode FROM records_claimvisit v JOIN records_claimstatement s ON s.facility = v.facility
    AND s.posted <> 0 AND v.period >= s.first_month AND v.period < s.first_month + make_interval(months => s.months)
WHERE v.superseded_at IS NULL AND (v.facility, v.episode) IN (SELECT * FROM unnest(%s::text[], %s::text[]))
"""
_CLOSED = """
SELECT DISTINCT facility, extract(year FROM m)::int::text, extract(month FROM m)::int::text
FROM records_claimstatement, generate_series(first_month, first_month + make_interval(months => months - 1),
    interval '1 month') AS m
WHERE facility = ANY(%s) AND months = 3 AND agreed_at IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class About:
    """What a batch asks the agency about: facilities, cards, records by facility and number, leaves, exemptions.

    `left`: when the patient of each record left.
    """

    facilities: Sequence[str]
    cards: Sequence[str] = ()
    records: Sequence[tuple[str, str]] = ()
    leaves: Sequence[Leave] = ()
    exempt: Sequence[tuple[str, dt.date]] = ()
    left: Sequence[dt.datetime | None] = ()


def known_lists(about: About, *, settled: bool = True) -> Lists:
    """Return the agency's lists about a batch; a list nobody gave is missing, and its rules are not checked.

    Without `settled` a record of a closed period may be judged again.
    """
    tables: dict[str, pl.DataFrame] = {}
    places = _frame("facilities", _FACILITIES, [])
    if places.height:
        tables["facilities"] = places
    tables |= _with_contracts(_approved(about.facilities), places if places.height else None)
    tables.pop("statement", None)  # speaks of a whole month: store/claims/alerts.py
    tables |= _cards(about, tables.get("register"))
    if about.left:
        tables["check_ins"] = _checked_in(about, tables.get("check_ins"))
    if settled:
        owners, episodes = [one for one, _ in about.records], [one for _, one in about.records]
        tables["settled"] = _frame("settled", _SETTLED, [owners, episodes])
        tables["periods"] = _frame("periods", _CLOSED, [list(about.facilities)])
    return Lists(tables)


def _cards(about: About, told: pl.DataFrame | None) -> dict[str, pl.DataFrame]:
    """Return the register of cards, its provinces, and co-payments; `told` are cards another agency told of.

    Nothing of it where the agency keeps no cards and was told of none.
    """
    if told is not None:
        told = told.filter(pl.col("card").is_in(list(about.cards)))
    if not kept():
        return {} if told is None else {"register": told}
    own = card_register(about.cards, about.leaves)
    made = {"register": own if told is None else pl.concat([own, told]), "provinces": provinces()}
    if about.exempt:
        made["copayments"] = copayments(about.exempt, [f"{place}/{episode}" for place, episode in about.records])
    return made


def _checked_in(about: About, told: pl.DataFrame | None) -> pl.DataFrame:
    """Return who checked in, from the arrivals that were sent; `told`: a list of them accepted beside."""
    rows = check_ins(about.records, about.left)
    own = pl.DataFrame(rows, schema=dict.fromkeys(SCHEMAS["check_ins"], pl.String), orient="row")
    return own if told is None else pl.concat([own, told.select(own.columns)])


def _with_contracts(approved: dict[str, pl.DataFrame], known: pl.DataFrame | None) -> dict[str, pl.DataFrame]:
    """Return the lists; contract data a facility had approved stand in place of what the register says of it."""
    told = approved.get("facilities")
    if told is not None and known is not None:
        others = known.filter(~pl.col("facility").is_in(told["facility"].unique().implode()))
        approved["facilities"] = pl.concat([others, told])
    return approved


def _frame(name: str, query: str, parameters: Sequence[Any]) -> pl.DataFrame:
    """Return a query as one of the checker's lists."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        rows = cursor.fetchall()
    return pl.DataFrame(rows, schema=dict.fromkeys(SCHEMAS[name], pl.String), orient="row")


def _approved(facilities: Sequence[str]) -> dict[str, pl.DataFrame]:
    """Return the approved lists of `facilities` and of the agency itself, one frame a name."""
    versions = ApprovedList.objects.filter(facility__in=[*facilities, OF_AGENCY]).order_by("facility", "name", "id")
    kept: dict[tuple[str, str], list[Version]] = {}
    for row in versions:
        kept.setdefault((row.name, row.facility), []).append(Version(row.holds_from, bytes(row.body)))
    parts: dict[str, list[pl.DataFrame]] = {}
    for (name, _), several in kept.items():
        parts.setdefault(name, []).append(in_force(several))
    return {name: pl.concat(frames) for name, frames in parts.items()}


@dataclass(frozen=True, slots=True)
class Version:
    """One accepted version of a list: the day it holds from, its rows as Arrow bytes."""

    holds_from: dt.date
    body: bytes


def in_force(versions: Sequence[Version]) -> pl.DataFrame:
    """Return what the versions of one list (in the order they were accepted) say together.

    Rows with days of their own are cut where a later version begins, and begin where their own version does; of other
    lists the newest version stands.
    """
    frames = [pl.read_ipc(io.BytesIO(version.body)) for version in versions]
    if "valid_from" not in frames[-1].columns:
        return frames[-1]
    standing = frames[0]
    for version, frame in zip(versions[1:], frames[1:], strict=True):
        first, before = version.holds_from.isoformat(), (version.holds_from - dt.timedelta(days=1)).isoformat()
        open_end = pl.col("valid_to").is_null() | (pl.col("valid_to") >= first)
        older = standing.filter(pl.col("valid_from") < first).with_columns(
            valid_to=pl.when(open_end).then(pl.lit(before)).otherwise(pl.col("valid_to"))
        )
        newer = frame.filter(pl.col("valid_to").is_null() | (pl.col("valid_to") >= first)).with_columns(
            valid_from=pl.max_horizontal("valid_from", pl.lit(first))
        )
        standing = pl.concat([older, newer])
    return standing


def keep_list(
    facility: str, name: str, frame: pl.DataFrame, actor: str, *, holds_from: dt.date = ALWAYS, document: str = ""
) -> int:
    """Keep a list of a facility as its version from `holds_from` on; how many rows. KeyError for an unknown name."""
    buffer = io.BytesIO()
    frame.select(SCHEMAS[name]).write_ipc(buffer, compression="lz4")
    ApprovedList.objects.create(
        facility=facility, name=name, rows=frame.height, body=buffer.getvalue(), recorded_by=actor,
        holds_from=holds_from, document=document,
    )  # fmt: skip
    return frame.height


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """One accepted version of a list, as people look at it."""

    id: int
    name: str
    rows: int
    holds_from: dt.date
    document: str
    at: dt.datetime
    by: str


def versions_of(facility: str, name: str = "") -> list[KeptVersion]:
    """Return the accepted versions of a facility's lists (of one list), the newest first."""
    rows = ApprovedList.objects.filter(facility=facility)
    rows = rows.filter(name=name) if name else rows
    fields = ("id", "name", "rows", "holds_from", "document", "recorded_at", "recorded_by")
    return [KeptVersion(*values) for values in rows.order_by("name", "-id").values_list(*fields)]


def standing(facility: str, name: str) -> pl.DataFrame | None:
    """Return what is in force of one list of a facility; None where nothing was accepted."""
    rows = ApprovedList.objects.filter(facility=facility, name=name).order_by("id")
    versions = [Version(row.holds_from, bytes(row.body)) for row in rows]
    return in_force(versions) if versions else None


def newest_lists(facility: str) -> list[tuple[str, int, dt.datetime]]:
    """Return (name, rows, when) of the newest lists of a facility."""
    newest: dict[str, tuple[str, int, dt.datetime]] = {}
    for version in versions_of(facility):
        newest.setdefault(version.name, (version.name, version.rows, version.at))
    return list(newest.values())
