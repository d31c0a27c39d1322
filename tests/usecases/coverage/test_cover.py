"""Which ground of health insurance counts on a day."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.usecases.declarations.office import person, seed, spell

from ansinh.records import models as m
from ansinh.usecases.coverage import cover_on

pytestmark = pytest.mark.django_db


def listed(who: m.Person, group: str, first: str, stop: str) -> None:
    m.HealthSpell.objects.create(
        person=who, office=who.office, group=group, payer="household",
        validity=DateRange(dt.date.fromisoformat(first), dt.date.fromisoformat(stop)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "main", "others"),
    [
        ("2020-12-31", None, 0),
        ("2021-03-01", "GD", 0),
        ("2021-07-01", "DN", 1),
        ("2021-09-15", "GD", 0),
        ("2022-01-01", "DN", 0),
    ],
)
def test_employment_goes_before_the_household_except_on_unpaid_leave(day, main, others):
    accounts = seed()
    who = person("Lê Thị Mai", "2611111111")
    listed(who, "GD", "2021-01-01", "2022-01-01")
    spell(accounts["TA0001A"], who, "2021-06", "2021-08")
    spell(accounts["TA0001A"], who, "2021-09", "2021-10", absence=1, absence_days=14)
    spell(accounts["TA0001A"], who, "2021-11")
    cover = cover_on(who.id, dt.date.fromisoformat(day), "can-bo", "tra-cuu")
    assert (cover.main.group if cover.main else None, len(cover.others)) == (main, others)
    assert m.PersonRead.objects.count() == 1


def test_a_merged_number_is_answered_by_its_survivor():
    seed()
    kept = person("Lê Thị Mai", "2611111111")
    gone = person("Lê Thị Mai", "2622222222", merged_into=kept)
    listed(kept, "HN", "2021-01-01", "2022-01-01")
    cover = cover_on(gone.id, dt.date(2021, 5, 1), "can-bo", "tra-cuu")
    assert cover.main is not None
    assert (cover.person, cover.main.group) == (kept.id, "HN")
