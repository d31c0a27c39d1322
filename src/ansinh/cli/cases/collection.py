"""Cases of the ledger of a unit, of spreading receipts, of debt and of plan figures."""

import numpy as np

from ansinh.cli.cases.answer import Answer
from ansinh.cli.cases.given import Call, Given
from ansinh.core.fund import Fund
from ansinh.core.period import Month
from ansinh.core.rate import decimal_text
from ansinh.core.text import Text
from ansinh.domain.collection.allocate import INTEREST, MEMBERS, lawful_order, waterfall
from ansinh.domain.collection.debt import DebtClass, debt_classes, hard_to_collect, must_visit
from ansinh.domain.collection.refund import ENDED, decide
from ansinh.domain.ledger.statement import Sums, carry_forward
from ansinh.domain.planning.denominators import bases, missing_part
from ansinh.law.values import Values

AMOUNTS = Text("danh sách số tiền", "a list of whole amounts")


def _sums(given: Given) -> Sums:
    return Sums(given.signed("principal"), given.signed("interest"))


def statement(call: Call, _values: Values) -> Answer:
    """Carry-forward of one column of the statement C12."""
    given = call.given
    answer = carry_forward(
        brought=_sums(given.inner("brought")),
        arising=given.signed("due") + given.signed("adjustments"),
        interest=given.signed("interest"),
        received=given.signed("received"),
        spread=_sums(given.inner("spread")),
    )
    carried = {"principal": answer.carried.principal, "interest": answer.carried.interest}
    return Answer({"carried": carried, "unspread": answer.unspread})


def spread(call: Call, _values: Values) -> Answer:
    """Spread of one receipt over debts."""
    given = call.given
    rows = given.rows("debts")
    names = [row.word("fund", *MEMBERS) for row in rows] + [INTEREST]
    months = [row.month("month").number for row in rows] + [0]
    amounts = np.array([*(row.whole("amount") for row in rows), given.whole("interest")], dtype=np.int64)
    funds = np.array([int(MEMBERS[name][0]) if name != INTEREST else int(Fund.CASH) for name in names], dtype=np.int16)
    interest = np.array([name == INTEREST for name in names])
    owner = np.zeros(amounts.size, dtype=np.intp)
    order = lawful_order(owner, (funds, np.array(months, dtype=np.int32), interest), given.words("order"))
    receipt = given.whole("receipt")
    paid = waterfall(owner[order], amounts[order], np.array([receipt], dtype=np.int64))
    used = [
        {"fund": names[row], "month": None if interest[row] else str(Month(months[row])), "amount": int(amount)}
        for row, amount in zip(order, paid, strict=True)
        if amount
    ]
    return Answer({"spread": used, "left": receipt - int(paid.sum())})


def debt_class(call: Call, values: Values) -> Answer:
    """Age class of a unit's debt."""
    given = call.given
    age = given.share("age_months")
    proven = np.array([given.word("proof", "none", "authority_document") == "authority_document"])
    hard = hard_to_collect(
        [given.word("unit_status", "active", *values.get("debt.class.hard_statuses", call.day).listed)],
        proven,
        call.day,
        values,
    )
    found = debt_classes(np.array([age.numerator]), hard, call.day, values, age.denominator)
    return Answer({"class": DebtClass(int(found[0])).name.lower()})


def visit(call: Call, values: Values) -> Answer:
    """Whether an officer must visit the unit."""
    given = call.given
    return Answer(
        {"visit": must_visit(given.one_of("pay_every_months", 1, 3, 6), given.whole("debt_months"), call.day, values)}
    )


def refund(call: Call, _values: Values) -> Answer:
    """What becomes of a unit's over-payment."""
    decision = decide(call.given.word("unit_status", "active", *sorted(ENDED)), call.given.whole("over_payment"))
    return Answer({"action": decision.action, "amount": decision.amount})


def plan(call: Call, _values: Values) -> Answer:
    """Plan and debt base behind printed percentages."""
    given = call.given
    found = bases(
        given.whole("collected"), given.share("share_of_plan"), given.whole("debt"), given.share("stated_debt_ratio")
    )
    return Answer(
        {"implied_plan": found.implied_plan, "debt_on_plan_ratio": decimal_text(found.debt_on_plan)}
        | {"implied_denominator": found.implied_denominator, "same_denominator": found.same}
    )


def missing(call: Call, _values: Values) -> Answer:
    """The part of a total that is missing or misprinted."""
    parts = call.given.raw("parts")
    if not isinstance(parts, list):
        raise call.given.refuse("parts", AMOUNTS)
    amounts = [Given({"parts": part}).signed("parts") for part in parts]
    return Answer({"missing": missing_part(call.given.signed("total"), amounts)})
