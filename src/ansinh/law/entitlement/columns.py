"""Visits and their lines as columns: what the entitlement is reckoned from, and what it answers."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Reason(IntEnum):
    """Why the rate is what it is."""

    CARD_RATE = 0
    INITIAL_LEVEL = 1
    UNDER_15_PERCENT = 2
    EXEMPT_CERTIFICATE = 3


class Booking(IntEnum):
    """Where the patient's part of a self-visit is booked."""

    STANDARD_130 = 0
    STANDARD_4210 = 1
    STANDARD_4210_ALL_OWN = 2


class Source(IntEnum):
    """Who else pays: nobody, a donor of the patient, a donor of the item, a programme that pays the co-payment."""

    NONE = 0
    PATIENT = 1
    ITEM = 2
    PROGRAMME = 3


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """Columns (v,) of visits. Rates in hundredths of a per cent; the base salary in dong, other money in hundredths.

    `room` is -1 where the threshold plays no part (five years not complete, or no such rule on the day).
    """

    card_rate: Ints
    unlimited: Flags
    armed: Flags
    factor: Ints
    initial_level: Flags
    exempt: Flags
    base_salary: Ints
    small_cost: Ints  # hundredths of a dong: a visit that costs less is paid whole
    ceiling: Ints  # hundredths of a dong: the most of one supply package
    room: Ints
    six_salaries: Ints  # hundredths of a dong: the co-payment a package may leave after five years; -1 none
    booking: Ints


@dataclass(frozen=True, slots=True)
class LineFacts:
    """Columns (n,) of lines, those of a visit together and in the order of visits.

    `visit` owner; quantity and prices in thousandths; ratios in hundredths of a per cent; `package` 0 for none;
    `other` hundredths of a dong paid by another `source`.
    """

    visit: NDArray[np.intp]
    quantity: Ints
    price_facility: Ints
    price_fund: Ints
    ratio_service: Ints
    ratio_list: Ints
    scope: Ints
    package: Ints
    wound: Flags
    fee_for_service: Flags
    transport: Flags
    other: Ints
    source: Ints


@dataclass(frozen=True, slots=True)
class VisitRights:
    """What the law gives a visit (v,): rate in hundredths of a per cent, Reason, whether the co-payment was cut."""

    rate: Ints
    reason: Ints
    cut: Flags


@dataclass(frozen=True, slots=True)
class LineRights:
    """What the law gives a line (n,), hundredths of a dong: total, in scope, own, co-payment, fund, other sources."""

    total: Ints
    in_scope: Ints
    own: Ints
    copay: Ints
    fund: Ints
    other: Ints
