"""Cases of rights: may somebody draw a benefit, and if not, every condition that fails, with what would satisfy it."""

from fractions import Fraction

from ansinh.cli.cases.answer import Answer
from ansinh.cli.cases.given import Call, Given
from ansinh.cli.cases.spans import career, days, leave, roster, spans
from ansinh.core.rate import decimal_text
from ansinh.core.text import Text
from ansinh.law.conditions import Right
from ansinh.law.maternity.right import MotherFacts
from ansinh.law.maternity.right import right as mothers_right
from ansinh.law.sickness.leave import SickLeave, SickPerson, settle
from ansinh.law.sickness.long_list import Treatment, settle_long_list
from ansinh.law.sickness.right import EXCLUSIONS, GROUNDS, SickFacts
from ansinh.law.sickness.right import right as sick_right
from ansinh.law.unemployment.right import Claim
from ansinh.law.unemployment.right import right as unemployed_right
from ansinh.law.values import Values

BY_YEAR = Text('số ngày theo năm, ví dụ {"2026": 5}', 'whole days by year, such as {"2026": 5}')


def _answer(right: Right) -> Answer:
    """Return whether it is due and the codes of what fails; the steps tell every condition."""
    return Answer({"eligible": right.due, "reasons": [each.code for each in right.failed]}, steps=right.steps)


def sickness(call: Call, values: Values) -> Answer:
    """Whether sickness benefit is due."""
    given = call.given
    excluded = "" if given.none("excluded_by") else given.word("excluded_by", *EXCLUSIONS)
    facts = SickFacts(
        insured=given.yes("insured"),
        ground=given.word("ground", *GROUNDS),
        excluded_by=excluded,
        certified=given.yes("medical_paper"),
    )
    return _answer(sick_right(facts, call.day, values))


def maternity(call: Call, values: Values) -> Answer:
    """Whether maternity benefit is due at a birth or adoption."""
    given = call.given
    rest, treated = given.yes("prescribed_rest"), given.yes("infertility_treatment")
    return _answer(mothers_right(given.day("birth"), MotherFacts(career(given), rest, treated), values))


def unemployment(call: Call, values: Values) -> Answer:
    """Whether unemployment benefit is due."""
    given = call.given
    claim = Claim(
        career(given),
        given.day("ended"),
        None if given.none("contract_months") else given.whole("contract_months"),
        unlawful_end=given.yes("unlawful_end"),
        draws_pension=given.yes("draws_pension"),
        could_retire=given.yes("could_retire"),
        filed=None if given.none("filed") else given.day("filed"),
        bars=given.words("bars"),
        bridged_month=given.yes("bridged_month"),
    )
    return _answer(unemployed_right(claim, values))


def _person(given: Given) -> SickPerson:
    """Return who is sick."""
    told = given.inner("days_used").values
    if not all(year.isdecimal() and type(days) is int and days >= 0 for year, days in told.items()):
        raise given.refuse("days_used", BY_YEAR)
    used = {int(year): days for year, days in told.items()}
    years, hard = given.whole("contribution_years"), given.yes("hard_work_at_leave")
    return SickPerson(career(given), years, hard=hard, used=used, armed_forces=given.yes("armed_forces"))


def _leave(given: Given) -> SickLeave:
    """Return the leave with the days lost to other leave and the half days."""
    first, last = leave(given)
    return SickLeave(first, last, spans(given, "other_leave"), roster(given), days(given, "half_days"))


def sick_leave(call: Call, values: Values) -> Answer:
    """One ordinary illness from its facts to days and money."""
    found = settle(_leave(call.given), _person(call.given), values)
    by_year = {str(year): decimal_text(Fraction(paid)) for year, paid in found.by_year.items()}
    return Answer({"benefit_days": by_year, "salary_base": found.salary, "amount": found.amount}, steps=found.steps)


def long_list_leave(call: Call, values: Values) -> Answer:
    """One certificate of a long-list treatment, by the law of the day the leave began."""
    given = call.given
    treatment = Treatment(given.day("began"), given.whole("contributed_months"), call.day)
    found = settle_long_list(_leave(given), _person(given), treatment, values)
    stages = [{"rate": decimal_text(each.rate), "days": each.days, "amount": each.amount} for each in found.stages]
    return Answer({"stages": stages, "unpaid_days": found.unpaid_days, "amount": found.amount}, steps=found.steps)
