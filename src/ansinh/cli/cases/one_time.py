"""Cases of benefits in one sum, settling abroad, and the allowance of article 23."""

from ansinh.cli.cases.answer import Answer, reckoned
from ansinh.cli.cases.given import Call
from ansinh.cli.cases.pension import column
from ansinh.core.rate import decimal_text
from ansinh.core.text import Text
from ansinh.law.explain import dong
from ansinh.law.one_time.abroad import settle_allowance, settle_pension
from ansinh.law.one_time.amount import SupportRow, one_time, reference, state_support, under_one_year
from ansinh.law.one_time.amount import area_allowance as area_sum
from ansinh.law.one_time.article_23 import article_23 as allowance_23
from ansinh.law.one_time.right import Leaver, months_out_right
from ansinh.law.pension.years import years
from ansinh.law.values import Values

SALARIES = Text("danh sách tiền lương từng tháng", "a list of the salary of each month")
AFTER_REQUEST = Text("ngày không trước ngày đề nghị", "a day not before the request")


def amount(call: Call, values: Values) -> Answer:
    """One-time social insurance."""
    given = call.given
    before, later, mean = (column(given.whole(key)) for key in ("months_before_2014", "months_from_2014", "average"))
    found = one_time(before, later, mean, call.day, values)
    due = decimal_text(years(int(found.quarters[0])) / 2)
    formula = f"{due} x {dong(given.whole('average'))}"
    return Answer(
        {"years_before": str(found.years_before[0]), "years_from": decimal_text(years(int(found.halves_later[0])))}
        | {"months_of_average": due, "amount": int(found.amount[0])},
        steps=(reckoned("Bảo hiểm xã hội một lần", "One-time social insurance", formula, int(found.amount[0])),),
    )


def reference_date(call: Call, values: Values) -> Answer:
    """Day that fixes the base salary and the table of coefficients."""
    decided = call.given.day("decided")
    if call.given.day("requested") > decided:
        raise call.given.refuse("decided", AFTER_REQUEST)
    return Answer({"as_of": decided.isoformat(), "base_salary": reference(decided, values).whole})


def amount_under_one_year(call: Call, values: Values) -> Answer:
    """One-time social insurance for less than a year."""
    told = call.given.raw("contributed_salaries")
    if not isinstance(told, list) or any(type(row) is not int or row < 0 for row in told):
        raise call.given.refuse("contributed_salaries", SALARIES)
    salaries: list[int] = told
    found = under_one_year(sum(salaries), call.given.whole("average"), call.day, values)
    return Answer({"amount": found.amount, "cap": found.cap})


def support(call: Call, values: Values) -> Answer:
    """State support of voluntary insurance that is deducted."""
    rows = [
        SupportRow(row.whole("months"), row.whole("poverty_line"), row.share("support"))
        for row in call.given.rows("rows")
    ]
    return Answer({"support_total": state_support(rows, call.day, values)})


def eligible(call: Call, values: Values) -> Answer:
    """Whether the route of twelve months outside insurance is open."""
    given = call.given
    person = Leaver(given.month("first_contribution"), given.whole("months_out"), given.whole("contributed_months"))
    right = months_out_right(person, call.day, values)
    return Answer({"eligible": right.due, "reason": right.reason or None}, steps=right.steps)


def abroad_pension(call: Call, values: Values) -> Answer:
    """One sum for a pensioner who settles abroad."""
    given = call.given
    found = settle_pension(
        given.whole("months_before_2014"),
        given.whole("months_from_2014"),
        pension=given.whole("pension"),
        months_drawn=given.whole("months_drawn"),
        day=call.day,
        values=values,
    )
    return Answer({"months": decimal_text(found.months), "amount": found.amount})


def abroad_allowance(call: Call, values: Values) -> Answer:
    """One sum for another monthly benefit."""
    return Answer({"amount": settle_allowance(call.given.whole("allowance"), call.day, values).amount})


def article_23(call: Call, values: Values) -> Answer:
    """Monthly allowance until the social pension for people without a pension."""
    given = call.given
    found = allowance_23(
        given.whole("average"),
        given.whole("contributed_months"),
        social_pension=given.between("social_pension", 1),
        months_to_age=given.whole("months_to_social_age"),
        day=call.day,
        values=values,
    )
    return Answer(
        {"months_entitled": found.months_entitled, "months_paid": found.months_paid}
        | {"monthly": found.monthly, "top_up": found.top_up}
    )


def area_allowance(call: Call, values: Values) -> Answer:
    """One sum for contributions paid on an area allowance."""
    rows = [(row.share("coef"), row.whole("months")) for row in call.given.rows("rows")]
    return Answer({"amount": area_sum(rows, call.given.whole("base_salary"), call.day, values)})
