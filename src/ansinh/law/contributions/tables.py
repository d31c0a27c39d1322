"""The law of one month as small tables: one row for each profile that occurs, one column for each rate and bound."""

from dataclasses import dataclass, fields
from math import lcm

import numpy as np
from numpy.typing import NDArray

from ansinh.core.errors import UnknownValueError
from ansinh.core.period import Month
from ansinh.core.rate import over
from ansinh.core.terms import PayRegime, Work
from ansinh.core.text import Text
from ansinh.law.contributions.columns import Result, Treatment
from ansinh.law.contributions.coverage import Schemes, schemes
from ansinh.law.contributions.profile import Profile, unpack
from ansinh.law.contributions.rates import Rates, rates
from ansinh.law.contributions.treatment import PAYS, WITHOUT_PAY
from ansinh.law.values import Values
from ansinh.law.wages.bounds import ceiling, floor, health_ceiling, regional_minimum, unemployment_ceiling
from ansinh.law.wages.level import level_of_pay

Table = NDArray[np.int64]
USUAL_DENOMINATOR = 20_000  # halves of a ten-thousandth: every rate of the texts so far, and its half
ALL_RATES = tuple(field.name for field in fields(Rates))


@dataclass(frozen=True, slots=True)
class MonthTables:
    """Rates as numerators over `denominator`, bounds in dong, answers as Result bits; (p,) each, one row a profile."""

    denominator: int
    rates: dict[str, Table]
    si_ceiling: Table
    ui_ceiling: Table
    hi_ceiling: Table
    floor: Table
    minimum_wage: Table
    answers: NDArray[np.int16]
    base_salary: int
    level: int
    profiles: tuple[Profile, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """What the law says about one profile in one month."""

    profile: Profile
    numerators: tuple[int, ...]  # of ALL_RATES, over `denominator`
    denominator: int
    ui_ceiling: int
    floor: int
    minimum_wage: int
    answers: int


def month_tables(codes: list[tuple[int, int]], month: Month, values: Values) -> MonthTables:
    """Section 3.3, contributions: read the law once for each profile. UnknownValueError for values not established."""
    day = month.first_day
    _check_rounding(month, values)
    rows = _rows(codes, month, values)
    denominator = lcm(*{row.denominator for row in rows})
    shares = np.array([row.numerators for row in rows], dtype=np.int64)
    shares *= np.array([denominator // row.denominator for row in rows], dtype=np.int64)[:, None]
    return MonthTables(
        denominator=denominator,
        rates={name: np.ascontiguousarray(shares[:, place]) for place, name in enumerate(ALL_RATES)},
        si_ceiling=np.full(len(rows), ceiling(day, values), dtype=np.int64),
        ui_ceiling=np.array([row.ui_ceiling for row in rows], dtype=np.int64),
        hi_ceiling=np.full(len(rows), health_ceiling(day, values), dtype=np.int64),
        floor=np.array([row.floor for row in rows], dtype=np.int64),
        minimum_wage=np.array([row.minimum_wage for row in rows], dtype=np.int64),
        answers=np.array([row.answers for row in rows], dtype=np.int16),
        base_salary=values.whole("base_salary", day),
        level=level_of_pay(day, values).whole,
        profiles=tuple(row.profile for row in rows),
    )


def _rows(codes: list[tuple[int, int]], month: Month, values: Values) -> list[_Row]:
    """Return the rows of some profiles, each read in the law the first time and remembered beside the values."""
    known = values.memo.setdefault(("contributions", month.number), {})
    if not isinstance(known, dict):
        raise TypeError(type(known).__name__)
    for code in codes:
        if code not in known:
            known[code] = _row(*code, month, values)
    return [known[code] for code in codes]


def _row(person: int, account: int, month: Month, values: Values) -> _Row:
    """Return the row of one profile as the law reads it."""
    profile = unpack(person, account)
    covered = schemes(profile, month, values)
    share = rates(profile, covered, month, values)
    exact = [getattr(share, name) for name in ALL_RATES]
    denominator = lcm(USUAL_DENOMINATOR, *(rate.denominator for rate in exact))
    return _Row(
        profile=profile,
        numerators=tuple(over(rate, denominator) for rate in exact),
        denominator=denominator,
        ui_ceiling=_unemployment_ceiling(profile, covered, month, values),
        floor=_floor(profile, month, values),
        minimum_wage=_minimum_wage(profile, month, values),
        answers=_answers(profile, covered),
    )


ROUNDING = {
    "rounding.money": "half_up_to_1_VND_once_per_fund_and_unit_month",
    "rounding.employer_spread": "largest_remainder",
}
_OTHER_ROUNDING = Text(
    "Cách làm tròn {found} của {key} chưa được lập trình", "The rounding {found} of {key} is not programmed"
)


def _check_rounding(month: Month, values: Values) -> None:
    """Refuse, by name, a setting of rounding that this kernel does not apply."""
    for key, applied in ROUNDING.items():
        found = values.get(key, month.first_day).text
        if found != applied:
            raise UnknownValueError(_OTHER_ROUNDING.fill(found=found, key=key))


def _unemployment_ceiling(profile: Profile, covered: Schemes, month: Month, values: Values) -> int:
    """Return the ceiling where unemployment insurance takes part, else 0 (then no region is asked)."""
    if not covered.ui:
        return 0
    return unemployment_ceiling(month.first_day, profile.regime, profile.region, values)


def _floor(profile: Profile, month: Month, values: Values) -> int:
    """Return the floor of the employer's own scale; 0 on other scales and where no region is known."""
    if profile.regime is not PayRegime.EMPLOYER or not profile.region:
        return 0
    return floor(month.first_day, profile.region, profile.work, values)


def _minimum_wage(profile: Profile, month: Month, values: Values) -> int:
    """Return the regional minimum wage a full-time employee must be paid; 0 where it is not asked."""
    part_time = Work.PART_TIME in profile.work
    if profile.regime is not PayRegime.EMPLOYER or part_time or not profile.region:
        return 0
    if values.parameters["regional_minimum_wage"].on(month.first_day) is None:
        return 0
    return int(regional_minimum(month.first_day, profile.region, values))


def _answers(profile: Profile, covered: Schemes) -> int:
    """Return the Result bits that follow from the profile alone."""
    pays, whole = profile.treatment in PAYS, profile.treatment is Treatment.FULL_MONTH
    maternity, detained = profile.treatment is Treatment.MATERNITY_14_DAYS, profile.treatment is Treatment.DETAINED
    return sum(
        int(answer)
        for holds, answer in (
            (covered.si and pays, Result.IN_SI),
            (covered.ui and whole, Result.IN_UI),
            (covered.hi and (whole or detained), Result.IN_HI),
            (covered.si and (pays or maternity), Result.COUNTS_SI),
            (covered.ui and whole, Result.COUNTS_UI),
            (covered.hi and profile.treatment not in WITHOUT_PAY, Result.CARD_ACTIVE),
        )
        if holds
    )
