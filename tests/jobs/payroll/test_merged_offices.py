"""The payroll after offices became one, or were shared out: whoever pays next knows what nobody had paid by yet."""

import datetime as dt

import pytest
from tests.jobs.payroll.small_payroll import Pensions, lines, rows
from tests.jobs.small_books import Books

from ansinh.usecases.benefits import payroll
from ansinh.usecases.registry import changes
from ansinh.usecases.registry.agency_offices import office_change

DAY = dt.date(2021, 10, 1)
MOVES = {"taken over whole": [("25", "26")], "shared out by districts": [("2501", "2601"), ("2502", "2602")]}


@pytest.mark.parametrize("name", MOVES)
def test_a_death_told_between_the_last_payrolls_is_not_lost(pensions: Pensions, name: str) -> None:
    old = Pensions(Books(code="25"), number=100)
    pensions.grant(3)
    dead, *alive = old.grant(3)
    old.paid("2021-09")
    payroll.report_death(dead, dt.date(2021, 8, 15), "TB 02", "can-bo", noticed=dt.date(2021, 9, 20))
    pensions.paid("2021-09")  # the heir's payroll knows more than the last one of the office that ends
    monthly = lines("2021-09")[dead][1]
    for key, heir in MOVES[name]:
        asked = changes.propose(office_change("close", key, DAY, {"heir": heir}, "NQ 202/2025"), "quantri")
        changes.decide(asked, "giamdoc", approve=True, today=DAY)
    pensions.paid("2021-10")
    paid = lines("2021-10")
    assert dead not in paid
    assert set(alive) < set(paid)
    assert len(paid) == 5
    assert rows("SELECT o.amount FROM records_overpayment o JOIN records_pension p ON p.id = o.pension_id "
                "WHERE p.file_no = %s", dead) == [(monthly,)]  # fmt: skip
