"""Figures of care: visits, people and dong of standing visits by facility, chapter or month, and a year before.

Look-ups by channel, facilities that looked up by the chip of the ID, cards that are linked: counted where they stand.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.db import connection

from ansinh.core.period import Month
from ansinh.domain.claims.chapters import Chapter, chapters

By = Literal["facility", "chapter", "month", "all"]
YEAR: Final = 12
_KEYS: Final[dict[By, str]] = {
    "facility": "v.facility", "chapter": "coalesce(c.code, '')", "all": "''",
    "month": "to_char(v.period + make_interval(years => (v.period < %(first)s)::int), 'YYYY-MM')",
}  # fmt: skip
_NUMBERS: Final = """
SELECT {key}, {sums} FROM records_claimvisit v {join}
WHERE v.facility = ANY(%(facilities)s) AND v.superseded_at IS NULL
    AND (v.period >= %(first)s AND v.period < %(after)s OR v.period >= %(first_before)s AND v.period < %(after_before)s)
GROUP BY 1 ORDER BY {order}
"""
_ONE: Final = (
    "count(*) FILTER (WHERE {when} AND NOT v.inpatient), count(*) FILTER (WHERE {when} AND v.inpatient),"
    " count(DISTINCT v.card) FILTER (WHERE {when} AND v.card <> ''),"
    " coalesce(sum(v.claimed) FILTER (WHERE {when}), 0)::bigint,"
    " coalesce(sum(v.accepted) FILTER (WHERE {when} AND NOT v.inpatient), 0)::bigint,"
    " coalesce(sum(v.accepted) FILTER (WHERE {when} AND v.inpatient), 0)::bigint"
)


@dataclass(frozen=True, slots=True)
class Care:
    """Visits, people, and money (hundredths of a dong) of some months."""

    visits_out: int = 0
    visits_in: int = 0
    people: int = 0
    claimed: int = 0
    accepted_out: int = 0
    accepted_in: int = 0

    @property
    def visits(self) -> int:
        """All visits."""
        return self.visits_out + self.visits_in

    @property
    def accepted(self) -> int:
        """What the fund accepts, hundredths of a dong."""
        return self.accepted_out + self.accepted_in

    @property
    def cut(self) -> int:
        """What is not accepted, hundredths of a dong."""
        return self.claimed - self.accepted


@dataclass(frozen=True, slots=True)
class CareLine:
    """One facility, chapter or month: these months and the same months a year before."""

    key: str
    now: Care
    before: Care


def care(facilities: Sequence[str], first: Month, last: Month, by: By) -> list[CareLine]:
    """Return the figures from `first` to `last` by a key, the dearest first (months in order)."""
    join = ""
    if by == "chapter":
        rows = ", ".join(f"('{one.code}', '{one.first}', '{one.last}')" for one in chapters().values())
        join = f"LEFT JOIN (VALUES {rows}) c(code, first, last) ON left(v.icd, 3) BETWEEN c.first AND c.last"
    sums = ", ".join(_ONE.format(when=f"v.period {sign} %(first)s") for sign in (">=", "<"))
    query = _NUMBERS.format(key=_KEYS[by], sums=sums, join=join, order="1" if by == "month" else "5 DESC, 1")
    return [CareLine(row[0], Care(*row[1:7]), Care(*row[7:])) for row in _rows(query, _span(facilities, first, last))]


def _span(facilities: Sequence[str], first: Month, last: Month) -> dict[str, Any]:
    """Return the values of a query about some months and those a year before; at most a year long."""
    return {
        "facilities": list(facilities), "first": first.first_day, "after": last.plus(1).first_day,
        "first_before": first.plus(-YEAR).first_day, "after_before": last.plus(1 - YEAR).first_day,
    }  # fmt: skip


def _rows(query: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def by_rule(facilities: Sequence[str], first: Month, last: Month) -> list[tuple[str, int, int, int]]:
    """Return (rule, findings, hundredths cut, the same a year before) of standing visits, the dearest first."""
    query = """
        SELECT f.rule, count(*) FILTER (WHERE f.period >= %(first)s),
            coalesce(sum(f.cut) FILTER (WHERE f.period >= %(first)s AND f.state <> 'lifted'), 0)::bigint,
            coalesce(sum(f.cut) FILTER (WHERE f.period < %(first)s AND f.state <> 'lifted'), 0)::bigint
        FROM records_claimfinding f
        JOIN records_claimvisit v ON v.period = f.period AND v.id = f.visit AND v.superseded_at IS NULL
        WHERE f.facility = ANY(%(facilities)s) AND (f.period >= %(first)s AND f.period < %(after)s
            OR f.period >= %(first_before)s AND f.period < %(after_before)s)
        GROUP BY 1 ORDER BY 3 DESC, 2 DESC, 1
    """
    return [(row[0], row[1], row[2], row[3]) for row in _rows(query, _span(facilities, first, last))]


def lookups(facilities: Sequence[str], first: Month, last: Month) -> dict[str, tuple[int, int]]:
    """Return channel -> (look-ups, of them valid cards) of facilities in some months."""
    query = """
        SELECT l.channel, count(*), count(*) FILTER (WHERE l.answer LIKE '00%%') FROM records_cardlookup l
        JOIN records_facility f ON f.id = l.facility_id
        WHERE f.code = ANY(%(facilities)s) AND l.at >= %(first)s AND l.at < %(after)s GROUP BY 1 ORDER BY 2 DESC
    """
    return {row[0]: (row[1], row[2]) for row in _rows(query, _span(facilities, first, last))}


@dataclass(frozen=True, slots=True)
class ChipLine:
    """One facility under contract: look-ups of some months, those that scanned the chip, those by the gateway."""

    code: str
    name: str
    lookups: int
    chip: int


def chip_use(facilities: Sequence[str], first: Month, last: Month) -> list[ChipLine]:
    """Return every facility under contract at the end of `last`, those that never scanned a chip first."""
    query = """
        SELECT f.code, f.name, count(l.at), count(l.at) FILTER (WHERE l.asked_by = 'chip_qr') FROM records_facility f
        JOIN records_facilitycontract c ON c.facility_id = f.id AND c.superseded_at IS NULL
            AND c.validity @> %(day)s::date
        LEFT JOIN records_cardlookup l ON l.facility_id = f.id AND l.at >= %(first)s AND l.at < %(after)s
        WHERE f.code = ANY(%(facilities)s) GROUP BY 1, 2 ORDER BY 4, 3, 1
    """
    return [ChipLine(*row) for row in _rows(query, {**_span(facilities, first, last), "day": last.last_day})]


def linked_cards(office_paths: Sequence[str], day: dt.date) -> tuple[int, int]:
    """Return (active cards on a day, those linked to a personal ID) under offices."""
    query = """
        SELECT count(*), count(k.id) FROM records_cardperiod c JOIN records_office o ON o.id = c.office_id
        LEFT JOIN records_cardlink k ON k.person_id = c.person_id AND k.undone_at IS NULL
        WHERE c.superseded_at IS NULL AND c.validity @> %(day)s::date
            AND (o.path = ANY(%(paths)s) OR o.path LIKE ANY(%(below)s))
    """
    values = {"day": day, "paths": list(office_paths), "below": [f"{path}.%" for path in office_paths]}
    (row,) = _rows(query, values)
    return row[0], row[1]


@dataclass(frozen=True, slots=True)
class Behind:
    """One record behind a figure; money in hundredths of a dong."""

    id: int
    period: dt.date
    facility: str
    episode: str
    icd: str
    came: dt.datetime | None
    inpatient: bool
    claimed: int
    accepted: int
    state: str

    @property
    def month(self) -> Month:
        """The settlement month."""
        return Month.containing(self.period)


def visits_behind(
    facilities: Sequence[str],
    span: tuple[Month, Month],
    chapter: Chapter | None,
    *,
    inpatient: bool | None = None,
    after: tuple[int, int] | None,
    limit: int,
) -> list[Behind]:
    """Return standing visits of some months (of one chapter, in or out), the dearest first, after (claimed, id)."""
    values = _span(facilities, *span) | {"limit": limit}
    more = ""
    if chapter is not None:
        more += " AND left(icd, 3) BETWEEN %(icd_first)s AND %(icd_last)s"
        values |= {"icd_first": chapter.first, "icd_last": chapter.last}
    if inpatient is not None:
        more += " AND inpatient" if inpatient else " AND NOT inpatient"
    if after is not None:
        more += " AND (claimed, id) < (%(after_claimed)s, %(after_id)s)"
        values |= {"after_claimed": after[0], "after_id": after[1]}
    query = (
        "SELECT id, period, facility, episode, icd, came, inpatient, claimed, accepted, state FROM records_claimvisit"
        " WHERE facility = ANY(%(facilities)s) AND superseded_at IS NULL AND period >= %(first)s AND period < %(after)s"
        f"{more} ORDER BY claimed DESC, id DESC LIMIT %(limit)s"
    )
    return [Behind(*row) for row in _rows(query, values)]
