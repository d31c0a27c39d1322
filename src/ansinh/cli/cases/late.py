"""Cases of late payment, evasion and recovery of arrears."""

from fractions import Fraction

import numpy as np

from ansinh.cli.cases.answer import Answer, reckoned
from ansinh.cli.cases.given import Call, Given
from ansinh.core.period import Month
from ansinh.core.rate import decimal_text
from ansinh.law.arrears.recovery import Ground, recover, recover_compound
from ansinh.law.explain import dong, percent
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


def monthly(call: Call, values: Values) -> Answer:
    """Simple monthly interest of 2016-01 to 2025-06, run on the first day of a month, per fund."""
    given, run = call.given, call.given.day("run")
    arisen = [(row.month("month"), row.signed("amount")) for row in given.rows("arisen")]
    period = None if given.none("period_from") else given.month("period_from")
    free = not_yet_late(Month.containing(run), given.one_of("pay_every_months", 1, 3, 6), period, arisen)
    overdue = overdue_principal(_column(given.signed("debt")), _column(free))
    annual = values.number("late.si.rate_multiple_of_investment", run)
    rate = monthly_of_annual(given.share("annual_rate"), annual, RateMode(given.word("rate_mode", *RateMode)))
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
            ),
            reckoned("Lãi của kỳ", "Interest of the run", f"{dong(int(overdue[0]))} x {percent(rate)}", interest),
        ),
    )


def _column(value: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.array([value], dtype=np.int64)


def compound(call: Call, _values: Values) -> Answer:
    """Compound monthly interest until 2015-12."""
    given = call.given
    charged = charge_compound(
        _column(given.whole("overdue")), _column(given.whole("interest_previous")), given.ratio("monthly_rate")
    )
    owed, unpaid = dong(given.whole("overdue")), dong(given.whole("interest_previous"))
    shown = f"({owed} + {unpaid}) x {percent(given.ratio('monthly_rate'))}"
    step = reckoned("Lãi nhập gốc của kỳ", "Compound interest of the run", shown, int(charged[0]))
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
    step = reckoned(
        "Số tiền nộp thêm", "Charge", f"{dong(base.dong_days)} x ngày/day x {percent(rate)}", int(charge[0])
    )
    outputs = {"due_date": base.due_on.isoformat(), "charged_days": base.days, "charge": int(charge[0])}
    return Answer(outputs, steps=(step,))


def registration(call: Call, values: Values) -> Answer:
    """Standing of an employer towards one person's registration on a day."""
    given = call.given
    one = Registration(
        start=given.day("start"),
        registered_on=None if given.none("registered_on") else given.day("registered_on"),
        declared_base=None if given.none("declared_base") else given.whole("declared_base"),
        legal_base=None if given.none("legal_base") else given.whole("legal_base"),
        justified=given.yes("justified_reason"),
    )
    return Answer({"status": registration_status(call.day, one, values)})


def payment(call: Call, values: Values) -> Answer:
    """Standing of an employer towards one registered, unpaid month on a day."""
    given = call.given
    standing = payment_status(
        call.day,
        given.month("month"),
        reminder=None if given.none("reminder_sent_on") else given.day("reminder_sent_on"),
        justified=given.yes("justified_reason"),
        values=values,
    )
    began = standing.evasion_from
    return Answer({"status": standing.status, "evasion_from": None if began is None else began.isoformat()})


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
    rates = {row.whole("year"): row.share("rate") for row in given.rows("annual_rates")}
    found = recover(ground, given.month("recovery_month"), months, amounts, (rates, values))
    return Answer(
        {"charged": found.charged, "months_counted": found.months.tolist(), "interest": found.interest.tolist()}
        | {"interest_total": int(found.interest.sum()), "principal_total": int(amounts.sum())}
    )


def arrears_compound(call: Call, _values: Values) -> Answer:
    """Recovery of arrears before 2016."""
    given = call.given
    months, amounts = _items(given)
    decimals = given.between("factor_decimals", 0, 12)
    found = recover_compound(given.month("recovery_month"), months, amounts, given.share("monthly_rate"), decimals)
    factors = [decimal_text(factor) for factor in found.factors]
    return Answer({"months_counted": found.months.tolist(), "factors": factors, "interest": found.interest.tolist()})


def last_day(call: Call, values: Values) -> Answer:
    """Last day to pay compulsory contributions."""
    day = due_date(call.given.month("month"), call.given.one_of("every_months", 1, 3, 6), values)
    return Answer({"due_date": day.isoformat()})
