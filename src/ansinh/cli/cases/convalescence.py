"""Cases of convalescence after sickness, maternity and occupational accidents."""

from ansinh.cli.cases.answer import Answer
from ansinh.cli.cases.given import Call
from ansinh.law.convalescence.rest import AfterMaternity, AfterSickness, after_maternity, after_sickness, money
from ansinh.law.values import Values


def sickness_days(call: Call, values: Values) -> Answer:
    """Days of convalescence after sick leave."""
    given = call.given
    facts = AfterSickness(
        kind=given.word("last_leave_kind", "long_list", "surgery", "other"),
        sick_days=given.whole("sick_days_this_year"),
        used=given.whole("convalescence_used_this_year"),
        leave_end=given.day("leave_end"),
        rest_from=given.day("rest_from"),
    )
    found = after_sickness(facts, values)
    return Answer(
        {"max_days": found.max_days, "benefit_days_max": found.days, "charged_year": found.charged_year},
        steps=found.steps,
    )


def amount(call: Call, values: Values) -> Answer:
    """Convalescence money after sickness or maternity."""
    found, steps = money(call.given.whole("days"), call.day, values)
    return Answer({"amount": found}, steps=steps)


def maternity_days(call: Call, values: Values) -> Answer:
    """Days of convalescence after maternity leave and the year they are charged to."""
    given = call.given
    facts = AfterMaternity(
        birth_kind=given.word("birth_kind", "multiple", "surgery", "other"),
        entitled_on=given.day("entitled_on"),
        rest_from=given.day("rest_from"),
        asked=0 if given.yes("returned_early") and given.none("days_requested") else given.whole("days_requested"),
        returned_early=given.yes("returned_early"),
    )
    found = after_maternity(facts, values)
    return Answer(
        {"max_days": found.max_days, "benefit_days": found.days, "charged_year": found.charged_year},
        steps=found.steps,
    )
