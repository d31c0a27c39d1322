"""Cases of late payment, evasion and recovery of arrears."""

import datetime as dt
from fractions import Fraction

import numpy as np

from ansinh.cli.cases.answer import Answer, reckoned, said
from ansinh.cli.cases.given import Call, Given
from ansinh.core.period import Month
from ansinh.core.rate import decimal_text
from ansinh.core.text import Text
from ansinh.law.arrears.recovery import EVADED, Ground, Recovery, first_rate_year, recover, recover_compound
from ansinh.law.explain import Step, dong, percent
from ansinh.law.interest.charge import (
    charge_compound,
    charge_daily,
    charge_monthly,
    daily_base,
    not_yet_late,
    overdue_principal,
)
from ansinh.law.interest.due import due_date
from ansinh.law.interest.rates import RateMode, daily_rate, monthly_of_annual
from ansinh.law.interest.status import Registration, payment_status, registration_status
from ansinh.law.values import Values
from ansinh.law.words import WORDS

MONTHLY = "QD 595/QD-BHXH art. 37; letter 1379/BHXH-BT"


def monthly(call: Call, values: Values) -> Answer:
    """Simple monthly interest of 2016-01 to 2025-06, run on the first day of a month, per fund."""
    given, run = call.given, call.given.day("run")
    arisen = [(row.month("month"), row.signed("amount")) for row in given.rows("arisen")]
    period = None if given.none("period_from") else given.month("period_from")
    free = not_yet_late(Month.containing(run), given.one_of("pay_every_months", 1, 3, 6), period, arisen)
    overdue = overdue_principal(_column(given.signed("debt")), _column(free))
    annual = values.number("late.si.rate_multiple_of_investment", run)
    rate = monthly_of_annual(given.part("annual_rate"), annual, RateMode(given.word("rate_mode", *RateMode)))
    interest = int(charge_monthly(overdue, rate)[0])
    return Answer(
        {"overdue": int(overdue[0]), "interest": interest}
        | {"interest_unpaid_after": given.signed("interest_unpaid") + interest},
        steps=(
            reckoned(
                "Số tiền chậm đóng phải tính lãi",
                "Principal that bears interest",
                f"{dong(given.signed('debt'))} - {dong(free)}",
                int(overdue[0]),
                "QD 595/QD-BHXH art. 37",
            ),
            reckoned(
                "Lãi của kỳ", "Interest of the run", f"{dong(int(overdue[0]))} x {percent(rate)}", interest, MONTHLY
            ),
        ),
    )


def _column(value: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.array([value], dtype=np.int64)


def compound(call: Call, _values: Values) -> Answer:
    """Compound monthly interest until 2015-12."""
    given = call.given
    charged = charge_compound(
        _column(given.whole("overdue")), _column(given.whole("interest_previous")), given.part("monthly_rate")
    )
    owed, unpaid = dong(given.whole("overdue")), dong(given.whole("interest_previous"))
    shown = f"({owed} + {unpaid}) x {percent(given.ratio('monthly_rate'))}"
    step = reckoned(
        "Lãi nhập gốc của kỳ", "Compound interest of the run", shown, int(charged[0]), "QD 959/QD-BHXH art. 41"
    )
    return Answer({"interest": int(charged[0])}, steps=(step,))


def daily(call: Call, values: Values) -> Answer:
    """Daily charge from 2025-07-01 on one month's principal."""
    given = call.given
    payments = [(row.day("on"), row.whole("amount")) for row in given.rows("payments")]
    base = daily_base(
        given.month("month"),
        given.whole("principal"),
        payments,
        count_payment_day=given.yes("count_payment_day"),
        values=values,
    )
    rate = daily_rate(values, call.day) if base.days else Fraction(0)
    charge = charge_daily(_column(base.dong_days), _column(1), rate)
    began = values.get("pay.deadline.monthly", given.month("month").first_day)
    article = values.get("late.daily_rate", call.day).citation if base.days else ""
    late = " + ".join(f"{dong(amount)} x {days}" for amount, days in base.spells)
    steps = (
        said("Hạn nộp", "Last day for payment", base.due_on, citation=began.citation),
        said("Số ngày tính", "Days charged", base.days, f"{base.due_on} → {max(day for day, _ in payments)}")
        if payments
        else said("Số ngày tính", "Days charged", base.days),
        reckoned("Số tiền nộp thêm", "Charge", f"({late or 0}) x {percent(rate)}", int(charge[0]), article),
    )  # fmt: skip
    outputs = {"due_date": base.due_on.isoformat(), "charged_days": base.days, "charge": int(charge[0])}
    return Answer(outputs, steps=steps)


def registration(call: Call, values: Values) -> Answer:
    """Standing of an employer towards one person's registration on a day."""
    given = call.given
    one = Registration(
        start=given.day("start"),
        registered_on=None if given.none("registered_on") else given.day("registered_on"),
        declared_base=None if given.none("declared_base") else given.whole("declared_base"),
        legal_base=None if given.none("legal_base") else given.whole("legal_base"),
        justified=given.yes("justified_reason", asked=False),
    )
    within = values.get("register.deadline_days", call.day)
    beyond = values.get("evasion.days_after_registration_deadline", call.day)
    last = one.start + dt.timedelta(days=within.whole)
    turns = last + dt.timedelta(days=beyond.whole)
    steps = (
        said("Hạn đăng ký", "Last day to register", last, f"{one.start} + {within.text}", within.citation),
        said("Sau ngày này là trốn đóng", "Evasion after this day", turns, f"{last} + {beyond.text}", beyond.citation),
    )
    return Answer({"status": registration_status(call.day, one, values)}, steps=steps)


def payment(call: Call, values: Values) -> Answer:
    """Standing of an employer towards one registered, unpaid month on a day."""
    given = call.given
    standing = payment_status(
        call.day,
        given.month("month"),
        reminder=None if given.none("reminder_sent_on") else given.day("reminder_sent_on"),
        justified=given.yes("justified_reason", asked=False),
        values=values,
    )
    began, month = standing.evasion_from, given.month("month")
    rule, last = values.get("pay.deadline.monthly", month.first_day), due_date(month, 1, values)
    steps: tuple[Step, ...] = (said("Hạn nộp", "Last day for payment", last, citation=rule.citation),)
    if began is not None:
        grace = values.get("evasion.days_after_payment_deadline", max(call.day, last))
        after = f"{last} + {grace.text} + 1"
        shown = after if given.none("reminder_sent_on") else f"max({after}, {given.raw('reminder_sent_on')})"
        steps += (said("Trốn đóng kể từ", "Evasion from", began, shown, grace.citation),)
    outputs = {"status": standing.status, "evasion_from": None if began is None else began.isoformat()}
    return Answer(outputs, steps=steps)


def _items(
    given: Given,
) -> tuple["np.ndarray[tuple[int], np.dtype[np.int64]]", "np.ndarray[tuple[int], np.dtype[np.int64]]"]:
    rows = given.rows("items")
    months = np.array([row.month("month").number for row in rows], dtype=np.int64)
    return months, np.array([row.whole("amount") for row in rows], dtype=np.int64)


def arrears(call: Call, values: Values) -> Answer:
    """Recovery of arrears of 2016-01 to 2025-06."""
    given = call.given
    months, amounts = _items(given)
    ground = Ground(
        kind=given.word("ground", "evasion", "pay_rise", "return_from_abroad"),
        signed_on=None if given.none("signed_on") else given.day("signed_on"),
        filed_on=None if given.none("filed_on") else given.day("filed_on"),
    )
    told = [] if given.none("annual_rates") else given.rows("annual_rates")  # none is asked where nothing is charged
    rates = {row.whole("year"): row.part("rate") for row in told}
    found = recover(ground, given.month("recovery_month"), months, amounts, (rates, values))
    return Answer(
        {"charged": found.charged, "months_counted": found.months.tolist(), "interest": found.interest.tolist()}
        | {"interest_total": int(found.interest.sum()), "principal_total": int(amounts.sum())},
        steps=_arrears_steps(given, found, rates, values),
    )


def _arrears_steps(given: Given, found: Recovery, rates: dict[int, Fraction], values: Values) -> tuple[Step, ...]:
    """Show each month owed: amount x months counted x rate of a month."""
    if not found.charged:
        grace = values.get("recovery.grace_months", given.month("recovery_month").first_day)
        within = grace.text
        name = Text(f"Báo trong {within} tháng: không tính lãi", f"Reported within {within} months: no interest")
        shown = f"{given.raw('signed_on')} → {given.raw('filed_on')}"
        return (Step(name, dong(0), shown, grace.citation),)
    evaded, recovery = given.word("ground") == EVADED, given.month("recovery_month")
    steps = []
    for row, count, interest in zip(given.rows("items"), found.months.tolist(), found.interest.tolist(), strict=True):
        owed = row.month("month")
        year = first_rate_year(recovery, owed, values) if evaded else recovery.year
        multiple = values.get("late.si.rate_multiple_of_investment", dt.date(year, 1, 1)).text
        yearly = f"{multiple} x {percent(rates[year])}" if evaded else percent(rates[year])
        shown = f"{dong(row.whole('amount'))} x {count} x {yearly} / 12"
        steps.append(
            reckoned(f"Lãi của tháng {owed}", f"Interest of {owed}", shown, interest, "QD 595/QD-BHXH art. 38(2)")
        )
    return tuple(steps)


def arrears_compound(call: Call, _values: Values) -> Answer:
    """Recovery of arrears before 2016."""
    given = call.given
    months, amounts = _items(given)
    decimals = given.between("factor_decimals", 0, 12)
    found = recover_compound(given.month("recovery_month"), months, amounts, given.part("monthly_rate"), decimals)
    factors = [decimal_text(factor) for factor in found.factors]
    outputs = {"months_counted": found.months.tolist(), "factors": factors, "interest": found.interest.tolist()}
    parts = zip(given.rows("items"), factors, outputs["interest"], strict=True)
    steps = tuple(
        reckoned(
            f"Lãi của tháng {row.month('month')}", f"Interest of {row.month('month')}",
            f"{dong(row.whole('amount'))} x ({factor} - 1)", interest, "QD 959/QD-BHXH art. 42",
        )
        for row, factor, interest in parts
    )  # fmt: skip
    return Answer(outputs, steps=steps)


def last_day(call: Call, values: Values) -> Answer:
    """Last day to pay compulsory contributions."""
    every, month = call.given.one_of("every_months", 1, 3, 6), call.given.month("month")
    day = due_date(month, every, values).isoformat()
    key = "pay.deadline.monthly" if every == 1 else "pay.deadline.quarterly_or_half_yearly"
    rule = values.get(key, month.first_day)
    name = Text(f"Hạn nộp: {WORDS[rule.text].vi}", f"Last day for payment: {WORDS[rule.text].en}")
    return Answer({"due_date": day}, steps=(Step(name, day, citation=rule.citation),))
