"""Money of a facility, asked for by two at the same moment: what is owed is owed, and paid, once."""

import pytest
from tests.usecases.claims.test_settlement import APRIL, HOUSE, QUARTER, TODAY, account, month, office

from ansinh.core.errors import RefusedError
from ansinh.records.store.claims import payments, statements
from ansinh.records.store.registry.facilities import facility_by_code
from ansinh.usecases.claims import paying, paying_bank, settling

__all__ = ["month", "office"]


@pytest.fixture(autouse=True)
def _seen_by_others(committed_db: str) -> None:
    """Ask for a database whose work is committed before anything is put into it."""


@pytest.mark.usefixtures("month")
def test_a_month_and_its_quarter_two_proposals_two_files(together) -> None:
    made = together(
        lambda: settling.settle(HOUSE, APRIL, 1, actor="a", today=TODAY),
        lambda: settling.settle(HOUSE, QUARTER, 3, actor="b", today=TODAY),
    )
    accepted = statements.figures(HOUSE, QUARTER, 3).accepted
    assert [one.accepted for one in made] == [accepted, accepted]
    assert statements.owed(facility_by_code(HOUSE).id) == accepted

    asked = together(
        lambda: paying.propose_settlement(HOUSE, APRIL, 1, actor="a"),
        lambda: paying.propose_settlement(HOUSE, QUARTER, 3, actor="b"),
    )
    assert sorted(type(one) for one in asked if not isinstance(one, int)) == [RefusedError]
    (row,) = payments.payments_of([HOUSE])
    assert row.amount == accepted

    account()
    paying.approve(row.id, actor="c", today=TODAY)
    files = together(
        *(lambda who=who: paying_bank.order([HOUSE], "vn.26", actor=who, pay_on=TODAY) for who in ("a", "b"))
    )
    assert sum(isinstance(one, list) for one in files) == 1
    assert sum(isinstance(one, RefusedError) for one in files) == 1
