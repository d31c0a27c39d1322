"""Cases of health insurance money outside employment."""

import datetime as dt
from fractions import Fraction

import numpy as np

from ansinh.cli.cases.answer import Answer, reckoned
from ansinh.cli.cases.given import Call
from ansinh.core.period import Month
from ansinh.law.explain import Step, dong, percent
from ansinh.law.health.fund_paid import PAYER, fund_contributions
from ansinh.law.health.household import household_amounts, household_refund, months_left, state_period_amount
from ansinh.law.health.subsidy import subsidised_amounts
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
    """Show the arithmetic of each member: rate x level x step x months."""
    factors = [Fraction(step) for step in values.get("hi.household.step_factors", paid_on).listed]
    rate, level = values.number("hi.rate.total", paid_on), level_of_pay(paid_on, values).whole
    return tuple(
        reckoned(
            f"Người thứ {order}", f"Member {order}",
            f"{percent(rate)} x {dong(level)} x {percent(factors[min(order, len(factors)) - 1])} x {count}", amount,
        )
        for order, (count, amount) in enumerate(zip(months, amounts, strict=True), 1)
    )  # fmt: skip


def whole_period(call: Call, values: Values) -> Answer:
    """What a whole card period costs when the base salary changes inside it."""
    given = call.given
    months = given.between("months", 1, 12)
    if given.word("payer", "household", "state") == "state":
        first = given.month("from")
        inside = first.first_day < call.day <= first.plus(months - 1).first_day
        return Answer({"amount": state_period_amount(first, months, values), "recomputed": inside})
    return Answer(
        {"amount": _member(given.day("paid_on"), given.between("order", 1), months, values), "recomputed": False}
    )


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
    due = int(parts.due[0])
    return Answer(
        {"gross_each": int(parts.gross[0]), "state_each": int(parts.state[0])}
        | {"due_each": due, "due_total": due * given.whole("members")}
    )


def by_fund(call: Call, values: Values) -> Answer:
    """Contribution paid by the agency for people on a pension or unemployment benefit."""
    kind = call.given.word("kind", *PAYER)
    amounts = np.array([call.given.whole("monthly_amount")], dtype=np.int64)
    paid = fund_contributions(Month.containing(call.day), amounts, values)
    return Answer({"contribution": int(paid[0]), "payer": PAYER[kind]})


def refund(call: Call, values: Values) -> Answer:
    """Refund of the rest of a paid card period when the person moves to a group paid by others."""
    given = call.given
    order = given.between("order", 1)
    left = months_left(given.day("card_from"), given.between("paid_months", 1, 12), given.day("new_card_from"))
    return Answer(
        {
            "months_left": left,
            "refund": household_refund(given.day("paid_on"), order=order, months=left, values=values),
        }
    )
