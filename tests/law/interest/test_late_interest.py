"""Late interest as the letters and the law work it out, by hand."""

import datetime as dt
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.errors import UnknownValueError
from ansinh.core.period import Month
from ansinh.law import interest
from ansinh.law.arrears.recovery import Ground, is_charged, recover, recover_compound
from ansinh.law.value_files import load
from ansinh.law.values import Announced

VALUES = load()
MARCH = dt.date(2020, 3, 1)


def whole(*amounts):
    return np.array(amounts, dtype=np.int64)


def test_the_rates_of_2020_are_cut_as_the_letter_cuts_them():
    assert interest.monthly_rate(VALUES, MARCH, health=False) == Fraction("0.009666")
    assert interest.monthly_rate(VALUES, MARCH, health=True) == Fraction("0.009766")


@pytest.mark.parametrize("day", [dt.date(2019, 3, 1), dt.date(2021, 3, 1), dt.date(2024, 12, 1)])
def test_a_rate_that_is_not_established_is_refused_by_name(day):
    with pytest.raises(UnknownValueError, match="investment"):
        interest.monthly_rate(VALUES, day, health=False)


def test_an_announced_value_is_used():
    day = dt.date(2021, 1, 1)
    told = Announced("fund.investment_rate.average_of_previous_year", day, "0.06", "12/TB", "lan", "minh")
    assert interest.monthly_rate(VALUES.with_announced([told]), day, health=False) == Fraction(1, 100)


def test_the_worked_example_of_march_and_april_2020():
    # 1 March 2020: SI and UI 200m of which 100m February's; HI 35m of which 20m February's
    late = interest.overdue_principal(whole(200_000_000, 35_000_000), whole(100_000_000, 20_000_000))
    si, hi = (interest.monthly_rate(VALUES, MARCH, health=health) for health in (False, True))
    assert interest.charge_monthly(late[:1], si).tolist() == [966_600]
    assert interest.charge_monthly(late[1:], hi).tolist() == [146_490]
    assert interest.charge_monthly(whole(200_000_000), si).tolist() == [1_933_200]
    assert interest.charge_monthly(whole(35_000_000), hi).tolist() == [341_810]


def test_what_is_not_yet_late_of_a_quarter():
    june, arisen = Month.of(2020, 6), [(Month.of(2020, m), a) for m, a in [(3, 100), (4, 110), (5, 120)]]
    assert interest.not_yet_late(june, 3, None, arisen) == 230
    assert interest.not_yet_late(june, 1, None, arisen) == 120
    assert interest.not_yet_late(june, 6, Month.of(2020, 1), arisen) == 330


def test_interest_bore_interest_until_2015():
    rate = Fraction("0.008")
    assert interest.charge_compound(whole(50_000_000, 0), whole(250_000, 250_000), rate).tolist() == [402_000, 0]


PAYMENTS = [  # payments, counted, days, charge of 100m for August 2025 (due 30 September)
    ([(dt.date(2025, 9, 30), 100)], True, 0, 0),
    ([(dt.date(2025, 10, 1), 100)], True, 1, 30_000),
    ([(dt.date(2025, 10, 1), 100)], False, 0, 0),
    ([(dt.date(2025, 10, 20), 100)], True, 20, 600_000),
    ([(dt.date(2025, 10, 20), 100)], False, 19, 570_000),
    ([(dt.date(2025, 10, 10), 50), (dt.date(2025, 10, 20), 50)], True, 20, 450_000),
    ([(dt.date(2025, 10, 10), 120), (dt.date(2025, 10, 20), 50)], True, 10, 300_000),
    ([(dt.date(2025, 9, 10), 40), (dt.date(2025, 10, 10), 60)], True, 10, 180_000),  # in time for a part: no day before
]


@pytest.mark.parametrize(("payments", "counted", "days", "charge"), PAYMENTS)
def test_daily(payments, counted, days, charge):
    paid = [(day, amount * 1_000_000) for day, amount in payments]
    base = interest.daily_base(Month.of(2025, 8), 100_000_000, paid, count_payment_day=counted, values=VALUES)
    rate = interest.daily_rate(VALUES, dt.date(2025, 10, 1))
    assert (base.days, interest.charge_daily(whole(base.dong_days), whole(1), rate).tolist()) == (days, [charge])


@given(st.integers(1, 10**12), st.integers(0, 300), st.integers(0, 300))
def test_two_payments_on_one_day_are_as_one(principal, first, second):
    day = dt.date(2025, 12, 1)
    split = [(day, principal * first // 600), (day, principal * second // 600)]
    one = [(day, sum(amount for _, amount in split))]
    bases = [
        interest.daily_base(Month.of(2025, 8), principal, paid, count_payment_day=True, values=VALUES)
        for paid in (split, one)
    ]
    assert bases[0] == bases[1]


DUE = [
    ("2025-05", 1, "2025-05-31"), ("2025-06", 1, "2025-06-30"), ("2025-07", 1, "2025-08-31"),
    ("2024-02", 1, "2024-02-29"), ("2025-06", 3, "2025-06-30"), ("2025-09", 3, "2025-10-31"),
    ("2025-12", 6, "2026-01-31"),
]  # fmt: skip


@pytest.mark.parametrize(("month", "every", "due"), DUE)
def test_last_day_for_payment(month, every, due):
    assert str(interest.due_date(Month.parse(month), every, VALUES)) == due


def test_nobody_pays_every_two_months():
    with pytest.raises(ValueError, match="every 2"):
        interest.due_date(Month.of(2025, 8), 2, VALUES)


STANDING = [  # day, registered, declared, legal, justified, standing; the duty began on 1 August 2025
    ("2025-08-31", None, None, None, False, "in_time"),
    ("2025-09-01", None, None, None, False, "late"),
    ("2025-10-30", None, None, None, False, "late"),
    ("2025-10-31", None, None, None, False, "evasion"),
    ("2025-10-31", None, None, None, True, "late"),
    ("2025-12-31", "2025-08-31", 9, 9, False, "in_time"),
    ("2025-12-31", "2025-09-15", 9, 9, False, "late"),
    ("2025-12-31", "2025-11-15", 9, 9, False, "evasion"),
    ("2025-09-10", "2025-08-20", 8, 9, False, "evasion"),
    ("2025-09-10", "2025-08-20", 8, 9, True, "late"),
    ("2025-08-19", "2025-08-20", 8, 9, False, "in_time"),  # not registered yet on the day asked about
]


@pytest.mark.parametrize(("day", "registered", "declared", "legal", "justified", "standing"), STANDING)
def test_registration(day, registered, declared, legal, justified, standing):
    on = dt.date.fromisoformat(registered) if registered else None
    one = interest.Registration(dt.date(2025, 8, 1), on, declared, legal, justified)
    assert interest.registration_status(dt.date.fromisoformat(day), one, VALUES) == standing


def test_a_month_is_evaded_only_after_a_reminder():
    month, last = Month.of(2025, 8), dt.date(2025, 11, 29)
    reminded = {"reminder": dt.date(2025, 10, 15), "justified": False, "values": VALUES}
    assert interest.payment_status(last, month, **reminded).status == "late"
    evaded = interest.payment_status(last + dt.timedelta(days=1), month, **reminded)
    assert (evaded.status, str(evaded.evasion_from)) == ("evasion", "2025-11-30")
    late = interest.payment_status(dt.date(2026, 1, 1), month, **{**reminded, "reminder": dt.date(2026, 1, 10)})
    assert (late.status, str(late.evasion_from)) == ("late", "2026-01-10")
    assert interest.payment_status(dt.date(2026, 1, 1), month, **{**reminded, "justified": True}).status == "late"


def test_recovery_of_the_official_example():
    """Letter 1379: recovered in May 2016 at 1.065 % a month."""
    owed = whole(*[Month.of(2015, m).number for m in (1, 2, 5, 6)])
    amount = whole(50_000_000, 60_000_000, 65_000_000, 70_000_000)
    done = recover(Ground("evasion"), Month.of(2016, 5), owed, amount, ({2016: Fraction("0.0639")}, VALUES))
    assert done.interest.tolist() == [7_987_500, 8_946_000, 7_614_750, 7_455_000]
    assert int(done.interest.sum()) == 32_003_250


@pytest.mark.parametrize(("filed", "charged"), [("2020-07-05", False), ("2020-07-06", True)])
def test_six_months_are_free_for_a_pay_rise(filed, charged):
    ground = Ground("pay_rise", dt.date(2020, 1, 5), dt.date.fromisoformat(filed))
    assert is_charged(ground, Month.of(2020, 8), VALUES) is charged


def test_recovery_before_2016_compounds():
    done = recover_compound(Month.of(2011, 12), whole(Month.of(2011, 1).number), whole(10_000_000), Fraction("0.01"), 4)
    assert (done.months.tolist(), done.interest.tolist()) == ([11], [1_157_000])


def test_a_year_without_a_rate_is_refused():
    with pytest.raises(UnknownValueError, match="2018"):
        recover(Ground("evasion"), Month.of(2019, 5), whole(Month.of(2018, 1).number), whole(1), ({}, VALUES))
