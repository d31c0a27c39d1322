"""Persons as the counter looks for them, and one person's record with both dates of every fact."""

import datetime as dt
from dataclasses import dataclass

from ansinh.records.store.pages.rows import read, read_one


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list."""

    id: int
    full_name: str
    si_number: str | None
    birth_date: dt.date | None
    sex: str
    office_name: str
    name_sort: str
    merged_into_id: int | None


LIST = """
SELECT p.id, p.full_name, p.si_number, p.birth_date, p.sex, o.name AS office_name, p.name_sort, p.merged_into_id
FROM records_person p JOIN records_office o ON o.id = p.office_id
"""


def by_number(number: str, offices: list[int]) -> list[PersonRow]:
    """Return the person with this SI number or personal ID, inside `offices`."""
    where = "WHERE p.office_id = ANY(%(offices)s) AND (p.si_number = %(number)s OR p.personal_id = %(number)s) LIMIT 5"
    return read(PersonRow, LIST + where, {"number": number, "offices": offices})


def by_name(name: str, born: dt.date | None, offices: list[int], after: tuple[str, int], limit: int) -> list[PersonRow]:
    """Return people whose name without accents holds `name` after (sort key, id), born on `born` if given."""
    where = """WHERE p.name_search LIKE %(words)s AND p.office_id = ANY(%(offices)s)
      AND (%(born)s::date IS NULL OR p.birth_date = %(born)s::date)
      AND (%(after)s = '' OR (p.name_sort, p.id) > (%(after)s, %(after_id)s))
    ORDER BY p.name_sort, p.id LIMIT %(limit)s"""
    wanted = {
        "words": f"%{name}%", "born": born, "offices": offices, "after": after[0], "after_id": after[1], "limit": limit,
    }  # fmt: skip
    return read(PersonRow, LIST + where, wanted)


@dataclass(frozen=True, slots=True)
class Person:
    """One person."""

    id: int
    full_name: str
    si_number: str | None
    personal_id: str | None
    birth_date: dt.date | None
    birth_precision: str
    sex: str
    nationality: str
    office_id: int
    office_name: str
    office_path: str
    merged_into_id: int | None
    household_code: str | None
    household_order: int | None


PERSON = """
SELECT p.id, p.full_name, p.si_number, p.personal_id, p.birth_date, p.birth_precision, p.sex, p.nationality,
       p.office_id, o.name AS office_name, o.path AS office_path, p.merged_into_id, h.code AS household_code,
       p.household_order
FROM records_person p JOIN records_office o ON o.id = p.office_id
LEFT JOIN records_household h ON h.id = p.household_id WHERE p.id = %(id)s
"""


def person(number: int) -> Person | None:
    """Return the person with this id, or None."""
    return read_one(Person, PERSON, {"id": number})


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a life, of whatever table: when it held, when we learned it, when we stopped believing it."""

    kind: str  # employment | voluntary | health
    since: dt.date
    until: dt.date | None
    recorded_at: dt.datetime
    recorded_by: str
    superseded_at: dt.datetime | None
    account_id: int | None
    account_code: str | None
    account_name: str | None
    base: int | None
    coefficient: int | None
    absence: int
    detail: str
    office_path: str | None


FACTS = """
SELECT 'employment' AS kind, lower(s.validity) AS since, upper(s.validity) AS until, s.recorded_at, s.recorded_by,
       s.superseded_at, a.id AS account_id, a.code AS account_code, a.name AS account_name, s.base, s.coefficient,
       s.absence, s.job AS detail, o.path AS office_path
FROM records_spell s JOIN records_employeraccount a ON a.id = s.account_id JOIN records_office o ON o.id = a.office_id
WHERE s.person_id = %(id)s
UNION ALL
SELECT 'voluntary', lower(validity), upper(validity), recorded_at, recorded_by, superseded_at, NULL, NULL, NULL,
       income, NULL, 0, method, NULL FROM records_voluntaryspell WHERE person_id = %(id)s
UNION ALL
SELECT 'health', lower(validity), upper(validity), recorded_at, recorded_by, superseded_at, NULL, NULL, NULL,
       base, NULL, 0, "group", NULL FROM records_healthspell WHERE person_id = %(id)s
ORDER BY 2 DESC, 4 DESC
"""


def facts(number: int) -> list[Fact]:
    """Return every fact of a person's insurance, latest first, superseded ones among them."""
    return read(Fact, FACTS, {"id": number})


@dataclass(frozen=True, slots=True)
class ReadRow:
    """Somebody looked at the record."""

    at: dt.datetime
    actor: str
    purpose: str


def reads(number: int, limit: int) -> list[ReadRow]:
    """Return who looked at a person's record, latest first."""
    sql = "SELECT at, actor, purpose FROM records_personread WHERE person_id = %(id)s ORDER BY id DESC LIMIT %(limit)s"
    return read(ReadRow, sql, {"id": number, "limit": limit})
