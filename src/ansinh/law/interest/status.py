"""Late or evading: the standing of an employer towards a registration or a month, by the law of 2024."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.law.interest.due import due_date, period_end
from ansinh.law.values import Values

IN_TIME, LATE, EVASION = "in_time", "late", "evasion"


@dataclass(frozen=True, slots=True)
class Registration:
    """One person's registration: the day the duty began, when it was done (None not yet), and the two bases (dong)."""

    start: dt.date
    registered_on: dt.date | None = None
    declared_base: Dong | None = None
    legal_base: Dong | None = None
    justified: bool = False


@dataclass(frozen=True, slots=True)
class PaymentStanding:
    """How an unpaid month stands, and the first day of evasion (None without a reminder or with a good reason)."""

    status: str
    evasion_from: dt.date | None


def registration_status(day: dt.date, one: Registration, values: Values) -> str:
    """Art. 38.2, 39.1(a)-(d), 39.2, Law 41/2024/QH15: in_time, late or evasion on `day`.

    Late from the 31st day, evasion from the 61st day after that; a declared base below the legal one is evasion at
    once; a reason the Government lists keeps it late. UnknownValueError before July 2025.
    """
    last = one.start + dt.timedelta(days=values.whole("register.deadline_days", day))
    evades_after = last + dt.timedelta(days=values.whole("evasion.days_after_registration_deadline", day))
    registered = one.registered_on is not None and one.registered_on <= day
    if (
        registered
        and one.declared_base is not None
        and one.legal_base is not None
        and one.declared_base < one.legal_base
    ):
        return LATE if one.justified else EVASION
    reached = one.registered_on if registered and one.registered_on is not None else day
    if reached <= last:
        return IN_TIME
    return LATE if reached <= evades_after or one.justified else EVASION


def payment_status(
    day: dt.date,
    month: Month,
    *,
    reminder: dt.date | None,
    justified: bool,
    values: Values,
    every_months: int = 1,
) -> PaymentStanding:
    """Art. 38.1, 39.1(dd)-(e), 35, Law 41/2024/QH15: how a registered, unpaid month stands on `day`.

    Evasion needs 60 days after the last day for payment and the written reminder; the later of the two begins it.
    Who pays every 3 or 6 months has until the end of the calendar period in which the month lies.
    """
    last = due_date(period_end(month, every_months), every_months, values)
    evasion_from = None
    if reminder is not None and not justified:
        grace = values.whole("evasion.days_after_payment_deadline", max(day, last))
        evasion_from = max(last + dt.timedelta(days=grace + 1), reminder)
    if day <= last:
        return PaymentStanding(IN_TIME, evasion_from)
    evading = evasion_from is not None and day >= evasion_from
    return PaymentStanding(EVASION if evading else LATE, evasion_from)
