"""How the patient came: the factor by which the rate of the card is multiplied."""

import datetime as dt
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ansinh.core.errors import UnknownValueError
from ansinh.core.text import Text
from ansinh.law.entitlement.card import POINTS
from ansinh.law.values import Values

COMMUNE_CODE = "1.2"
_DEPENDS = Text("Hệ số của mã {code} ngày {day} chưa xác lập", "The factor of code {code} on {day} is not established")


def access_factor(code: str, day: dt.date, values: Values, *, inpatient: bool) -> int:
    """Art. 22.4, Law 51/2024/QH15; Decision 3276/QD-BYT annex 1: the factor of an access code, whole per cent.

    `day` is the end of the visit. UnknownValueError before 2025 and for a code without an established factor.
    """
    factors = values.get("entitlement.access_factor", day)
    if code not in factors.by_name:
        raise UnknownValueError(_DEPENDS.fill(code=code, day=day))
    return int(factors.by_name[code].split("/")[inpatient])


def self_visit_factor(tier: str, day: dt.date, values: Values, *, inpatient: bool) -> int:
    """Art. 22.3-22.6, Law 25/2008/QH12 as amended by 46/2014/QH13: a self-visit by tier until 2024, whole per cent.

    `tier` is district, provincial or central. UnknownValueError outside 2009-07 .. 2024.
    """
    factors = values.get("entitlement.self_visit_factor", day)
    if tier not in factors.by_name:
        raise UnknownValueError(_DEPENDS.fill(code=tier, day=day))
    return int(factors.by_name[tier].split("/")[inpatient])


def access_factors(
    codes: Sequence[str], days: Sequence[dt.date], inpatient: Sequence[bool], values: Values
) -> NDArray[np.int64]:
    """Art. 22.4, Law 51/2024/QH15: the factor of every visit, hundredths of a per cent; -1: unknown."""
    known: dict[tuple[str, dt.date, bool], int] = {}
    keys = list(zip(codes, days, inpatient, strict=True))
    for code, day, lying in set(keys):
        try:
            known[code, day, lying] = access_factor(code, day, values, inpatient=lying) * POINTS
        except UnknownValueError:
            known[code, day, lying] = -1
    return np.array([known[key] for key in keys], dtype=np.int64)
