"""The allowance of article 23: until the social pension, for people of age without a pension."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.errors import UnknownValueError
from ansinh.core.money import Dong
from ansinh.core.rounding import half_up
from ansinh.core.text import Text
from ansinh.law.pension.years import half_years
from ansinh.law.values import Values

_OF_AGE = Text(
    "Người đã đủ tuổi hưởng trợ cấp hưu trí xã hội: không còn tháng nào để chi trợ cấp Điều 23",
    "The person has reached the age of the social pension: no month is left for the allowance of article 23",
)


@dataclass(frozen=True, slots=True)
class Allowance:
    """Months the contributions give, months paid, dong a month, and the sum that would carry to the social pension."""

    months_entitled: int
    months_paid: int
    monthly: Dong
    top_up: Dong


def article_23(
    average: Dong, months: int, *, social_pension: Dong, months_to_age: int, day: dt.date, values: Values
) -> Allowance:
    """Art. 23, Law 41/2024/QH15; Art. 23-24, Decree 158/2025/ND-CP: average x 2 x years / social pension, rounded up.

    `months` contributed (half-years count), `months_to_age` from the request to the age of the social pension. Fewer
    months than that: the social pension for them, and the person may pay the rest. More: a higher amount until the
    age. Dong, half-up once. UnknownValueError before 2025-07, and where no month is left.
    """
    if months_to_age <= 0:
        raise UnknownValueError(_OF_AGE)
    per_year = values.number("one_time.article_23.averages_per_year", day)
    worth = Fraction(average) * per_year * Fraction(half_years(months), 2) / social_pension
    entitled = -(-worth.numerator // worth.denominator)
    if entitled <= months_to_age:
        return Allowance(entitled, entitled, social_pension, (months_to_age - entitled) * social_pension)
    more = Fraction((entitled - months_to_age) * social_pension, months_to_age)
    return Allowance(entitled, months_to_age, half_up(social_pension + more), 0)


def unpaid_at_death(allowance: Allowance, months_drawn: int) -> Dong:
    """Art. 25, Decree 158/2025/ND-CP: the months not yet paid go to the relatives in one sum, dong."""
    return max(0, allowance.months_paid - months_drawn) * allowance.monthly


def funeral_due(compulsory: int, months: int, day: dt.date, values: Values) -> bool:
    """Art. 25, Decree 158/2025/ND-CP: a funeral grant after twelve compulsory months, or sixty in all."""
    least = values.get("one_time.article_23.funeral_months", day)
    return compulsory >= least.of("compulsory") or months >= least.of("total")
