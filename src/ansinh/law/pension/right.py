"""Whether a person may retire on a day, by which route, and what is missing otherwise."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.law.conditions import Condition, Right
from ansinh.law.pension.age import age_asked
from ansinh.law.pension.candidate import Candidate
from ansinh.law.pension.roads import Route, keys_of
from ansinh.law.pension.terms import ROUTE_NAMES, Terms, open_terms
from ansinh.law.values import Values

TOO_YOUNG, TOO_FEW = "too_young", "too_few_months"


@dataclass(frozen=True, slots=True)
class RetirementRight:
    """The route that is open, or the nearest one; its conditions; and its terms."""

    terms: Terms
    right: Right
    age_asked: int

    @property
    def route(self) -> Route:
        """The route."""
        return self.terms.route


def retirement_right(person: Candidate, age_months: int, day: dt.date, values: Values) -> RetirementRight:
    """Art. 54-55, 73, Law 58/2014/QH13; Art. 64-65, 98, Law 41/2024/QH15: the age and the time, route by route.

    `age_months` are completed months of age on `day`; the age asked is that of the calendar year of `day`. The route
    that is open, else the one with the fewest failed conditions (the normal one first). Months that may be bought
    (at most six) are still missing here. UnknownValueError before the first known day.
    """
    asked = [_asked(person, terms, age_months, day, values) for terms in open_terms(person, day, values)]
    return min(asked, key=lambda each: len(each.right.failed))


def _asked(person: Candidate, terms: Terms, age_months: int, day: dt.date, values: Values) -> RetirementRight:
    """Return one route with its conditions."""
    month = Month.containing(day)
    age = 0 if terms.any_age else age_asked(person.sex, month, terms.route, values)
    return RetirementRight(
        terms, Right((_age(person, terms, age, age_months, day, values), _time(terms, day, values))), age
    )


def _age(person: Candidate, terms: Terms, asked: int, age_months: int, day: dt.date, values: Values) -> Condition:
    """Return the condition of age."""
    route = ROUTE_NAMES[terms.route]
    sources = (values.parameters[key].on(day) for key in reversed(keys_of(terms.route, person.sex)))
    citation = next((line.citation for line in sources if line is not None and line.established), "")
    lacking = asked - age_months
    return Condition(
        TOO_YOUNG,
        age_months >= asked,
        Text(f"Tuổi ({route.vi.lower()})", f"Age ({route.en.lower()})"),
        Text(f"{age_vi(age_months)}, cần {age_vi(asked)}", f"{age_en(age_months)}, asked {age_en(asked)}"),
        Text(
            f"còn thiếu {lacking} tháng tuổi theo mức của năm {day.year}; tuổi tăng theo lộ trình mỗi năm",
            f"{lacking} months of age are missing by the road map of {day.year}; the age rises every year",
        ),
        citation,
    )


def _time(terms: Terms, day: dt.date, values: Values) -> Condition:
    """Return the condition of contributed time."""
    most = values.whole("missing_months.max", day)
    return Condition(
        TOO_FEW,
        terms.missing == 0,
        Text("Thời gian đóng BHXH", "Time of contribution"),
        Text(f"{terms.has} tháng, cần {terms.least} tháng", f"{terms.has} months, asked {terms.least} months"),
        Text(
            f"đóng thêm {terms.missing} tháng (thiếu không quá {most} tháng thì được đóng một lần)",
            f"{terms.missing} more months ({most} missing months at most may be paid at once)",
        ),
        terms.citation,
    )


def age_vi(months: int) -> str:
    """Art. 169, Labour Code 45/2019/QH14: an age as Vietnamese readers say it."""
    years, odd = divmod(months, 12)
    return f"{years} tuổi {odd} tháng" if odd else f"{years} tuổi"


def age_en(months: int) -> str:
    """Art. 169, Labour Code 45/2019/QH14: an age in English."""
    years, odd = divmod(months, 12)
    return f"{years} years {odd} months" if odd else f"{years} years"
