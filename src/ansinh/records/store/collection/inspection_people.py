"""People named in findings, as a declaration writes them."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from ansinh.core.money import Dong
from ansinh.records.models import Person


class PersonFacts(NamedTuple):
    """One person as form D02-LT names them."""

    name: str
    si_number: str
    personal_id: str
    birth: dt.date | None
    sex: str


class StaffFacts(NamedTuple):
    """One person who works somewhere: SI number, declared base (dong), since when these terms hold."""

    si_number: str
    base: Dong
    since: dt.date


def staff(account: int, day: dt.date, most: int) -> list[StaffFacts]:
    """Return up to `most` people with a declared base in an account on `day`, by SI number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.si_number, s.base, lower(s.validity) FROM records_spell s "
            "JOIN records_person p ON p.id = s.person_id WHERE s.account_id = %s AND s.superseded_at IS NULL "
            "AND s.validity @> %s::date AND s.base IS NOT NULL AND s.absence = 0 AND p.si_number IS NOT NULL "
            "ORDER BY p.si_number LIMIT %s",
            [account, day, most],
        )
        return [StaffFacts(*row) for row in cursor.fetchall()]


def facts(people: Sequence[int]) -> dict[int, PersonFacts]:
    """Return the people by id."""
    found = Person.objects.filter(pk__in=people)
    rows = found.values_list("id", "full_name", "si_number", "personal_id", "birth_date", "sex")
    return {
        person: PersonFacts(name, number or "", identity or "", birth, sex)
        for person, name, number, identity, birth, sex in rows
    }
