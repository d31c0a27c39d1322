"""What belongs to another office is not there, whatever number somebody types: for acts as for pages."""

import pytest
from tests.web.conftest import ClientOf
from tests.web.small_office import OCTOBER, Province

from ansinh.records.models import BankMatch


@pytest.fixture
def match(province: Province) -> BankMatch:
    line = province.lines[0]
    line.state = "matched"
    line.save()
    return BankMatch.objects.create(
        line=line, account=province.accounts[0], amount=line.amount, rule="hand", score=100,
        period=OCTOBER.plus(1).first_day, matched_by="accounting",
    )  # fmt: skip


def test_a_match_of_another_office_is_not_undone(client_of: ClientOf, match: BankMatch) -> None:
    answer = client_of("district").post(f"/bank/matches/{match.pk}/undo/", {"reason": "thử"})
    match.refresh_from_db()
    assert (answer.status_code, match.undone_at) == (404, None)


def test_a_line_of_another_office_is_given_to_nobody(client_of: ClientOf, province: Province) -> None:
    line = province.lines[1]
    answer = client_of("district").post(f"/bank/lines/{line.pk}/assign/", {"unit": "TA0001A"})
    assert (answer.status_code, BankMatch.objects.filter(line=line).exists()) == (404, False)


def test_a_refusal_is_written_down_without_the_numbers_of_the_address(
    client_of: ClientOf, province: Province, caplog: pytest.LogCaptureFixture
) -> None:
    person = province.people[1]
    client_of("district").get("/units/TA0001A/")
    client_of("unit").get(f"/people/{person.pk}/")
    client_of("unit").get(f"/api/cards/{person.si_number}")
    told = [record.getMessage() for record in caplog.records if record.name == "ansinh.refused"]
    assert [(line.split()[0], line.split(" asked by ")[1].split(",")[0]) for line in told] == [
        ("404", "district"), ("403", "unit"), ("404", "unit"),
    ]  # fmt: skip
    assert not [line for line in told if "TA0001A" in line or str(person.si_number) in line]
    assert "units/<str:code>/" in told[0]
