"""Cases of retirement: age, conditions, start, rate, grants, minimum, increases."""

from typing import Any

import numpy as np

from ansinh.cli.cases.answer import Answer, reckoned, said
from ansinh.cli.cases.given import Call, Given
from ansinh.core.period import Month
from ansinh.core.rate import decimal_text
from ansinh.core.rounding import half_up
from ansinh.core.terms import Sex
from ansinh.core.text import Text
from ansinh.law.explain import Step, dong, percent
from ansinh.law.pension.age import age_reached
from ansinh.law.pension.average import Averages
from ansinh.law.pension.candidate import Candidate
from ansinh.law.pension.explain import amount_step, grant_step, minimum_step, rate_steps, time_step
from ansinh.law.pension.increase import Roll, increase, passed_over
from ansinh.law.pension.money import ExcessColumns, excess_grants, pension_amounts, with_minimum
from ansinh.law.pension.rate import POINT, Rates, Retirements, pension_rates
from ansinh.law.pension.right import age_en, age_vi, retirement_right
from ansinh.law.pension.roads import Route
from ansinh.law.pension.start import Start, pension_start
from ansinh.law.pension.terms import ROUTE_NAMES
from ansinh.law.pension.years import years
from ansinh.law.values import Values

SEXES = {"male": Sex.MALE, "female": Sex.FEMALE}
BELOW = {0: Route.NORMAL, 5: Route.HARD, 10: Route.TEN_YEARS}
OLD_VOLUNTARY_ENDS = Month.of(2021, 1)


def column(value: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Return one number as a column."""
    return np.array([value], dtype=np.int64)


def sexes(given: Given) -> "np.ndarray[tuple[int], np.dtype[np.int8]]":
    """Return the sex as a column of codes."""
    return np.array([SEXES[given.word("sex", *SEXES)]], dtype=np.int8)


def retirement_age(call: Call, values: Values) -> Answer:
    """Retirement age from 2021 on, by month of birth."""
    given, below = call.given, call.given.one_of("years_below_normal", *BELOW)
    reached = age_reached(column(given.month("birth").number), sexes(given), BELOW[below], values)
    asked, last = int(reached.age[0]), Month(int(reached.month[0]))
    whole, odd = divmod(asked, 12)
    article = "Decree 135/2020/ND-CP art. 4, 5"
    age = said(
        "Tuổi nghỉ hưu của năm đủ tuổi", "Retirement age of the year it is reached",
        Text(age_vi(asked), age_en(asked)), citation=article,
    )  # fmt: skip
    month = said(
        f"Tháng đủ tuổi: tháng sinh cộng {asked} tháng", f"Month in which it is reached: the birth and {asked} months",
        last, f"{given.month('birth')} + {asked}", article,
    )  # fmt: skip
    return Answer(
        {"age": {"years": whole, "months": odd}, "last_working_month": str(last), "pension_from": str(last.plus(1))},
        steps=(age, month),
    )


def eligible(call: Call, values: Values) -> Answer:
    """Whether the conditions of age and time are met."""
    given, voluntary = call.given, call.given.whole("voluntary_months")
    sex = SEXES[given.word("sex", *SEXES)]
    joined = Month.containing(call.day).plus(-voluntary)  # the latest month in which voluntary time can have begun
    person = Candidate(
        sex,
        Month.containing(call.day).plus(-given.whole("age_months")),
        given.whole("compulsory_months"),
        voluntary,
        hard_months=given.whole("hard_or_area_months"),
        commune_woman=given.yes("commune_worker", asked=sex is Sex.FEMALE),
        voluntary_before_2021=voluntary > 0 and joined < OLD_VOLUNTARY_ENDS,
    )
    found = retirement_right(person, given.whole("age_months"), call.day, values)
    return Answer({"eligible": found.right.due, "reason": found.right.reason or None}, steps=found.right.steps)


def start(call: Call, values: Values) -> Answer:
    """First month of pension, with a payment for up to six missing months."""
    given = call.given
    person = Candidate(
        SEXES[given.word("sex", *SEXES)],
        given.month("birth"),
        given.whole("contributed_months"),
        birth_year_only=given.yes("birth_year_only", asked=False),
        loss_pct=None if given.none("capacity_loss_pct") else given.whole("capacity_loss_pct"),
        assessed=None if given.none("assessed") else given.month("assessed"),
        top_up_paid=None if given.none("top_up_paid") else given.month("top_up_paid"),
    )
    found = pension_start(person, call.day, values)
    outputs = {"months_missing": found.months_missing, "start": None if found.start is None else str(found.start)}
    return Answer(outputs, steps=_start_steps(person, found))


def _start_steps(person: Candidate, found: Start) -> tuple[Step, ...]:
    """Tell the route, the age, the time and the payment that fix the first month."""
    terms, route = found.terms, ROUTE_NAMES[found.terms.route]
    steps = [Step(Text("Diện nghỉ hưu", "Route"), route, citation=terms.citation)]
    if found.reached is not None:
        steps.append(said("Đủ tuổi (và đã giám định) trong tháng", "Age and assessment there in", found.reached))
    shown = f"max(0, {terms.least} - {terms.has})"
    steps.append(said("Số tháng còn thiếu", "Months missing", found.months_missing, shown, terms.citation))
    if person.top_up_paid is not None:
        steps.append(said("Đóng một lần trong tháng", "Paid at once in", person.top_up_paid))
    return tuple(steps)


def _early(given: Given) -> int:
    """Return the whole months between the age and the reference age, 0 where the pension is not early."""
    if not given.yes("lost_capacity"):
        return 0
    age, reference = given.inner("age"), given.inner("reference_age")
    gap = 12 * (reference.whole("years") - age.whole("years")) + reference.whole("months") - age.whole("months")
    return max(0, gap - (age.whole("days") > 0))


def _told(given: Given, rates: Rates, values: Values, early: int = 0) -> tuple[Step, ...]:
    sex, months = SEXES[given.word("sex", *SEXES)], given.whole("contributed_months")
    return rate_steps(sex, months, given.month("pension_from"), rates, values, early=early)


def _rates(given: Given, early: int, values: Values) -> Rates:
    people = Retirements(
        sexes(given),
        column(given.whole("contributed_months")),
        column(given.month("pension_from").number),
        column(early),
        treaty=np.array([True]),  # fewer than fifteen years have a pension under a treaty only (art. 66.2)
    )
    return pension_rates(people, values)


def points(thousandths: int) -> str:
    """Return thousandths of a percent point as per cent."""
    return decimal_text(years(2 * thousandths) / POINT)


def rate(call: Call, values: Values) -> Answer:
    """Rate of the pension in percent of the average."""
    early = _early(call.given)
    found = _rates(call.given, early, values)
    return Answer(
        {"rate_before_cut_pct": points(int(found.before[0])), "cut_pct": points(int(found.cut[0]))}
        | {"rate_pct": points(int(found.rate[0])), "excess_years": decimal_text(years(int(found.excess[0])))},
        steps=_told(call.given, found, values, early),
    )


def excess_grant(call: Call, values: Values) -> Answer:
    """One-off grant at retirement for years above those that give 75%."""
    given = call.given
    people = ExcessColumns(
        sexes(given),
        column(given.month("pension_from").number),
        column(given.whole("months_before_age")),
        column(given.whole("months_after_age")),
    )
    found = excess_grants(people, column(given.whole("average")), values)
    outputs: dict[str, Any] = {
        "years_before": decimal_text(years(int(found.before[0]))),
        "years_after": decimal_text(years(int(found.after[0]))),
        "months_of_average": decimal_text(years(int(found.quarters[0])) / 2),
        "amount": int(found.amount[0]),
    }
    both = given.whole("months_before_age"), given.whole("months_after_age")
    steps = (
        time_step(sum(both), given.month("pension_from"), values),
        grant_step(found, given.whole("average"), given.month("pension_from"), values),
    )
    return Answer(outputs, steps=steps)


def minimum(call: Call, values: Values) -> Answer:
    """Monthly pension with the legal minimum."""
    given = call.given
    plain = pension_amounts(column(given.parts("rate_pct", POINT)), Averages.of(column(given.whole("average"))))
    lifted = with_minimum(plain, np.array([given.yes("protected")]), call.day, values)
    month, average = Month.containing(call.day), given.whole("average")
    steps = (
        amount_step(given.parts("rate_pct", POINT), average, int(plain[0]), month, values),
        minimum_step(int(plain[0]), int(lifted[0]), month, values),
    )
    return Answer({"pension": int(lifted[0])}, steps=steps)


def monthly(call: Call, values: Values) -> Answer:
    """Monthly pension from time and average."""
    found = _rates(call.given, 0, values)
    pension = pension_amounts(found.rate, Averages.of(column(call.given.whole("average"))))
    average, rate_of, first = call.given.whole("average"), int(found.rate[0]), call.given.month("pension_from")
    steps = (*_told(call.given, found, values), amount_step(rate_of, average, int(pension[0]), first, values))
    return Answer({"rate_pct": points(rate_of), "pension": int(pension[0])}, steps=steps)


def raised(call: Call, values: Values) -> Answer:
    """Monthly pension after one general increase."""
    given = call.given
    had = -1 if given.none("had_108") else int(given.yes("had_108"))
    roll = Roll(column(given.whole("amount")), column(given.month("started").number), np.array([had], dtype=np.int8))
    found, law = increase(roll, call.day, values), values.get("pension.increase", call.day)
    before, after = given.whole("amount"), int(found.amount[0])
    if not found.addressed[0]:
        note = Text("không thuộc diện tăng lần này", "not among those this decree raises")
        told = Step(Text("Mức hưởng giữ nguyên", "Amount as before"), dong(after), "", law.citation, note)
        return Answer({"amount": after}, steps=(told,))
    rate = law.of("rate_without_108" if passed_over(roll, call.day, values)[0] else "rate")
    shown = f"{dong(before)} x {percent(1 + rate)}"
    steps: tuple[Step, ...] = (
        reckoned("Mức hưởng sau khi tăng", "Amount after the increase", shown, after, law.citation),
    )
    if found.lifted[0]:
        floor = values.get("pension.increase.floor", call.day)
        raised_to = half_up(before * (1 + rate))
        steps = (
            reckoned("Tăng theo tỷ lệ", "Raised by the rate", shown, raised_to, law.citation),
            reckoned(
                "Nâng mức thấp", "Lift of the lowest", f"{dong(raised_to)} → {dong(after)}", after, floor.citation
            ),
        )
    return Answer({"amount": after}, steps=steps)
