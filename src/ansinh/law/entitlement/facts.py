"""From the day and the card of visits to the figures the law compares with: one look-up a day, columns out."""

import datetime as dt
from collections.abc import Sequence

import numpy as np

from ansinh.law.entitlement.amounts import CENTS
from ansinh.law.entitlement.card import base_salaries, by_day, card_rights
from ansinh.law.entitlement.columns import Booking, Flags, Ints, VisitFacts
from ansinh.law.values import Values


def visit_facts(
    groups: Sequence[str], days: Sequence[dt.date], factor: Ints, values: Values, *, rights_on: Sequence[dt.date] = ()
) -> VisitFacts:
    """Art. 22, Law 25/2008/QH12 as amended: the facts of visits that end on `days`, without certificate or five years.

    `factor` (v,) in hundredths of a per cent; the card's rate is that of `rights_on` (the day of arrival) where given.
    """
    rights = card_rights(groups, rights_on or days, values)
    base = base_salaries(days, values)
    share = by_day(days, lambda day: int(values.number("entitlement.small_cost_share", day) * CENTS))
    ceiling = by_day(days, lambda day: values.get("entitlement.package_ceiling", day).whole)
    nobody: Flags = np.zeros(base.size, dtype=np.bool_)
    never: Ints = np.full(base.size, -1, dtype=np.int64)
    return VisitFacts(
        rights.rate, rights.unlimited, rights.armed, factor, nobody, nobody.copy(), base,
        small_cost=base * share, ceiling=base * ceiling * CENTS, room=never, six_salaries=never.copy(),
        booking=np.full(base.size, Booking.STANDARD_130, dtype=np.int64),
    )  # fmt: skip


def older_booking(day: dt.date, values: Values) -> Booking:
    """The setting `entitlement.own_payment_booking` (VSS codes 49, 54): how standard 4210 books a self-visit."""
    all_own = values.get("entitlement.own_payment_booking", day).text == "all_own"
    return Booking.STANDARD_4210_ALL_OWN if all_own else Booking.STANDARD_4210


def threshold(day: dt.date, values: Values) -> int | None:
    """Art. 22.1(c), Law 25/2008/QH12 as amended: six base salaries of `day`, dong; None before 2015."""
    months = values.find("entitlement.copay_threshold", day)
    return None if months is None else months.whole * values.get("base_salary", day).whole
