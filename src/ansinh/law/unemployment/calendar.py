"""The calendar of a benefit: its months, first day, decision, collecting, end, monthly notices."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from ansinh.core.period import month_begins
from ansinh.core.working_days import OFFICES, Roster
from ansinh.law.values import Values

DAY = dt.timedelta(days=1)
Span = tuple[dt.date, dt.date]


def months(start: dt.date, count: int) -> tuple[Span, ...]:
    """Art. 15.2, Decree 374/2025/ND-CP; Art. 50.3, Law 38/2013/QH13: first and last day of each benefit month.

    From a day to the one before the same day of the next month; a month without that day ends on its last day.
    """
    begins = [month_begins(start, number) for number in range(count + 1)]
    return tuple((first, following - DAY) for first, following in pairwise(begins))


def first_day(filed: dt.date, values: Values, roster: Roster = OFFICES) -> dt.date:
    """Art. 50.3, Law 38/2013/QH13; Art. 39.3, Law 74/2025/QH15: the 16th working day after filing, the 11th from 2026.

    The day after filing is day 1.
    """
    return roster.after(filed, values.whole("unemployment.first_day", filed))


@dataclass(frozen=True, slots=True)
class ClaimDays:
    """The last days of a claim: to withdraw it, to decide, to pay."""

    withdraw_by: dt.date
    decide_by: dt.date
    pay_by: dt.date


def claim_days(filed: dt.date, values: Values, roster: Roster = OFFICES) -> ClaimDays:
    """Art. 17-18, Decree 28/2015/ND-CP; Decree 374/2025/ND-CP: limits in working days after filing."""
    decide = roster.after(filed, values.whole("unemployment.decision", filed))
    return ClaimDays(
        roster.after(filed, values.whole("unemployment.withdraw", filed)),
        decide,
        roster.after(decide, values.whole("unemployment.pay", filed)),
    )


def waiting_ends(filed: dt.date, values: Values, roster: Roster = OFFICES) -> dt.date:
    """Art. 49.4, Law 38/2013/QH13; Art. 38.1, Law 74/2025/QH15: the last day on which new work ends the claim."""
    return roster.after(filed, values.whole("unemployment.no_work_working_days", filed))


@dataclass(frozen=True, slots=True)
class CollectDays:
    """The last day to collect the decision, and to cancel it if nobody came."""

    collect_by: dt.date
    cancel_by: dt.date


def collect_days(handed_out: dt.date, values: Values, roster: Roster = OFFICES) -> CollectDays:
    """Art. 18.3, Decree 28/2015/ND-CP; Decree 374/2025/ND-CP: two working days, three from 2026."""
    collect = roster.after(handed_out, values.whole("unemployment.collect", handed_out))
    return CollectDays(collect, roster.after(collect, values.whole("unemployment.cancel", handed_out)))


def uncollected_from(last_day: dt.date, values: Values) -> dt.date:
    """Art. 18.7, Decree 28/2015/ND-CP: the first day on which money not fetched is given up and its months are kept."""
    return month_begins(last_day + DAY, values.whole("unemployment.uncollected_months", last_day))


def report_by(contract_effective: dt.date, values: Values, roster: Roster = OFFICES) -> dt.date:
    """Art. 21.2, Decree 28/2015/ND-CP; Decree 374/2025/ND-CP: the last day to report new work, three working days."""
    return roster.after(contract_effective, values.whole("unemployment.report_work", contract_effective))


@dataclass(frozen=True, slots=True)
class WorkFound:
    """When the benefit ends, whether it was reported in time, and whether contributed months are kept."""

    ended_on: dt.date
    in_time: bool
    months_kept: bool


def work_found(contract_effective: dt.date, reported: dt.date, values: Values, roster: Roster = OFFICES) -> WorkFound:
    """Art. 53.3, Law 38/2013/QH13; Art. 21, Decree 28/2015/ND-CP; Decree 374/2025/ND-CP: the contract's first day.

    Whenever it is reported; from 2026 months are kept only if it was reported within three working days.
    """
    in_time = reported <= report_by(contract_effective, values, roster)
    strict = values.get("law.unemployment", contract_effective).text == "74/2025/QH15"
    return WorkFound(contract_effective, in_time, in_time or not strict)


def notice_days(month_starts: dt.date, values: Values, roster: Roster = OFFICES) -> tuple[dt.date, ...]:
    """Art. 10, Circular 28/2015/TT-BLDTBXH; Decree 374/2025/ND-CP: the first three working days of a benefit month."""
    return roster.first(month_starts, values.whole("unemployment.notice.days", month_starts))


@dataclass(frozen=True, slots=True)
class Exemption:
    """The last day to hand in the paper, and the numbers of the benefit months without a notice."""

    paper_due: dt.date
    months: tuple[int, ...]


def exempt_months(benefit: tuple[dt.date, int], ground: Span, values: Values, roster: Roster = OFFICES) -> Exemption:
    """Art. 10, Circular 28/2015/TT-BLDTBXH (to 2025): months whose notice days all lie inside the ground.

    `benefit` is its first day and number of months; `ground` first and last day of training, illness or maternity. The
    paper is due within three working days. The first month has no notice days of its own. UnknownValueError from 2026.
    """
    start, count = benefit
    first, last = ground
    paper = roster.after(first, values.whole("unemployment.notice.paper", first))
    free = []
    for number, (begins, _) in enumerate(months(start, count), 1):
        days = notice_days(begins, values, roster)
        if number > 1 and first <= days[0] and days[-1] <= last:
            free.append(number)
    return Exemption(paper, tuple(free))


def exempt_ground(ground: str, day: dt.date, values: Values) -> bool:
    """Art. 10, Circular 28/2015/TT-BLDTBXH; Decree 374/2025/ND-CP: whether a ground frees from the monthly notice."""
    return ground in values.get("unemployment.notice.exempt", day).listed


def notice_in_transfer(window: Span, transfer_from: dt.date, transfer_to: dt.date | None) -> bool:
    """Art. 10-11, Circular 28/2015/TT-BLDTBXH: whether a notice is asked when its days fall in a transfer of province.

    None is asked where all of them lie inside the transfer (`transfer_to` None while it runs).
    """
    inside = transfer_from <= window[0] and (transfer_to is None or window[1] <= transfer_to)
    return not inside


def ends_for_missed_notices(missed_in_a_row: int, day: dt.date, values: Values) -> bool:
    """Art. 53.3, Law 38/2013/QH13; Law 74/2025/QH15: the benefit ends after three months in a row without a notice."""
    return missed_in_a_row >= values.whole("unemployment.notice.missed_end", day)
