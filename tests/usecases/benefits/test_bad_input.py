"""What people send and should not: every finding at once through the door it came by, and nothing is kept."""

import datetime as dt

import pytest
from tests.usecases.benefits.claims import claim, codes, settled, take_in, world
from tests.usecases.declarations.office import person

from ansinh.core.errors import MissingError
from ansinh.records import models as m
from ansinh.usecases.benefits.dossiers import receiving

pytestmark = pytest.mark.django_db
SICK, BIRTH = "sickness.own", "maternity.birth"
BORN = {"first": "2021-10-01", "last": "2022-03-31", "child_birth": "2021-10-01"}

# (procedure, what is typed, the findings in their order): read as "somebody who types this is told that"
TYPED = [
    (SICK, {"first": "2021-02-30"}, ["VALUE"]),  # a day that is none
    (SICK, {"first": "31/10/2021", "last": "2021-13-01"}, ["VALUE", "VALUE"]),
    (SICK, {"first": "2021-10-08", "last": "2021-10-04"}, ["DAYS-REVERSED"]),  # negative days
    (SICK, {"total": "-3"}, ["TOTAL-DIFFERS"]),
    (SICK, {"total": "40"}, ["TOTAL-DIFFERS"]),  # more days than there are
    (SICK, {"first": "1899-10-04", "last": "1899-10-08"}, ["LATE", "PERSON-UNBORN"]),
    (SICK, {"first": "2021-11-04", "last": "2021-11-08"}, ["DAYS-FUTURE"]),
    (SICK, {"first": "2020-01-01", "last": "2021-10-08"}, ["DAYS-LONG"]),
    ("sickness.child", {"child_birth": "2021-10-06"}, ["BEFORE-BIRTH"]),  # a benefit before the birth
    ("sickness.child", {"child_birth": "2021-12-01"}, ["CHILD-UNBORN", "BEFORE-BIRTH"]),
    (BIRTH, {**BORN, "children": "0"}, ["CHILDREN-COUNT"]),
    (BIRTH, {**BORN, "children": "-1"}, ["CHILDREN-COUNT"]),
    (BIRTH, {**BORN, "children": "many"}, ["VALUE"]),
    (BIRTH, {**BORN, "first": "2021-06-01"}, ["LEAVE-EARLY"]),
    ("occupational", {"event_day": "2021-10-01", "loss_percent": "101"}, ["LOSS-RANGE"]),
    ("occupational", {"event_day": "2021-10-26", "loss_percent": "20"}, ["DAY-FUTURE"]),
]


@pytest.mark.parametrize(("procedure", "typed", "found"), TYPED, ids=[f"{n}-{row[0]}" for n, row in enumerate(TYPED)])
def test_what_is_typed_and_cannot_be(procedure: str, typed: dict[str, str], found: list[str]) -> None:
    accounts, dao = world()
    m.Person.objects.filter(pk=dao.pk).update(birth_date=dt.date(1990, 5, 5))
    assert accounts
    came = take_in(procedure=procedure, **typed)
    assert codes(came) == found
    stopped = any(one.stops for one in came.findings)
    assert (came.dossier == "") is stopped is (m.Dossier.objects.count() == 0)
    assert stopped or found == ["TOTAL-DIFFERS"]  # a wrong total is told; the days count


def test_a_person_merged_twice_over_counts_for_the_last_survivor() -> None:
    accounts, dao = world()
    middle = person("Nguyễn Thị Đào", "2600000008", merged_into=dao)
    person("Nguyễn Thị Đào", "2600000009", merged_into=middle)
    came = take_in(number="2600000009")
    assert codes(came) == ["PERSON-MERGED"]
    assert m.Dossier.objects.get(id=came.dossier).person_id == dao.id
    assert accounts


def test_two_claims_of_one_merged_pair_for_the_same_days_are_one_person_s() -> None:
    accounts, dao = world()
    person("Nguyễn Thị Đào", "2600000009", merged_into=dao)
    settled(take_in().dossier)
    second = take_in(number="2600000009")
    assert second.dossier == ""
    assert codes(second)[0] == "PERSON-MERGED"
    assert codes(second)[1].startswith("OVERLAP")
    assert m.Dossier.objects.count() == 1
    assert accounts


def test_codes_nobody_knows_are_refused_by_name() -> None:
    world()
    for wrong in ({"procedure": "sickness.nobody"}, {"account": "ZZ9999Z"}):
        known = {name: getattr(claim(), name) for name in claim().__slots__}
        with pytest.raises(MissingError):
            receiving.receive(receiving.Claim(**{**known, **wrong}))
    assert m.Dossier.objects.count() == 0
