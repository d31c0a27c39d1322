"""The door of what-if questions to the people of an office: births of those insured, and months so far of a few."""

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from ansinh.records.bulk.arrow import Column, Door, sql_date, sql_integers
from ansinh.records.bulk.spells import AccountRange, in_subtree, known

SEX = "CASE p.sex WHEN 'female' THEN 1 WHEN 'male' THEN 2 ELSE 0 END::smallint"


def offices_under(door: Door, path: str) -> tuple[int, ...]:
    """Return the ids of the office at `path` and all under it."""
    told = door.columns(f"SELECT o.id FROM records_office o WHERE {in_subtree(path)} ORDER BY o.id")  # noqa: S608
    return tuple(told["id"].tolist())


def insured_births(
    door: Door, accounts: AccountRange, born: tuple[dt.date, dt.date], known_at: dt.datetime, day: dt.date
) -> dict[str, Column]:
    """Return person, birth, sex (code) and base (dong) of those insured on `day` and born in a range, a row each."""
    return door.columns(
        f"SELECT p.id AS person, p.birth_date AS birth, {SEX} AS sex, max(coalesce(s.base, 0))::bigint AS base "  # noqa: S608 - numbers and dates of our own
        "FROM records_spell s JOIN records_person p ON p.id = s.person_id "
        f"WHERE p.birth_date BETWEEN {sql_date(born[0])} AND {sql_date(born[1])} AND {known(known_at, 's')} "
        f"AND s.validity @> {sql_date(day)} AND s.account_id IN ({accounts.sql}) GROUP BY p.id ORDER BY p.id"
    )


def months_insured(door: Door, people: NDArray[np.int64], until: dt.date, known_at: dt.datetime) -> NDArray[np.int64]:
    """Return the months each of `people` (rising ids) was declared for before `until`, (n,); overlaps count once."""
    if not people.size:
        return np.zeros(0, dtype=np.int64)
    cut = f"daterange(NULL, {sql_date(until)})"
    told = door.columns(
        "SELECT person, sum((extract(year FROM age(upper(r), lower(r))) * 12 + extract(month FROM age(upper(r), "  # noqa: S608
        "lower(r)))))::bigint AS months FROM (SELECT s.person_id AS person, unnest(range_agg(s.validity * "
        f"{cut})) AS r FROM records_spell s WHERE s.person_id = ANY({sql_integers(people)}) AND {known(known_at, 's')} "
        f"AND s.validity && {cut} GROUP BY s.person_id) t GROUP BY person ORDER BY person"
    )
    found = np.zeros(people.size, dtype=np.int64)
    found[np.searchsorted(people, told["person"])] = told["months"]
    return found
