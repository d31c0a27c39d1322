"""Monthly benefits of a few months: paid for their months and no longer, also where the decision comes late."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.jobs.payroll.small_payroll import lines, rows
from tests.jobs.payroll.test_from_dossiers import NOVEMBER, dossier

from ansinh.core.period import Month
from ansinh.domain.benefits.payments import Source
from ansinh.jobs.payroll.run import try_batch, write_batch
from ansinh.records import models as m
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits.payments import Opening

__all__ = ["dossier"]


@pytest.fixture
def allowance(dossier: str) -> m.PayableLine:
    """An unemployment allowance of three months from 17 September, beside the line of a dossier."""
    assert dossier
    once = m.PayableLine.objects.get(rhythm="once")
    return m.PayableLine.objects.create(
        decision=once.decision, dossier=once.dossier, position=70, office=once.office, person=once.person,
        payee=once.payee, fund=4, kind="unemployment", rhythm="month", amount=3_120_000,
        days=DateRange(dt.date(2021, 9, 17), dt.date(2021, 12, 17)), due=dt.date(2021, 9, 20), channel="bank",
        bank_bin="970436", bank_name="Vietcombank", bank_account="1",
    )  # fmt: skip


def paid(month: Month) -> dict[str, tuple[int, int, int, int]]:
    batch = acts.open_batch(Opening(Source.PENSION, "26", month, month.first_day), "chi-tra").id
    try_batch(batch, "chi-tra", workers=1)
    acts.sign(batch, "ke-toan")
    acts.sign(batch, "giam-doc")
    write_batch(batch, "chi-tra", workers=1)
    return lines(str(month))


def test_three_months_are_three_payments(allowance: m.PayableLine) -> None:
    assert allowance
    ((amount, each, arrears, _),) = paid(NOVEMBER).values()
    assert (amount, each, arrears) == (3 * 3_120_000, 3_120_000, 2 * 3_120_000)  # September, October, November
    assert paid(NOVEMBER.plus(1)) == {}
    assert rows("SELECT regime, fund FROM records_pension") == [(10, 4)]


def test_a_decision_that_comes_after_its_months_is_paid_at_once_and_once(allowance: m.PayableLine) -> None:
    assert allowance
    ((amount, each, arrears, _),) = paid(NOVEMBER.plus(3)).values()
    assert (amount, each, arrears) == (3 * 3_120_000, 0, 3 * 3_120_000)
    assert paid(NOVEMBER.plus(4)) == {}


def test_an_end_brought_forward_is_over_payment_to_be_claimed(allowance: m.PayableLine) -> None:
    paid(NOVEMBER)
    m.PayableLine.objects.create(
        decision=allowance.decision, dossier=allowance.dossier, position=71, office=allowance.office,
        person=allowance.person, payee=allowance.payee, fund=4, kind="unemployment", rhythm="month", amount=3_120_000,
        days=DateRange(dt.date(2021, 9, 17), dt.date(2021, 11, 17)), due=dt.date(2021, 12, 1), channel="bank",
        bank_bin="970436", bank_name="Vietcombank", bank_account="1", replaces=allowance,
    )  # fmt: skip
    assert paid(NOVEMBER.plus(1)) == {}
    assert rows("SELECT amount FROM records_overpayment") == [(3_120_000,)]
    assert paid(NOVEMBER.plus(2)) == {}
    assert rows("SELECT count(*) FROM records_overpayment") == [(1,)]
