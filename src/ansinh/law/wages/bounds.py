"""Ceilings and floors of the base."""

import datetime as dt
from fractions import Fraction
from math import prod

from ansinh.core.errors import UnknownValueError
from ansinh.core.rounding import half_up
from ansinh.core.terms import PayRegime, Work
from ansinh.core.text import Text
from ansinh.law.explain import Step, dong, percent
from ansinh.law.values import Values

REGIONS = ("", "I", "II", "III", "IV")
_NO_REGION = Text(
    "Cần vùng lương tối thiểu của nơi làm việc để tính mức này", "This needs the wage region of the workplace"
)


def regional_minimum(day: dt.date, region: int, values: Values) -> Fraction:
    """Art. 3, Decree 38/2022/ND-CP and its forerunners: the minimum wage of `region` (1..4), dong a month.

    UnknownValueError without a region, or where the region has no value on `day`.
    """
    if not region:
        raise UnknownValueError(_NO_REGION)
    return values.get("regional_minimum_wage", day).of(REGIONS[region])


def ceiling(day: dt.date, values: Values) -> int:
    """Art. 89.3, Law 58/2014/QH13 (Art. 31.1.dd, Law 41/2024/QH15): the base is at most 20 levels of pay; dong."""
    return _ceiling("si.ceiling", day, 0, values)


def health_ceiling(day: dt.date, values: Values) -> int:
    """Art. 14.5, Law 25/2008/QH12: the base is at most 20 levels of pay; until 2009-06 as social insurance; dong."""
    line = values.parameters["hi.ceiling.multiple"].on(day)
    return _ceiling("si.ceiling" if line is None else "hi.ceiling", day, 0, values)


def unemployment_ceiling(day: dt.date, regime: PayRegime, region: int, values: Values) -> int:
    """Art. 58, Law 38/2013/QH13 (Art. 34.2, Law 74/2025/QH15): at most 20 base salaries, or 20 regional minimum wages.

    The State scale changed to the regional wage in 2026, the employer's in 2015. Dong; 0 before 2009.
    """
    kind = "state" if regime is PayRegime.STATE else "employer"
    key = f"ui.ceiling.multiple.{kind}_salary_regime"
    if values.parameters[key].on(day) is None:
        return 0
    level = values.get(f"ui.ceiling.level.{kind}_salary_regime", day).text
    return half_up(values.number(key, day) * _level(level, day, region, values))


def _ceiling(kind: str, day: dt.date, region: int, values: Values) -> int:
    level = values.get(f"{kind}.level", day).text
    return half_up(values.number(f"{kind}.multiple", day) * _level(level, day, region, values))


def _level(name: str, day: dt.date, region: int, values: Values) -> Fraction:
    """Return the level of pay called `name`, dong."""
    return regional_minimum(day, region, values) if name == "regional_minimum_wage" else values.number(name, day)


def floor(day: dt.date, region: int, work: Work, values: Values) -> int:
    """Art. 6.2.6, QD 595/QD-BHXH; Art. 31.1.dd, Law 41/2024/QH15: the lowest base on the employer's own scale, dong.

    The regional minimum wage, x 1.07 if trained, x 1.05 or 1.07 for heavy or very heavy work, until 2022-06; the
    regional minimum wage until 2025-06; the reference level since. Rounded half-up once.
    """
    rule = values.get("si.floor.employer_salary_regime", day).text
    if rule == "reference_level":
        return values.whole("reference_level", day)
    if rule != "regional_minimum_wage" and values.parameters["regional_minimum_wage"].on(day) is None:
        return values.whole("base_salary", day)
    return half_up(regional_minimum(day, region, values) * _uplift(day, work, values))


def floor_steps(day: dt.date, region: int, work: Work, values: Values) -> tuple[Step, ...]:
    """Art. 6.2.6, QD 595/QD-BHXH; Art. 31.1.dd, Law 41/2024/QH15: the arithmetic of the lowest base."""
    lowest, rule = floor(day, region, work, values), values.get("si.floor.employer_salary_regime", day)
    if values.parameters["regional_minimum_wage"].on(day) is None or rule.text == "reference_level":
        shown = ""
    else:
        factors = "".join(f" x {percent(1 + factor)}" for factor in _uplifts(day, work, values))
        shown = f"{dong(int(regional_minimum(day, region, values)))}{factors}" if factors else ""
    name = Text("Mức sàn tiền lương đóng BHXH", "Lowest base of social insurance")
    return (Step(name, dong(lowest), shown, rule.citation),)


def _uplift(day: dt.date, work: Work, values: Values) -> Fraction:
    """Return the factor for training and conditions of work."""
    return prod((1 + factor for factor in _uplifts(day, work, values)), start=Fraction(1))


def _uplifts(day: dt.date, work: Work, values: Values) -> tuple[Fraction, ...]:
    """Return what training and conditions of work each add."""
    return tuple(
        values.rate(key, day)
        for trait, key in (
            (Work.TRAINED, "si.floor.uplift.trained"),
            (Work.HEAVY, "si.floor.uplift.heavy_hazardous"),
            (Work.VERY_HEAVY, "si.floor.uplift.very_heavy_hazardous"),
        )
        if trait in work and values.parameters[key].on(day) is not None
    )
