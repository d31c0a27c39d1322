"""The funeral grant and the lump sums."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np

from ansinh.core.money import Dong
from ansinh.core.rounding import half_up
from ansinh.core.text import Text
from ansinh.law.conditions import Condition, Right
from ansinh.law.one_time.amount import QUARTER, averages_due
from ansinh.law.values import Values
from ansinh.law.wages.level import level_of_pay


class Standing(StrEnum):
    """What the deceased was to the funds."""

    CONTRIBUTOR = "contributor"  # contributing, or with time kept
    PENSIONER = "pensioner"
    OAD = "oad"  # on a monthly accident or disease benefit and out of work


@dataclass(frozen=True, slots=True)
class Deceased:
    """The deceased: months of both schemes, whether the death is occupational, and the standing."""

    compulsory_months: int
    voluntary_months: int = 0
    oad_death: bool = False
    standing: Standing = Standing.CONTRIBUTOR

    @property
    def months(self) -> int:
        """All months."""
        return self.compulsory_months + self.voluntary_months


def funeral_right(one: Deceased, day: dt.date, values: Values) -> Right:
    """Art. 66.1, 80.1, Law 58/2014/QH13; Art. 85.1, 110, Law 41/2024/QH15: twelve compulsory months, or sixty in all.

    Also at an occupational death, and for pensioners and monthly beneficiaries. `day` of death. UnknownValueError
    before 2016.
    """
    alone = values.get("survivors.funeral.months", day)
    together = values.get("survivors.funeral.months_total", day)
    met = (
        one.compulsory_months >= alone.whole
        or one.months >= together.whole
        or one.oad_death
        or one.standing is not Standing.CONTRIBUTOR
    )
    lacking = min(alone.whole - one.compulsory_months, together.whole - one.months)
    found = Text(
        f"bắt buộc {one.compulsory_months} tháng, tất cả {one.months} tháng",
        f"compulsory {one.compulsory_months} months, {one.months} in all",
    )
    mend = Text(
        f"cần {alone.whole} tháng bắt buộc hoặc {together.whole} tháng tất cả; thiếu {lacking} tháng",
        f"{alone.whole} compulsory months or {together.whole} in all are asked; {lacking} are missing",
    )
    name = Text("Điều kiện trợ cấp mai táng", "Condition of the funeral grant")
    return Right((Condition("too_few_months", met, name, found, mend, f"{alone.citation}; {together.citation}"),))


def funeral_amount(death: dt.date, values: Values) -> Dong:
    """Art. 66.2, Law 58/2014/QH13; Art. 85.2, Law 41/2024/QH15: ten levels of pay of the month of death, dong."""
    level = level_of_pay(death.replace(day=1), values)
    return half_up(values.number("survivors.funeral.multiple", death) * level.whole)


@dataclass(frozen=True, slots=True)
class LumpSum:
    """A lump sum: whole years before 2014, half-years later, averages or pensions due, and dong."""

    years_before: int
    halves_later: int
    months: Fraction
    amount: Dong


def contributor_lump(before: int, later: int, average: Dong, day: dt.date, values: Values) -> LumpSum:
    """Art. 70.1, Law 58/2014/QH13; Art. 89.1, Law 41/2024/QH15: 1.5 and 2 averages a year, three at least.

    Months before 2014 and later; `day` of death. Dong, half-up once. UnknownValueError before 2016.
    """
    years, halves, quarters = averages_due(np.array([before]), np.array([later]), day, values)
    months = max(Fraction(int(quarters[0]), QUARTER), values.number("survivors.lump.least", day))
    return LumpSum(int(years[0]), int(halves[0]), months, half_up(months * average))


def pensioner_lump(pension: Dong, months_drawn: int, day: dt.date, values: Values) -> LumpSum:
    """Art. 70.2, Law 58/2014/QH13; Art. 89.2, Law 41/2024/QH15: 48 pensions in the first two months, then less.

    Half a pension less for each further month drawn, three at least. Dong, half-up once. UnknownValueError before 2016.
    """
    further = max(0, months_drawn - values.whole("survivors.lump.pensioner.first_months", day))
    most = values.number("survivors.lump.pensioner.months", day)
    cut = values.number("survivors.lump.pensioner.cut", day) * further
    months = max(most - cut, values.number("survivors.lump.pensioner.least", day))
    return LumpSum(0, 0, months, half_up(months * pension))


def accident_lump(benefit: Dong, day: dt.date, values: Values) -> LumpSum:
    """Art. 70.3, Law 58/2014/QH13; Art. 89.3, Law 41/2024/QH15: three months of a monthly accident benefit, dong."""
    months = values.number("survivors.lump.oad_months", day)
    return LumpSum(0, 0, months, half_up(months * benefit))


def voluntary_lump(
    before: int, later: int, *, average: Dong, money_paid: Dong, day: dt.date, values: Values
) -> LumpSum:
    """Art. 81, Law 58/2014/QH13; Art. 112, Law 41/2024/QH15: voluntary time alone, without the least of three.

    By the law of 2024 fewer than sixty months give back the money paid. Dong, half-up once. UnknownValueError before
    2016.
    """
    money_below = values.find("survivors.lump.voluntary_money_below", day)
    if money_below is not None and before + later < money_below.whole:
        return LumpSum(0, 0, Fraction(0), money_paid)
    years, halves, quarters = averages_due(np.array([before]), np.array([later]), day, values)
    months = Fraction(int(quarters[0]), QUARTER)
    return LumpSum(int(years[0]), int(halves[0]), months, half_up(months * average))
