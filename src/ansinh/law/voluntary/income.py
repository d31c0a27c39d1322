"""The income a voluntary member may choose, and the contribution on it for one month."""

from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.law.values import Values
from ansinh.law.wages.level import level_of_pay


@dataclass(frozen=True, slots=True)
class IncomeBounds:
    """Lowest and highest income of a month, dong."""

    lowest: int
    highest: int


def income_bounds(month: Month, values: Values) -> IncomeBounds:
    """Art. 31.2, Law 41/2024/QH15 (Art. 87.1, Law 58/2014/QH13): from the rural poverty line to 20 reference levels.

    Until 2015 the lowest income was the base salary (Art. 100.1, Law 71/2006/QH11); until 2025-06 the highest was 20
    base salaries. Dong a month, for the values of the first day of `month`. UnknownValueError before 2008.
    """
    day = month.first_day
    lowest = values.whole(values.get("vsi.income.min", day).text, day)
    return IncomeBounds(lowest, values.whole("vsi.income.max_multiple", day) * level_of_pay(day, values).whole)


def monthly_rate(month: Month, values: Values) -> Fraction:
    """Art. 36.1, Law 41/2024/QH15 (Art. 87.1, Law 58/2014/QH13): the share of the chosen income, an exact ratio."""
    return values.rate("vsi.rate", month.first_day)
