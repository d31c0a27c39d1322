"""The numbers of care: on the page with charts and rows behind, as files, over the API, as indicators of a snapshot."""

import datetime as dt

import pytest
from django.test import Client
from tests.web.claim_month import HOUSE, assessor, hospital, send_month
from tests.web.small_office import Province

from ansinh.core.period import Month
from ansinh.domain.planning.indicators import catalogue
from ansinh.records.store.claims import numbers
from ansinh.records.store.planning.measure_claims import care

APRIL = Month.of(2026, 4)


@pytest.fixture
def house(province: Province) -> Client:
    client = hospital(province.office.pk)
    send_month()
    return client


def test_visits_people_and_money_add_up(house: Client) -> None:  # noqa: ARG001 - a fixture that has to stand first
    (whole,) = numbers.care([HOUSE], APRIL, APRIL, "all")
    assert (whole.now.visits_out, whole.now.visits_in, whole.now.people) == (3, 1, 4)
    assert whole.before.visits == 0
    for by in ("facility", "chapter", "month"):
        lines = numbers.care([HOUSE], APRIL, APRIL, by)
        assert sum(one.now.claimed for one in lines) == whole.now.claimed
        assert sum(one.now.visits for one in lines) == whole.now.visits
    cut = sum(one[2] for one in numbers.by_rule([HOUSE], APRIL, APRIL))
    assert cut == whole.now.cut > 0
    (later,) = numbers.care([HOUSE], APRIL.plus(12), APRIL.plus(12), "all")
    assert (later.now.visits, later.before) == (0, whole.now)


def test_a_facility_that_never_scanned_a_chip_comes_first(house: Client) -> None:  # noqa: ARG001
    (line,) = numbers.chip_use([HOUSE], APRIL, APRIL)
    assert (line.code, line.chip, line.lookups) == (HOUSE, 0, 0)


def test_the_page_opens_to_its_rows_and_to_files(house: Client) -> None:  # noqa: ARG001
    officer = assessor()
    page = officer.get("/claims/numbers/?first=2026-04&last=2026-04")
    assert page.status_code == 200
    assert "XI" in page.content.decode()
    rows = officer.get(f"/claims/numbers/rows/?first=2026-04&last=2026-04&chapter=XI&facility={HOUSE}")
    assert "LK0000001" in rows.content.decode()
    for table in ("facility", "chapter", "month", "rule"):
        for form in ("csv", "xlsx"):
            assert officer.get(f"/claims/numbers/{table}.{form}?first=2026-04&last=2026-04").status_code == 200
    assert officer.get("/claims/numbers/?facility=99999").status_code == 404


def test_the_same_over_the_api(house: Client) -> None:
    told = house.get("/api/claims/numbers?first=2026-04&last=2026-04").json()
    assert told["whole"]["now"]["visits_out"] == 3
    assert told["rules"]["ENT-01"]["cut"] > 0
    assert assessor().get("/api/claims/numbers?first=2026-04&last=2026-04").json() == told
    assert house.get("/api/claims/numbers?first=x&last=2026-04").status_code in {400, 409, 422}


def test_a_facility_answers_and_reads_its_statement_over_the_api(house: Client) -> None:
    found = house.get("/api/claims/findings?month=2026-04&rule=ENT-01").json()
    assert found[0]["state"] == "open"
    where = f"/api/claims/findings/2026-04/{found[0]['id']}/answer"
    assert house.post(where, {"answer": "contest"}).status_code in {400, 409, 422}
    assert house.post(where, {"answer": "contest", "reason": "Thẻ 95%"}).json() == {"state": "contested"}
    made = house.get("/api/claims/statements/2026-04/1").json()
    assert made["visits_in"] == 1
    assert house.post("/api/claims/statements/2026-04/1/agree").status_code in {400, 409, 422}


def test_a_snapshot_measures_care_by_office(house: Client, province: Province) -> None:  # noqa: ARG001
    wanted = [one for one in catalogue().values() if one.source is not None and one.source.way == "care"]
    amounts = care(wanted, APRIL, [province.office.pk])
    assert amounts["care_visits_out"] == {province.office.pk: 3}
    assert amounts["care_claimed"][province.office.pk] > amounts["care_accepted"][province.office.pk]
    assert care(wanted, Month.containing(dt.date(2019, 4, 1)), [province.office.pk]) == {}
