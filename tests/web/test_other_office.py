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
