"""Cases of survivors' benefits."""

from ansinh.cli.cases.answer import Answer
from ansinh.cli.cases.given import Call, Given, GivenError
from ansinh.core.rate import decimal_text
from ansinh.core.text import Text
from ansinh.law.one_time.amount import split_months
from ansinh.law.pension.years import years
from ansinh.law.survivors.grants import Deceased, contributor_lump, funeral_right, pensioner_lump
from ansinh.law.survivors.grants import funeral_amount as funeral_sum
from ansinh.law.survivors.relatives import Kind, Relative, deceased_right
from ansinh.law.survivors.shares import monthly_amounts, monthly_shares
from ansinh.law.values import Values

SHARES = Text('danh sách phần, ví dụ ["0.5"]', 'a list of shares as text, such as ["0.5"]')
IN_ORDER = Text("tháng không trước tháng đầu", "a month not before the first")


def funeral(call: Call, values: Values) -> Answer:
    """Whether the funeral grant and the lump sum are due for a contributor without a monthly case."""
    given = call.given
    one = Deceased(given.whole("compulsory_months"), given.whole("voluntary_months"), given.yes("oad_death"))
    right = funeral_right(one, call.day, values)
    return Answer({"funeral": right.due, "lump_sum": one.months > 0 or one.oad_death}, steps=right.steps)


def funeral_amount(call: Call, values: Values) -> Answer:
    """Funeral grant."""
    return Answer({"amount": funeral_sum(call.given.day("death"), values)})


def _relative(given: Given) -> Relative:
    known = [kind.value for kind in Kind if kind is not Kind.OTHER]
    return Relative(
        Kind(given.word("kind", *known)),
        12 * given.between("age_years", 0, 150),
        given.whole("income"),
        other_parent_alive=None if given.none("other_parent_alive") else given.yes("other_parent_alive"),
        spouse_alive=None if given.none("spouse_alive") else given.yes("spouse_alive"),
        adult_children=None if given.none("adult_children") else given.whole("adult_children"),
    )


def monthly_share(call: Call, values: Values) -> Answer:
    """Share of the base salary for each relative."""
    given = call.given
    months = 0 if given.none("contributed_months") else given.whole("contributed_months")
    one = Deceased(months, oad_death=given.word("cause", "oad", "other") == "oad")
    relatives = tuple(_relative(row) for row in given.rows("relatives"))
    right = deceased_right(one, call.day, values)
    found = monthly_shares(right, relatives, deaths=given.between("deaths", 1), day=call.day, values=values)
    return Answer(
        {"shares": [decimal_text(share) for share in found.shares], "times": found.times},
        steps=(*right.steps, *(step for each in found.rights for step in each.steps)),
    )


def monthly_amount(call: Call, values: Values) -> Answer:
    """Monthly amounts from the shares."""
    try:
        shares = tuple(Given({"shares": share}).share("shares") for share in call.given.words("shares"))
    except GivenError as error:
        raise call.given.refuse("shares", SHARES) from error
    return Answer({"amounts": list(monthly_amounts(shares, call.given.month("month"), values))})


def lump_sum(call: Call, values: Values) -> Answer:
    """Lump sum for relatives of a contributor."""
    given = call.given
    if given.month("to") < given.month("from"):
        raise given.refuse("to", IN_ORDER)
    before, later = split_months([(given.month("from"), given.month("to"))], values)
    found = contributor_lump(before, later, given.whole("average"), call.day, values)
    return Answer(
        {"years_before": str(found.years_before), "years_from": decimal_text(years(found.halves_later))}
        | {"months_of_average": decimal_text(found.months), "amount": found.amount}
    )


def lump_sum_pensioner(call: Call, values: Values) -> Answer:
    """Lump sum for relatives of a pensioner."""
    found = pensioner_lump(call.given.whole("pension"), call.given.whole("months_drawn"), call.day, values)
    return Answer({"months": decimal_text(found.months), "amount": found.amount})
