"""How old debts are, what they are measured against, and up to which month each fund is paid."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

import numpy as np
import yaml
from numpy.typing import NDArray

from ansinh.core.money import Dong, DongColumn
from ansinh.core.period import Month
from ansinh.core.text import Text


@dataclass(frozen=True, slots=True)
class Band:
    """Ages from `first` (included) to `end` (excluded; None = no end), in whole months."""

    code: str
    first: int
    end: int | None
    label: Text


@dataclass(frozen=True, slots=True)
class Ratio:
    """A debt ratio with the kind of its denominator: plan or receivable; `value` None without a denominator."""

    kind: str
    debt: Dong
    denominator: Dong
    value: Fraction | None


@cache
def bands() -> tuple[Band, ...]:
    """Return the bands of bands.yaml, the youngest first."""
    text = files("ansinh.domain.collection").joinpath("bands.yaml").read_text(encoding="utf-8")
    return tuple(Band(b["code"], b["from"], b["to"], Text(b["vi"], b["en"])) for b in yaml.safe_load(text))


def band_of(age: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return the place in `bands()` of each age (whole months, >= 0); shapes (n,) -> (n,)."""
    return np.searchsorted([band.first for band in bands()], age, side="right") - 1


def age_of(concerns: NDArray[np.int64], period: Month) -> NDArray[np.int64]:
    """Return the age at the end of `period` of what was due for the months `concerns` (Month.number); (n,) -> (n,).

    A month's own contribution is 0 months old at its end; nothing is younger than that.
    """
    return np.maximum(period.number - concerns, 0)


def amounts_by_band(concerns: NDArray[np.int64], amount: DongColumn, period: Month) -> dict[str, Dong]:
    """Return the open amounts (dong) by the age of their own month; every band is there."""
    place = band_of(age_of(concerns, period))
    return {band.code: int(amount[place == n].sum()) for n, band in enumerate(bands())}


def debt_ratios(debt: Dong, *, plan: Dong | None, receivable: Dong) -> tuple[Ratio, ...]:
    """Return the debt against the plan of the year (where there is one) and against what was to be collected.

    Both are kept apart because published reports print either (contributions.md 15.3); amounts in dong.
    """
    asked = [("plan", plan)] if plan is not None else []
    return tuple(
        Ratio(kind, debt, base, Fraction(debt, base) if base > 0 else None)
        for kind, base in [*asked, ("receivable", receivable)]
    )


def paid_to(oldest: Mapping[int, Month | None], last: Month, funds: Iterable[int]) -> dict[int, Month]:
    """Return for each fund the last month that is fully paid: the one before its oldest open month, else `last`."""
    answer = {}
    for fund in funds:
        first_open = oldest.get(fund)
        answer[fund] = last if first_open is None else min(last, first_open.plus(-1))
    return answer
