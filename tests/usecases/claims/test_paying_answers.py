"""What a bank answers about payments to facilities: paid once, back once, and nothing where a line is wrong."""

import pytest
from tests.usecases.claims.test_settlement import HOUSE, QUARTER, TODAY, account, answers, month, office

from ansinh.core.fund import Fund
from ansinh.domain.ledger.chart import Chart
from ansinh.records.store.claims import payments
from ansinh.records.store.claims.payments import Payment
from ansinh.records.store.ledger_postings import balance
from ansinh.records.store.registry.facilities import facility_by_code
from ansinh.usecases.claims import paying, paying_bank
from ansinh.usecases.claims.paying_bank import Answered

__all__ = ["month", "office"]  # fixtures
AMOUNT = 800_000  # 80 % of a quarter of 4,000,000
pytestmark = pytest.mark.django_db


@pytest.fixture
def ordered(month: dict[str, int]) -> Payment:  # noqa: ARG001 - a fixture that has to stand first
    """An advance in a bank's file."""
    paying.tell_budget(HOUSE, 2026, 4_000_000, "QĐ 7", actor="a")
    number = paying.propose_advance(HOUSE, QUARTER, actor="a")
    account()
    paying.approve(number, actor="b", today=TODAY)
    paying_bank.order([HOUSE], "vn.26", actor="a", pay_on=TODAY)
    return payment(number)


def payment(number: int) -> Payment:
    found = payments.payment_by_id(number)
    assert found is not None
    return found


def take(data: bytes, houses: tuple[str, ...] = (HOUSE,)) -> Answered:
    return paying_bank.take_answers(data, "tra-loi.csv", list(houses), actor="a", today=TODAY)


def advanced() -> int:
    return balance(Chart.ADVANCED, facility_by_code(HOUSE).id, int(Fund.HI))


def test_paid_is_posted_once_however_often_it_is_said(ordered: Payment) -> None:
    data = answers(ordered.reference, AMOUNT, "paid")
    assert (take(data).paid, advanced()) == (1, AMOUNT)
    again = take(data)
    assert (again.paid, again.known, again.findings, advanced()) == (0, 1, [], AMOUNT)
    assert payment(ordered.id).state == "paid"


def test_returned_after_it_was_paid_takes_the_posting_back(ordered: Payment) -> None:
    take(answers(ordered.reference, AMOUNT, "paid"))
    assert take(answers(ordered.reference, AMOUNT, "returned")).returned == 1
    assert (payment(ordered.id).state, advanced()) == ("returned", 0)
    assert take(answers(ordered.reference, AMOUNT, "returned")).known == 1


@pytest.mark.parametrize(
    ("reference", "amount", "houses", "code"),
    [
        ("", AMOUNT, (), "P-UNKNOWN"),  # of a facility that is not the caller's
        ("KCB-KHONG-CO", AMOUNT, (HOUSE,), "P-UNKNOWN"),
        ("", AMOUNT - 1, (HOUSE,), "P-AMOUNT"),
    ],
)
def test_a_wrong_line_stops_the_file(
    ordered: Payment, reference: str, amount: int, houses: tuple[str, ...], code: str
) -> None:
    good = answers(ordered.reference, AMOUNT, "paid")
    wrong = answers(reference or ordered.reference, amount, "paid")
    told = take(wrong, houses)
    assert [found.code for found in told.findings] == [code]
    if reference:
        assert [found.code for found in take(good + wrong.splitlines(keepends=True)[1]).findings] == [code]
    assert (payment(ordered.id).state, advanced()) == ("ordered", 0)


def test_a_file_of_something_else_is_refused(ordered: Payment) -> None:
    assert take(b"%PDF-1.4").findings
    assert payment(ordered.id).state == "ordered"
