"""Cases of survivors' benefits."""

import datetime as dt
from collections.abc import Iterator

from ansinh.cli.cases.answer import Answer, reckoned, said
from ansinh.cli.cases.given import Call, Given, GivenError
from ansinh.cli.cases.one_time import time_split
from ansinh.core.rate import decimal_text
from ansinh.core.text import Text
from ansinh.law.explain import Step, dong, percent
from ansinh.law.one_time.amount import split_months
from ansinh.law.pension.right import age_en, age_vi
from ansinh.law.pension.years import years
from ansinh.law.survivors.grants import Deceased, LumpSum, contributor_lump, funeral_right, pensioner_lump
from ansinh.law.survivors.grants import funeral_amount as funeral_sum
from ansinh.law.survivors.relatives import SEXES, Kind, Relative, age_limit, deceased_right
from ansinh.law.survivors.shares import Shares, monthly_amounts, monthly_shares, without_carer
from ansinh.law.values import Values
from ansinh.law.wages.level import level_of_pay

SHARES = Text('danh sách phần, ví dụ ["0.5"]', 'a list of shares as text, such as ["0.5"]')
IN_ORDER = Text("tháng không trước tháng đầu", "a month not before the first")
MONTHS, OLDEST = 12, 150  # of a year; years of an age
IN_THE_YEAR = Text(
    "tính là chưa đủ {vi}; nếu đã đủ thì cho biết số tháng tuổi (age_months)",
    "taken as not yet {en}; if that age is reached, tell the months of age (age_months)",
)


def funeral(call: Call, values: Values) -> Answer:
    """Whether the funeral grant and the lump sum are due for a contributor without a monthly case."""
    given = call.given
    one = Deceased(given.whole("compulsory_months"), given.whole("voluntary_months"), given.yes("oad_death"))
    right = funeral_right(one, call.day, values)
    return Answer({"funeral": right.due, "lump_sum": one.months > 0 or one.oad_death}, steps=right.steps)


def funeral_amount(call: Call, values: Values) -> Answer:
    """Funeral grant."""
    death = call.given.day("death")
    amount, law = funeral_sum(death, values), values.get("survivors.funeral.multiple", death)
    level = level_of_pay(death.replace(day=1), values).whole
    told = reckoned("Trợ cấp mai táng", "Funeral grant", f"{law.text} x {dong(level)}", amount, law.citation)
    return Answer({"amount": amount}, steps=(told,))


def _relative(given: Given) -> Relative:
    kind = Kind(given.word("kind", *(kind.value for kind in Kind if kind is not Kind.OTHER)))
    unasked = kind is Kind.CHILD and given.none("income")  # nobody asks a child for its income
    return Relative(
        kind,
        _age(given),
        0 if unasked else given.whole("income"),
        other_parent_alive=None if given.none("other_parent_alive") else given.yes("other_parent_alive"),
        spouse_alive=None if given.none("spouse_alive") else given.yes("spouse_alive"),
        adult_children=None if given.none("adult_children") else given.whole("adult_children"),
    )


def _age(given: Given) -> int:
    """Return the completed months of age: told as such (`age_months`, for ages such as 61 years 3 months), or years."""
    if given.values.get("age_months") is None:
        return MONTHS * given.between("age_years", 0, OLDEST)
    return given.between("age_months", 0, MONTHS * OLDEST)


def _by_years_alone(row: Given, one: Relative, day: dt.date, values: Values) -> Text | None:
    """Return what is to be told where an age in whole years cannot decide: the limit lies inside that year."""
    if one.kind is Kind.CHILD or row.values.get("age_months") is not None:
        return None
    limit = age_limit(SEXES[one.kind], day, values)[0]
    return IN_THE_YEAR.fill(vi=age_vi(limit), en=age_en(limit)) if 0 < limit - one.age_months < MONTHS else None


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
        steps=(*right.steps, *_share_steps(relatives, found), *_doubts(call, relatives, values)),
    )


def _doubts(call: Call, relatives: tuple[Relative, ...], values: Values) -> Iterator[Step]:
    """Tell which relatives an age in whole years leaves open."""
    for order, (row, one) in enumerate(zip(call.given.rows("relatives"), relatives, strict=True), 1):
        told = _by_years_alone(row, one, call.day, values)
        if told is not None:
            name = Text(f"Tuổi của thân nhân thứ {order} chỉ cho tròn năm", f"Age of relative {order} in whole years")
            yield Step(name, told, citation=age_limit(SEXES[one.kind], call.day, values)[1])


def _share_steps(relatives: tuple[Relative, ...], found: Shares) -> Iterator[Step]:
    """Tell each relative's conditions, then the share and why it is that."""
    article = "Law 58/2014/QH13 art. 68; Law 41/2024/QH15 art. 87"
    for order, (one, right, share) in enumerate(zip(relatives, found.rights, found.shares, strict=True), 1):
        yield from right.steps
        note = Text("không còn người nuôi dưỡng", "nobody supports the relative") if without_carer(one) else None
        name = Text(f"Phần của thân nhân thứ {order}", f"Share of relative {order}")
        yield Step(name, percent(share), "", article, note if share else None)


def monthly_amount(call: Call, values: Values) -> Answer:
    """Monthly amounts from the shares."""
    written = call.given.raw("shares")
    if not isinstance(written, list):
        raise call.given.refuse("shares", SHARES)
    try:
        shares = tuple(Given({"shares": share}).share("shares") for share in written)
    except GivenError as error:
        raise call.given.refuse("shares", SHARES) from error
    month = call.given.month("month")
    amounts, level = monthly_amounts(shares, month, values), level_of_pay(month.first_day, values)
    steps = tuple(
        reckoned(
            f"Thân nhân thứ {order}", f"Relative {order}", f"{percent(share)} x {dong(level.whole)}", amount,
            "Law 58/2014/QH13 art. 68(1); Law 41/2024/QH15 art. 87(1)",
        )
        for order, (share, amount) in enumerate(zip(shares, amounts, strict=True), 1)
    )  # fmt: skip
    return Answer({"amounts": list(amounts)}, steps=steps)


def lump_sum(call: Call, values: Values) -> Answer:
    """Lump sum for relatives of a contributor."""
    given = call.given
    if given.month("to") < given.month("from"):
        raise given.refuse("to", IN_ORDER)
    before, later = split_months([(given.month("from"), given.month("to"))], values)
    found = contributor_lump(before, later, given.whole("average"), call.day, values)
    return Answer(
        {"years_before": str(found.years_before), "years_from": decimal_text(years(found.halves_later))}
        | {"months_of_average": decimal_text(found.months), "amount": found.amount},
        steps=_lump_steps(call, found, values),
    )


def _lump_steps(call: Call, found: LumpSum, values: Values) -> tuple[Step, ...]:
    """Show the averages due by the years before 2014 and later, at least those of the law."""
    earlier, since = (values.get(f"one_time.months_per_year.{key}", call.day) for key in ("before", "later"))
    least, later = values.get("survivors.lump.least", call.day), decimal_text(years(found.halves_later))
    months = decimal_text(found.months)
    shown = f"max({least.text}, {found.years_before} x {earlier.text} + {later} x {since.text})"
    average = dong(call.given.whole("average"))
    spell = [(call.given.month("from"), call.given.month("to"))]
    return (
        said(
            "Thời gian đóng trước và từ năm 2014 (tháng lẻ chuyển sang sau)",
            "Time before 2014 and from 2014 on (odd months move on)",
            time_split(*split_months(spell, values), later), citation="Circular 59/2015/TT-BLDTBXH art. 19(4)",
        ),
        said("Số tháng bình quân", "Averages due", months, shown, least.citation),
        reckoned("Trợ cấp tuất một lần", "Lump sum", f"{months} x {average}", found.amount, least.citation),
    )  # fmt: skip


def lump_sum_pensioner(call: Call, values: Values) -> Answer:
    """Lump sum for relatives of a pensioner."""
    found = pensioner_lump(call.given.whole("pension"), call.given.whole("months_drawn"), call.day, values)
    first, most, cut, least = (
        values.get(f"survivors.lump.pensioner.{key}", call.day) for key in ("first_months", "months", "cut", "least")
    )
    drawn, months = call.given.whole("months_drawn"), decimal_text(found.months)
    shown = f"max({least.text}, {most.text} - {cut.text} x max(0, {drawn} - {first.text}))"
    steps = (
        said("Số tháng lương hưu", "Months of pension", months, shown, cut.citation),
        reckoned(
            "Trợ cấp tuất một lần", "Lump sum", f"{months} x {dong(call.given.whole('pension'))}", found.amount,
            most.citation,
        ),
    )  # fmt: skip
    return Answer({"months": months, "amount": found.amount}, steps=steps)
