"""The register as a counter asks it: one prepared query by number, on whatever connection the caller has.

The query is the cost of a look-up, so it is kept narrow: codes of offices and facilities come from a directory in
memory, days are sent as text, and the two years of visits it needs are named rather than found among all partitions.
"""

import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from ansinh.domain.coverage.card_number import Asked
from ansinh.domain.coverage.lookup import CardSpan, Holder, SeenVisit

Execute = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]  # runs one query, returns all its rows
BEFORE: Final = dt.timedelta(days=800)  # cards that ended longer ago are not told
YEAR: Final = dt.timedelta(days=366)
PERSON_FIELDS: Final = 14
FIRST_YEAR, LAST_YEAR = 2015, 2045  # partitions of records/sql/coverage.sql
REFRESHED: Final = 600.0  # seconds after which names of facilities are read again

_HOLDER = """
SELECT p.*, lower(c.validity), upper(c.validity), c."group", c.level, c.province, c.facility_id, c.area, c.five_year,
    c.ground
FROM (
    SELECT p.id, p.si_number, p.personal_id, p.full_name, p.name_search, p.birth_date, p.birth_precision, p.sex,
        p.address, p.office_id,
        (SELECT h.kind || ' ' || h.reason FROM records_cardhold h WHERE h.person_id = p.id AND h.superseded_at IS NULL
            AND h.validity @> $day::date),
        EXISTS (SELECT 1 FROM records_cardlink l WHERE l.person_id = p.id AND l.undone_at IS NULL),
        (SELECT m.misses FROM records_lookupmiss m WHERE m.day = $today::date
            AND m.number_hash = convert_to('p' || p.id, 'UTF8')),
        (SELECT json_agg(json_build_array(v.claim, v.facility_id, v.came_at, v.left_at, v.care, v.access, v.diagnosis,
            v.diagnosis_name, v.outcome, v.ending, v.copayment, v.counts))
            FROM ($visits) v WHERE v.left_on > $since::date AND v.left_on <= $day::date)
    FROM records_person p WHERE $key OFFSET 0
) p LEFT JOIN records_cardperiod c ON c.person_id = p.id AND c.superseded_at IS NULL
    AND (upper(c.validity) IS NULL OR upper(c.validity) > $before::date)
"""  # OFFSET 0: what is asked of the person is asked once, not for each card
_START: Final = attrgetter("start")
_LATEST: Final = attrgetter("left_at", "claim")
_KEYS: Final = {"si": "p.si_number = %s", "personal_id": "p.personal_id = %s AND p.merged_into_id IS NULL",
                "person": "p.id = %s"}  # fmt: skip
_SURVIVOR = "SELECT p.merged_into_id FROM records_person p WHERE p.si_number = %s AND p.merged_into_id IS NOT NULL"


@dataclass(slots=True)
class Directory:
    """Codes and names of facilities and codes of offices, in memory; read again after a while, and for a new id."""

    facilities: dict[int, tuple[str, str]] = field(default_factory=dict)
    offices: dict[int, str] = field(default_factory=dict)
    read_at: float = float("-inf")

    def facility(self, execute: Execute, number: int | None) -> tuple[str, str]:
        """Return code and name of a facility; "" for none."""
        if number is None:
            return "", ""
        if number not in self.facilities or time.monotonic() - self.read_at > REFRESHED:
            self._read(execute)
        return self.facilities.get(number, ("", ""))

    def office(self, execute: Execute, number: int) -> str:
        """Return the code of an office."""
        if number not in self.offices:
            self._read(execute)
        return self.offices.get(number, "")

    def _read(self, execute: Execute) -> None:
        """Read all of them."""
        self.facilities = {
            row[0]: (row[1], row[2]) for row in execute("SELECT id, code, name FROM records_facility", [])
        }
        self.offices = dict(execute("SELECT id, code FROM records_office", []))
        self.read_at = time.monotonic()


@lru_cache(maxsize=1024)
def _query(kind: str, day: dt.date, today: dt.date) -> tuple[str, list[str], str]:
    """Return the query for a kind of key on a day, its values before the key, and the one after it."""
    years = {(day - YEAR).year, day.year}
    names = {str(year) if FIRST_YEAR <= year <= LAST_YEAR else "other" for year in years}
    columns = (
        "claim, facility_id, came_at, left_at, care, access, diagnosis, diagnosis_name, outcome, ending, copayment, "
        "counts, left_on"
    )
    visits = " UNION ALL ".join(
        f"SELECT {columns} FROM records_carevisit_{name} WHERE person_id = p.id"  # noqa: S608 - partitions of our own
        for name in sorted(names)
    )
    query, given = _HOLDER.replace("$visits", visits), []
    for mark, value in (("$day", day), ("$today", today), ("$since", day - YEAR), ("$day", day)):
        query = query.replace(f"{mark}::", "%s::", 1)
        given.append(value.isoformat())
    before = (day - BEFORE).isoformat()
    return query.replace("$key", _KEYS[kind]).replace("$before", "%s"), given, before


@dataclass(slots=True)
class Register:
    """The register at one way to the database."""

    execute: Execute
    directory: Directory = field(default_factory=Directory)

    def holder(self, asked: Asked, day: dt.date, today: dt.date) -> Holder | None:
        """Return what the register says of the person behind a number, seen from `day`; None where nobody has it.

        Wrong tries are those of `today`, whatever day is asked about. A merged number is answered by its survivor.
        """
        if asked.kind == "newborn":
            return None
        found = self._holder("personal_id" if asked.kind == "personal_id" else "si", asked.key, (day, today))
        if found is not None and not found.cards and asked.kind != "personal_id":
            merged = self.execute(_SURVIVOR, [asked.key])
            return self.holder_by_id(merged[0][0], day, today) if merged else found
        return found

    def holder_by_id(self, person: int, day: dt.date, today: dt.date) -> Holder | None:
        """Return what the register says of a person, seen from `day`."""
        return self._holder("person", person, (day, today))

    def _holder(self, kind: str, key: str | int, days: tuple[dt.date, dt.date]) -> Holder | None:
        """Return the holder of the rows of one person, a row for each card."""
        query, values, before = _query(kind, *days)
        rows = self.execute(query, [*values, key, before])
        if not rows:
            return None
        first = rows[0]
        cards = [self._card(row) for row in rows if row[PERSON_FIELDS] is not None]
        cards.sort(key=_START)
        hold, _, reason = (first[10] or "").partition(" ")
        visits = sorted((self._visit(row) for row in first[13] or ()), key=_LATEST, reverse=True)
        number, personal_id, office = first[1] or "", first[2] or "", self.directory.office(self.execute, first[9])
        told = (first[0], number, personal_id, *first[3:9], office, hold, reason, first[11], first[12] or 0)
        return Holder(*(*told, tuple(visits), tuple(cards)))

    def _card(self, row: tuple[Any, ...]) -> CardSpan:
        """Return the card of a row."""
        start, stop, group, level, province, facility, area, five_year, ground = row[PERSON_FIELDS:]
        code, name = self.directory.facility(self.execute, facility)
        return CardSpan(start, stop, group, level, province, code, name, area, five_year, ground)

    def _visit(self, row: list[Any]) -> SeenVisit:
        """Return a visit of the list the database made."""
        code, name = self.directory.facility(self.execute, row[1])
        moments = (dt.datetime.fromisoformat(row[2]), dt.datetime.fromisoformat(row[3]))
        return SeenVisit(row[0], code, name, *moments, *row[4:])


def note_miss(execute: Execute, day: dt.date, number_hash: bytes) -> None:
    """Count a wrong try at a number (hashed) today."""
    execute(
        "INSERT INTO records_lookupmiss (day, number_hash, misses) VALUES (%s, %s, 1) "
        "ON CONFLICT (day, number_hash) DO UPDATE SET misses = records_lookupmiss.misses + 1 RETURNING misses",
        [day, number_hash],
    )
