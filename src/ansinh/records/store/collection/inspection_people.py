"""People named in findings, as a declaration writes them."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from ansinh.records.models import Person


class PersonFacts(NamedTuple):
    """One person as form D02-LT names them."""

    name: str
    si_number: str
    personal_id: str
    birth: dt.date | None
    sex: str


def facts(people: Sequence[int]) -> dict[int, PersonFacts]:
    """Return the people by id."""
    found = Person.objects.filter(pk__in=people)
    rows = found.values_list("id", "full_name", "si_number", "personal_id", "birth_date", "sex")
    return {
        person: PersonFacts(name, number or "", identity or "", birth, sex)
        for person, name, number, identity, birth, sex in rows
    }
