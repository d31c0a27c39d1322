"""The same person under two numbers: found, explained, proposed."""

import datetime as dt

import pytest
from tests.usecases.declarations.office import person, seed

from ansinh.records import models as m
from ansinh.usecases.registry import duplicates

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people():
    seed()
    for number, (name, birth) in enumerate(
        [
            ("Lê Thị Mai", dt.date(1990, 5, 12)),
            ("Lê Thị Mài", dt.date(1990, 5, 12)),  # accents
            ("Trần Văn Đức", dt.date(1985, 3, 7)),
            ("Trần Văn Đức", dt.date(1985, 7, 3)),  # day and month swapped
            ("Phạm Thị Hoa", dt.date(1990, 5, 12)),
            ("Lê Thị Mai", dt.date(1971, 1, 1)),  # a namesake
        ]
    ):
        person(name, f"26{number:08d}", birth=birth, phone="0912" if name.startswith("Trần") else "")


def test_found_with_the_reasons():
    pairs = duplicates.find_duplicates("26", sure=0.5)
    found = {pair.names for pair in pairs}
    assert found == {("Trần Văn Đức", "Trần Văn Đức"), ("Lê Thị Mai", "Lê Thị Mài")}
    tran = next(pair for pair in pairs if pair.names[0].startswith("Trần"))
    steps = {step["of"]["en"]: step for step in tran.evidence["steps"]}
    assert steps["Birth"]["found"]["vi"] == "đảo ngày và tháng"
    assert steps["Name"]["weight"] > 0
    total = sum(step["weight"] for step in tran.evidence["steps"])
    assert tran.evidence["weight"] == pytest.approx(total - 19.93, abs=0.1)  # log2 of the prior 1 : 999,999


def test_proposed_by_one_and_left_to_another():
    pairs = duplicates.find_duplicates("26", sure=0.5)
    assert len(duplicates.propose_all(pairs, "can-bo")) == 2
    assert duplicates.propose_all(pairs, "can-bo") == []
    assert set(m.PersonMerge.objects.values_list("state", "proposed_by")) == {("proposed", "can-bo")}


def test_an_empty_office_has_none():
    m.Person.objects.all().delete()
    assert duplicates.find_duplicates("2601") == []
