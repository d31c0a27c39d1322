"""Money paid back by the agency: care without the card or without a contract, and the transport of a patient."""

import datetime as dt
from fractions import Fraction

from ansinh.core.rounding import half_up
from ansinh.law.values import Values


def direct_cap(situation: str, facility: str, day: dt.date, values: Values, *, inpatient: bool) -> int:
    """Decree 146/2018/ND-CP art. 30 (Decree 188/2025/ND-CP art. 57): the most the agency pays back, dong.

    `situation` is no_contract or card_not_shown; `facility` is district_or_basic, provincial or
    central_or_specialised. 0 where nothing is paid back (outpatient at a provincial or central hospital).
    """
    caps = values.get("entitlement.direct_payment", day).by_name
    months = Fraction(caps[facility if situation == "no_contract" else situation].split("/")[inpatient])
    return half_up(months * values.get("base_salary", day).whole)


def direct_payment(in_scope: int, rate: Fraction, cap: int) -> int:
    """Decree 146/2018/ND-CP art. 30: in-scope cost x rate, at most the cap; dong, rounded half-up."""
    return min(half_up(in_scope * rate), cap)


def transport_litres(km_one_way: int, day: dt.date, values: Values, *, own_vehicle: bool) -> Fraction:
    """Decree 146/2018/ND-CP art. 26: 0.2 litre a kilometre, both ways for the facility's vehicle, else one way.

    Several patients in one vehicle are paid as one.
    """
    return values.number("entitlement.transport.litres_per_km", day) * km_one_way * (2 if own_vehicle else 1)


def transport_amount(litres: Fraction, fuel_price: int) -> int:
    """Decree 146/2018/ND-CP art. 26: litres x price of the day, dong for the vehicle, rounded half-up."""
    return half_up(litres * fuel_price)
