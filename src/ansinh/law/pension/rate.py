"""The rate of a pension, over columns: years give it, an early pension lowers it. A case is a column of length one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.errors import UnknownValueError
from ansinh.core.period import Month
from ansinh.core.rate import over
from ansinh.core.terms import Sex
from ansinh.core.text import Text
from ansinh.law.pension.years import half_years
from ansinh.law.values import Values

POINT = 1000  # rates are kept in thousandths of a percent point: 62.5 % is 62,500; 2.25 for half a year is exact
_SHORT = Text(
    "Thời gian đóng ngắn hơn mức tối thiểu của bảng tỷ lệ tại {month}",
    "The time of contribution is shorter than the table of rates of {month} begins",
)


@dataclass(frozen=True, slots=True)
class Retirements:
    """People who begin a pension, (n,) each.

    sexes: int8, codes of Sex; months: int64, contributed in all; starts: int64, first month of pension (numbers of
    Month); early: int64, whole months before the reference age, 0 where the pension is not early (art. 65-66).
    """

    sexes: NDArray[np.int8]
    months: NDArray[np.int64]
    starts: NDArray[np.int64]
    early: NDArray[np.int64]
    treaty: NDArray[np.bool_] | None = None


@dataclass(frozen=True, slots=True)
class Rates:
    """Thousandths of a percent point, (n,) int64: before the cut, the cut, what is left; and excess half-years."""

    before: NDArray[np.int64]
    cut: NDArray[np.int64]
    excess: NDArray[np.int64]

    @property
    def rate(self) -> NDArray[np.int64]:
        """The rate of the pension."""
        return self.before - self.cut


@dataclass(frozen=True, slots=True)
class RateTable:
    """What the law of one month says for one sex, in thousandths of a percent point and half-years.

    `base` at `first` half-years and `step` for each further half-year, at most `most`; `low` is the part of the table
    for fewer: (least half-years, rate there, step, below how many months), None where there is none.
    """

    base: int
    first: int
    step: int
    most: int
    low: tuple[int, int, int, int] | None
    treaty: int | None
    cut_year: int

    @property
    def full(self) -> int:
        """Half-years that give the highest rate."""
        return self.first + -(-(self.most - self.base) // self.step)


def rate_table(sex: Sex, month: Month, values: Values) -> RateTable:
    """Art. 56, Law 58/2014/QH13; Art. 66, Law 41/2024/QH15: the table of the month in which a pension begins.

    UnknownValueError before 2007.
    """
    day, name = month.first_day, "men" if sex is Sex.MALE else "women"

    def points(key: str) -> int:
        """Art. 56, Law 58/2014/QH13; Art. 66, Law 41/2024/QH15: a rate of the day in points."""
        return over(values.number(key, day), POINT)

    base = points("pension.rate.base")
    treaty = values.find("pension.rate.treaty_step", day)
    return RateTable(
        base=base,
        first=2 * values.whole(f"pension.rate.base_years.{name}", day),
        step=over(values.number(f"pension.rate.step.{name}", day) / 2, POINT),
        most=points("pension.rate.most"),
        low=_men_short(month, values) if sex is Sex.MALE else _commune_women(month, values),
        treaty=None if treaty is None else over(treaty.number / 2, POINT),
        cut_year=points("pension.cut.year"),
    )


def _men_short(month: Month, values: Values) -> tuple[int, int, int, int] | None:
    """Return the table of men with 15 to under 20 years; they are told apart by counted years, not by months."""
    line = values.find("pension.rate.men_short", month.first_day)
    if line is None:
        return None
    step = over(line.of("step") / 2, POINT)
    return 2 * int(line.of("years")), over(line.of("at_years"), POINT), step, 0


def _commune_women(month: Month, values: Values) -> tuple[int, int, int, int] | None:
    """Return the table of commune women under the general least time, who earn less for each year."""
    day = month.first_day
    step = values.find("pension.rate.step.commune_women", day)
    if step is None:
        return None
    first = 2 * values.whole("pension.rate.base_years.women", day)
    base = over(values.number("pension.rate.base", day), POINT)
    return first, base, over(step.number / 2, POINT), values.whole("pension.min_months", day)


def pension_rates(people: Retirements, values: Values) -> Rates:
    """Art. 56, Law 58/2014/QH13; Art. 66, Law 41/2024/QH15: base, more for each half-year, the cap, then the cut.

    The table is that of the month in which the pension begins. Exact; nothing is rounded but the time (`half_years`).
    UnknownValueError before 2007, for a sex that is not known, and for less time than the table begins with.
    """
    before = np.full(people.months.size, -1, dtype=np.int64)
    cut, excess = np.zeros_like(before), np.zeros_like(before)
    halves = half_years(people.months)
    key = people.starts * 4 + people.sexes
    for group in np.unique(key):
        rows = np.flatnonzero(key == group)
        month, sex = Month(int(group) // 4), Sex(int(group) % 4)
        if sex is Sex.UNKNOWN:
            raise UnknownValueError(_SHORT.fill(month=month))
        table = rate_table(sex, month, values)
        under_treaty = None if people.treaty is None else people.treaty[rows]
        before[rows] = _earned(table, halves[rows], people.months[rows], under_treaty)
        excess[rows] = np.maximum(halves[rows] - table.full, 0)
        cut[rows] = _cut(people.early[rows], table, month, values)
        if (before[rows] < 0).any():
            raise UnknownValueError(_SHORT.fill(month=month))
    return Rates(before, np.minimum(cut, before), excess)


def _earned(
    table: RateTable,
    halves: NDArray[np.int64],
    months: NDArray[np.int64],
    under_treaty: NDArray[np.bool_] | None,
) -> NDArray[np.int64]:
    """Return the rate before the cut; -1 where the table does not reach down to so little time."""
    earned = np.where(halves >= table.first, table.base + (halves - table.first) * table.step, -1)
    if table.low is not None:
        least, rate, step, under = table.low
        short = (halves >= least) & ((halves < table.first) | (months < under))
        earned = np.where(short, rate + (halves - least) * step, earned)
    if table.treaty is not None and under_treaty is not None:
        earned = np.where(under_treaty & (earned < 0), halves * table.treaty, earned)
    capped: NDArray[np.int64] = np.minimum(earned, table.most)
    return capped


def _cut(early: NDArray[np.int64], table: RateTable, month: Month, values: Values) -> NDArray[np.int64]:
    """Return the cut: so much for each full year before the reference age, less for a remainder of six months."""
    half = early % 12 >= 6
    more = over(values.number("pension.cut.half_year", month.first_day), POINT) if half.any() else 0
    cut: NDArray[np.int64] = early // 12 * table.cut_year + half * more
    return cut
