"""Cases of health insurance money outside employment."""

import datetime as dt
from fractions import Fraction

import numpy as np

from ansinh.cli.cases.answer import Answer, reckoned, said
from ansinh.cli.cases.given import A_DAY, Call
from ansinh.core.period import Month
from ansinh.law.explain import Step, dong, percent
from ansinh.law.health.fund_paid import PAYER, fund_contributions
from ansinh.law.health.household import household_amounts, household_refund, months_left, state_period_amount
from ansinh.law.health.subsidy import SHARE_OF_GROUP, group_rate, subsidised_amounts
from ansinh.law.values import Values
from ansinh.law.wages.level import level_of_pay


def household(call: Call, values: Values) -> Answer:
    """Amounts of a household scheme, in order of enrolment."""
    months = np.array([row.between("months", 1, 12) for row in call.given.rows("members")], dtype=np.int64)
    amounts = household_amounts(call.given.day("paid_on"), np.arange(1, months.size + 1), months, values)
    return Answer(
        {"amounts": amounts.tolist(), "total": int(amounts.sum())},
        steps=_household_steps(call.given.day("paid_on"), months.tolist(), amounts.tolist(), values),
    )


def _household_steps(paid_on: dt.date, months: list[int], amounts: list[int], values: Values) -> tuple[Step, ...]:
    """Show the arithmetic of each member."""
    rows = enumerate(zip(months, amounts, strict=True), 1)
    return tuple(
        step for order, (count, amount) in rows for step in _member_steps(paid_on, order, count, amount, values)
    )


def whole_period(call: Call, values: Values) -> Answer:
    """What a whole card period costs when the base salary changes inside it."""
    given = call.given
    months, first = given.between("months", 1, 12), given.month("from")
    paid_on = None if given.none("paid_on") else given.day("paid_on")
    if given.word("payer", "household", "state") == "state":
        inside = first.first_day < call.day <= first.plus(months - 1).first_day
        amount = state_period_amount(first, months, values)
        return Answer({"amount": amount, "recomputed": inside}, steps=_state_steps(first, months, amount, values))
    if paid_on is None:
        raise given.refuse("paid_on", A_DAY)
    order = given.between("order", 1)
    amount = _member(paid_on, order, months, values)
    steps = _member_steps(paid_on, order, months, amount, values)
    return Answer({"amount": amount, "recomputed": False}, steps=steps)


def _state_steps(first: Month, months: int, amount: int, values: Values) -> tuple[Step, ...]:
    """Show the months on each level of pay."""
    days = [first.plus(index).first_day for index in range(months)]
    terms = [(values.number("hi.rate.total", day), level_of_pay(day, values).whole) for day in days]
    shown = " + ".join(
        f"{percent(rate)} x {dong(level)} x {terms.count((rate, level))}" for rate, level in dict.fromkeys(terms)
    )
    return (reckoned("Ngân sách đóng", "Paid by the State", shown, amount, "QD 959/QD-BHXH art. 19(8)"),)


def _member_steps(paid_on: dt.date, order: int, months: int, amount: int, values: Values) -> tuple[Step, ...]:
    """Show one member's amount: rate x level x step x months."""
    steps = values.get("hi.household.step_factors", paid_on)
    factor = Fraction(steps.listed[min(order, len(steps.listed)) - 1])
    rate, level = values.number("hi.rate.total", paid_on), level_of_pay(paid_on, values).whole
    shown = f"{percent(rate)} x {dong(level)} x {percent(factor)} x {months}"
    return (reckoned(f"Người thứ {order}", f"Member {order}", shown, amount, steps.citation),)


def _member(paid_on: dt.date, order: int, months: int, values: Values) -> int:
    """Return the amount of one member, dong."""
    return int(household_amounts(paid_on, np.array([order]), np.array([months], dtype=np.int64), values)[0])


def share(call: Call, values: Values) -> Answer:
    """Who pays what for pupils and near-poor persons."""
    given = call.given
    parts = subsidised_amounts(
        given.month("month"),
        given.word("group", "pupil", "near_poor"),
        np.array([given.between("months", 1, 12)], dtype=np.int64),
        full=np.array([given.yes("full_subsidy")]),
        values=values,
    )
    due, state, gross = int(parts.due[0]), int(parts.state[0]), int(parts.gross[0])
    month, months, members = given.month("month"), given.whole("months"), given.whole("members")
    group = given.word("group")
    rate, level = group_rate(month, group, values), level_of_pay(month.first_day, values)
    told = values.get(SHARE_OF_GROUP[group], month.first_day)
    part = Fraction(1) if given.yes("full_subsidy") else told.number
    steps = (
        reckoned(
            "Mức đóng một người", "Contribution of one person",
            f"{percent(rate)} x {dong(level.whole)} x {months}", gross, level.citation,
        ),
        reckoned("Ngân sách hỗ trợ", "Paid by the State", f"{percent(part)} x {dong(gross)}", state, told.citation),
        reckoned("Người tham gia đóng", "Paid by the person", f"{dong(gross)} - {dong(state)}", due),
        reckoned("Cả hộ đóng", "Paid by the household", f"{dong(due)} x {members}", due * members),
    )  # fmt: skip
    return Answer(
        {"gross_each": int(parts.gross[0]), "state_each": int(parts.state[0])}
        | {"due_each": due, "due_total": due * members},
        steps=steps,
    )


def by_fund(call: Call, values: Values) -> Answer:
    """Contribution paid by the agency for people on a pension or unemployment benefit."""
    kind = call.given.word("kind", *PAYER)
    amounts = np.array([call.given.whole("monthly_amount")], dtype=np.int64)
    paid = fund_contributions(Month.containing(call.day), amounts, values)
    rate = values.get("hi.rate.total", Month.containing(call.day).first_day)
    shown = f"{percent(rate.number)} x {dong(call.given.whole('monthly_amount'))}"
    steps = (reckoned("Đóng BHYT một tháng", "Health contribution of a month", shown, int(paid[0]), rate.citation),)
    return Answer({"contribution": int(paid[0]), "payer": PAYER[kind]}, steps=steps)


def refund(call: Call, values: Values) -> Answer:
    """Refund of the rest of a paid card period when the person moves to a group paid by others."""
    given, order, paid_on = call.given, call.given.between("order", 1), call.given.day("paid_on")
    card, months = given.day("card_from"), given.between("paid_months", 1, 12)
    left = months_left(card, months, given.day("new_card_from"))
    amount = household_refund(paid_on, order=order, months=left, values=values)
    told = said(
        "Số tháng còn lại", "Months left", left, f"{card} + {months} → {given.day('new_card_from')}",
        "QD 959/QD-BHXH art. 20",
    )  # fmt: skip
    return Answer(
        {"months_left": left, "refund": amount}, steps=(told, *_member_steps(paid_on, order, left, amount, values))
    )
