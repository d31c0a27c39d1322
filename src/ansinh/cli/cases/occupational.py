"""Cases of occupational accidents and diseases."""

from ansinh.cli.cases.answer import Answer, said
from ansinh.cli.cases.given import Call
from ansinh.law.convalescence.rest import rest_money
from ansinh.law.occupational import amount as law
from ansinh.law.occupational.amount import CONDITIONS, OccupationalAmount
from ansinh.law.values import Values


def _loss(call: Call) -> int:
    """Return a loss in per cent."""
    return call.given.between("loss_pct", 0, 100)


def _answer(found: OccupationalAmount) -> Answer:
    return Answer({"by_loss": found.by_loss, "by_years": found.by_years, "amount": found.amount}, steps=found.steps)


def one_off(call: Call, values: Values) -> Answer:
    """One-off grant, loss of 5 to 30 %."""
    years, salary = call.given.whole("fund_years"), call.given.whole("salary")
    return _answer(law.one_off(_loss(call), years, salary, call.day, values))


def monthly(call: Call, values: Values) -> Answer:
    """Monthly allowance, loss of 31 % and more."""
    years, salary = call.given.whole("fund_years"), call.given.whole("salary")
    return _answer(law.monthly(_loss(call), years, salary, call.day, values))


def attendant(call: Call, values: Values) -> Answer:
    """Monthly attendance allowance."""
    found = law.attendant(_loss(call), call.given.word("condition", *CONDITIONS), call.day, values)
    return Answer({"amount": found.amount}, steps=found.steps)


def death_grant(call: Call, values: Values) -> Answer:
    """Grant at an occupational death."""
    amount, steps = law.death_grant(call.given.day("death"), values)
    return Answer({"amount": amount}, steps=steps)


def convalescence(call: Call, values: Values) -> Answer:
    """Convalescence after treatment."""
    most = law.convalescence_days(_loss(call), call.day, values)
    days = min(most, call.given.whole("days_requested"))
    amount, steps = rest_money("oad.convalescence.rate", days, call.day, values)
    counted = said(
        "Số ngày được hưởng", "Days paid", days, f"min({call.given.whole('days_requested')}, {most})",
        values.get("oad.convalescence.max_days", call.day).citation,
    )  # fmt: skip
    return Answer({"max_days": most, "amount": amount}, steps=(counted, *steps))
