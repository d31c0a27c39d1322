"""An employer in debt: its people are paid for the months paid, and the rest as a difference when the debt is paid."""

import datetime as dt

import pytest
from tests.usecases.benefits.claims import settled, state, take_in, world
from tests.usecases.benefits.debts import closed

from ansinh.core.period import Month
from ansinh.records import models as m
from ansinh.records.store.benefits import facts
from ansinh.usecases.benefits.dossiers import approving, computing, reopening, reviewing

pytestmark = pytest.mark.django_db
AUGUST, SEPTEMBER, OCTOBER = dt.date(2021, 8, 1), dt.date(2021, 9, 1), dt.date(2021, 10, 1)


def test_a_month_is_owed_from_the_close_of_the_month_after_it() -> None:
    accounts, _ = world()
    unit = accounts["TA0001A"]
    closed(unit, SEPTEMBER, [(2, AUGUST), (1, AUGUST), (2, SEPTEMBER)])
    (august,) = facts.owed([unit.id])[unit.id]
    assert (august.first, august.end, august.funds) == (Month.of(2021, 8).number, Month.of(2021, 9).number, 0b110)
    closed(unit, OCTOBER, [])
    assert facts.owed([unit.id]) == {}


def test_the_difference_is_paid_when_the_debt_is_paid() -> None:
    accounts, _ = world()
    unit = accounts["TA0001A"]
    closed(unit, SEPTEMBER, [(2, dt.date(2021, month, 1)) for month in range(1, 9)])
    birth = {"procedure": "maternity.birth", "child_birth": "2021-09-20", "first": "2021-09-20", "last": "2022-03-19"}
    dossier = take_in(**birth, children="1").dossier
    settled(dossier)
    decision = m.DossierDecision.objects.get(dossier_id=dossier)
    assert (decision.outcome, decision.reasons[-1]["code"]) == ("refuse", "employer_owes")
    assert reopening.find_changed("26", "he-thong") == 0
    closed(unit, OCTOBER, [])
    assert reopening.find_changed("26", "he-thong") == 1
    line = m.Reopening.objects.get()
    assert line.difference == 6 * 5_200_000 + 2 * 1_490_000
    reopening.take_up(str(line.id), "tham-dinh", "đơn vị đã đóng đủ")
    computing.compute([dossier], "can-bo")
    reviewing.review([dossier], "tham-dinh")
    assert approving.approve([dossier], "giam-doc").payable == line.difference
    assert state(dossier) == "revised"
