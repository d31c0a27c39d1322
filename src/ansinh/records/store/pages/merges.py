"""Merges of two numbers of one person, as pages show them; and what stands on each of the two."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from ansinh.records.store.pages.rows import read, read_column, read_one


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A proposal: who is kept, who is folded into them, and why."""

    id: int
    state: str
    survivor: int
    survivor_name: str
    survivor_number: str | None
    duplicate: int
    duplicate_name: str
    duplicate_number: str | None
    evidence: str
    journal: str
    proposed_by: str
    proposed_at: dt.datetime
    decided_by: str
    decided_at: dt.datetime | None
    reason: str
    office_name: str
    office_path: str

    @property
    def known(self) -> dict[str, Any]:
        """The evidence: probability, weight and steps of the comparison, or the words of who proposed it."""
        found: dict[str, Any] = json.loads(self.evidence)
        return found

    @property
    def conflicts(self) -> list[dict[str, Any]]:
        """Months both numbers have in one account, which stayed where they were."""
        found: list[dict[str, Any]] = json.loads(self.journal).get("conflicts", [])
        return found


MERGES = """
SELECT m.id, m.state, m.survivor_id AS survivor, s.full_name AS survivor_name, s.si_number AS survivor_number,
       m.duplicate_id AS duplicate, d.full_name AS duplicate_name, d.si_number AS duplicate_number,
       m.evidence::text AS evidence, m.journal::text AS journal, m.proposed_by, m.proposed_at, m.decided_by,
       m.decided_at, m.reason, o.name AS office_name, o.path AS office_path
FROM records_personmerge m
JOIN records_person s ON s.id = m.survivor_id
JOIN records_person d ON d.id = m.duplicate_id
JOIN records_office o ON o.id = s.office_id
"""
STATES = ("proposed", "approved", "refused", "undone")


def merge(number: int) -> MergeRow | None:
    """Return one proposal, or None."""
    return read_one(MergeRow, MERGES + "WHERE m.id = %(id)s", {"id": number})


def listed(offices: list[int], state: str, after: int | None, limit: int) -> list[MergeRow]:
    """Return proposals in `offices` in a state: those that wait oldest first, the others latest first, after an id."""
    waits = state == "proposed"
    order, sign = ("m.id", ">") if waits else ("m.id DESC", "<")
    where = f"""WHERE m.state = %(state)s AND o.id = ANY(%(offices)s)
      AND (%(after)s::bigint IS NULL OR m.id {sign} %(after)s) ORDER BY {order} LIMIT %(limit)s"""
    return read(MergeRow, MERGES + where, {"state": state, "offices": offices, "after": after, "limit": limit})


def counts(offices: list[int]) -> dict[str, int]:
    """Return how many proposals are in each state in `offices`."""
    sql = """SELECT m.state || ':' || count(*) FROM records_personmerge m
    JOIN records_person s ON s.id = m.survivor_id WHERE s.office_id = ANY(%(offices)s) GROUP BY m.state"""
    found = dict(line.split(":") for line in read_column(sql, {"offices": offices}))
    return {state: int(found.get(state, 0)) for state in STATES}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records, as the register keeps it."""

    id: int
    full_name: str
    si_number: str | None
    personal_id: str | None
    birth_date: dt.date | None
    sex: str
    phone: str
    household_code: str | None
    office_name: str
    merged_into_id: int | None
    spells: int
    health_spells: int
    since: dt.date | None


SIDES = """
SELECT p.id, p.full_name, p.si_number, p.personal_id, p.birth_date, p.sex, p.phone, h.code AS household_code,
       o.name AS office_name, p.merged_into_id,
       (SELECT count(*) FROM records_spell x WHERE x.person_id = p.id AND x.superseded_at IS NULL) AS spells,
       (SELECT count(*) FROM records_healthspell x WHERE x.person_id = p.id AND x.superseded_at IS NULL)
         AS health_spells,
       (SELECT min(lower(x.validity)) FROM records_spell x WHERE x.person_id = p.id AND x.superseded_at IS NULL)
         AS since
FROM records_person p JOIN records_office o ON o.id = p.office_id
LEFT JOIN records_household h ON h.id = p.household_id
WHERE p.id = ANY(%(ids)s)
"""


def sides(survivor: int, duplicate: int) -> tuple[Side, Side]:
    """Return the two records; KeyError where one is not there."""
    found = {row.id: row for row in read(Side, SIDES, {"ids": [survivor, duplicate]})}
    return found[survivor], found[duplicate]
