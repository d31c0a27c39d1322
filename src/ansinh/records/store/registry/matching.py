"""Find the people that rows of a list speak of: many at once, a bounded number of queries."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What the register says of one person. `asked` is what the person was found by."""

    asked: str
    id: int
    si_number: str
    personal_id: str
    full_name: str
    birth: dt.date | None
    precision: str
    sex: str
    died: dt.date | None
    merged: bool = False  # found by a number that was merged into this person's


_FIELDS = (
    "p.id, coalesce(p.si_number, ''), coalesce(p.personal_id, ''), p.full_name, p.birth_date, p.birth_precision, "
    "p.sex, p.died_on"
)

_BY_NUMBER = f"""
SELECT p.si_number, {_FIELDS}, false, p.merged_into_id IS NOT NULL FROM records_person p WHERE p.si_number = ANY(%s)
"""  # noqa: S608 the fields are written above

# Few people were merged: asking for the survivors of all would read the whole register.
_SURVIVORS = f"""
WITH RECURSIVE chain AS (
    SELECT asked, id FROM unnest(%s::text[], %s::bigint[]) w(asked, id)
    UNION ALL
    SELECT c.asked, n.merged_into_id FROM chain c JOIN records_person n ON n.id = c.id
    WHERE n.merged_into_id IS NOT NULL
)
SELECT c.asked, {_FIELDS}, true FROM chain c JOIN records_person p ON p.id = c.id WHERE p.merged_into_id IS NULL
"""  # noqa: S608 the fields are written above

_BY_PERSONAL_ID = f"""
SELECT p.personal_id, {_FIELDS}, false FROM records_person p
WHERE p.personal_id = ANY(%s) AND p.merged_into_id IS NULL
"""  # noqa: S608 the fields are written above

_BY_NAME = f"""
SELECT p.name_search || '|' || p.birth_date, {_FIELDS}, false
FROM unnest(%s::text[], %s::date[]) w(name, birth)
JOIN records_person p ON p.name_search = w.name AND p.birth_date = w.birth AND p.merged_into_id IS NULL
"""  # noqa: S608 the fields are written above

_IN_ACCOUNT = f"""
SELECT DISTINCT p.name_search, {_FIELDS}, false FROM records_spell s JOIN records_person p ON p.id = s.person_id
WHERE s.account_id = %s AND s.superseded_at IS NULL AND p.name_search = ANY(%s)
"""  # noqa: S608 the fields are written above


def by_numbers(numbers: list[str]) -> list[KnownPerson]:
    """Return the people who bear the SI `numbers`; a merged number leads to its survivor."""
    if not numbers:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_BY_NUMBER, [numbers])
        rows = cursor.fetchall()
    merged = [(asked, id_) for asked, id_, *_, gone in rows if gone]
    survivors = _ask(_SURVIVORS, [list(column) for column in zip(*merged, strict=True)]) if merged else []
    return [KnownPerson(*row) for *row, gone in rows if not gone] + survivors


def by_personal_ids(ids: list[str]) -> list[KnownPerson]:
    """Return the live people who bear the personal `ids`."""
    return _ask(_BY_PERSONAL_ID, [ids]) if ids else []


def by_names(names: list[str], births: list[dt.date]) -> list[KnownPerson]:
    """Return people with the search key and birth of one of the pairs; asked is "key|YYYY-MM-DD"."""
    return _ask(_BY_NAME, [names, births]) if names else []


def in_account(account: int, names: list[str]) -> list[KnownPerson]:
    """Return people of the employer account with one of the search keys `names`."""
    return _ask(_IN_ACCOUNT, [account, names]) if names else []


def _ask(query: str, values: list[Any]) -> list[KnownPerson]:
    """Run one query."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [KnownPerson(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where people take part through other employer accounts, by person id."""

    overlapping: dict[int, str]  # place of the question -> code of the account
    last_province: dict[int, str]  # person -> code of the province of the last spell's office


_OVERLAPPING = """
SELECT w.place, min(a.code) FROM unnest(%s::int[], %s::bigint[], %s::date[], %s::date[]) w(place, person, first, stop)
JOIN records_spell s ON s.person_id = w.person AND s.superseded_at IS NULL AND s.account_id <> %s
    AND s.validity && daterange(w.first, w.stop) AND s.funds & %s > 0
JOIN records_employeraccount a ON a.id = s.account_id GROUP BY w.place
"""

_LAST_PROVINCE = """
SELECT DISTINCT ON (s.person_id) s.person_id, split_part(o.path, '.', 2) FROM records_spell s
JOIN records_employeraccount a ON a.id = s.account_id JOIN records_office o ON o.id = a.office_id
WHERE s.person_id = ANY(%s) AND s.superseded_at IS NULL AND s.account_id <> %s
ORDER BY s.person_id, lower(s.validity) DESC
"""


def elsewhere(
    account: int, windows: Sequence[tuple[int, int, dt.date, dt.date | None]], moved: list[int], *, fund: int = 2
) -> Elsewhere:
    """Return who takes part in another account than `account`: `windows` are (place, person, first day, end day).

    `moved` are the people whose last province is asked for; `fund` is the mask of the fund that counts (2: rs).
    """
    overlapping: dict[int, str] = {}
    provinces: dict[int, str] = {}
    with connection.cursor() as cursor:
        if windows:
            cursor.execute(_OVERLAPPING, [*(list(column) for column in zip(*windows, strict=True)), account, fund])
            overlapping = dict(cursor.fetchall())
        if moved:
            cursor.execute(_LAST_PROVINCE, [moved, account])
            provinces = dict(cursor.fetchall())
    return Elsewhere(overlapping, provinces)
