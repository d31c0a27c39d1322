"""The unemployment allowance: right, amount, months, kept months; suspended, resumed, moved, ended."""

import datetime as dt

import numpy as np

from ansinh.core.fund import Fund
from ansinh.core.period import Month, month_begins
from ansinh.core.terms import Absence, PayRegime
from ansinh.core.text import Text
from ansinh.domain.benefits.earlier import LOSS_OF_CAPACITY, OLD_AGE, Earlier
from ansinh.domain.benefits.facts import Facts
from ansinh.domain.benefits.procedures import procedure
from ansinh.domain.benefits.settle.occupational import drawn
from ansinh.domain.benefits.settle.settled import Part, Settled, refused
from ansinh.law.conditions import Condition
from ansinh.law.explain import Step
from ansinh.law.unemployment.amount import Unemployed, benefits
from ansinh.law.unemployment.amount import told as amount_told
from ansinh.law.unemployment.calendar import first_day, notice_days, work_found
from ansinh.law.unemployment.duration import Ended, Kept, durations, kept
from ansinh.law.unemployment.duration import told as duration_told
from ansinh.law.unemployment.right import Claim, right
from ansinh.law.values import Values

ALLOWANCE = Text("trợ cấp thất nghiệp", "an unemployment allowance")
BRIDGES = frozenset({Absence.SICK, Absence.MATERNITY, Absence.UNPAID})
ENDING = "unemployment.end"


def unemployment(facts: Facts, values: Values) -> Settled:
    """Art. 49-50, Law 38/2013/QH13; Art. 38-39, Law 74/2025/QH15: 60 % of six months, for three to twelve months.

    Months an earlier allowance used up are gone; what it kept is added to the months contributed since.
    """
    ended, wanted, typed = facts.claimed.contract_end or facts.day, procedure(facts.procedure), facts.claimed
    career = facts.career(Fund.UI, values)
    claim = Claim(
        career, ended, typed.contract_months, unlawful_end=typed.unlawful_end, could_retire=typed.could_retire,
        draws_pension=facts.in_payment(OLD_AGE, LOSS_OF_CAPACITY) is not None, filed=facts.received,
        bars=(typed.waiting_bar,) if typed.waiting_bar else (), bridged_month=_bridged(facts, ended),
    )  # fmt: skip
    asked = right(claim, values)
    if not asked.due:
        return refused(asked.conditions)
    last = facts.on(Month.containing(ended), Fund.UI) or facts.on(Month.containing(ended).plus(-1), Fund.UI)
    state, region = (last.regime == PayRegime.STATE, last.region) if last else (False, 0)
    day = np.array([ended.toordinal()], dtype=np.int64)
    found = benefits(Unemployed(career, day, np.array([state]), np.array([region], dtype=np.int64)), values)
    brought = _kept_before(facts)
    contributed = np.array([career.months.size + brought], dtype=np.int64)
    months, left = durations(contributed, day, values)
    start = first_day(facts.received, values)
    count, each = int(months[0]), int(found.amount[0])
    name = Text(f"{wanted.name.vi}, {count} tháng", f"{wanted.name.en}, {count} months")
    part = Part(
        name, int(wanted.fund), wanted.kind, "month", each, start, month_begins(start, count),
        counted={"contributed": int(contributed[0]), "months": count, "kept": int(left[0])},
    )  # fmt: skip
    steps = (
        *asked.steps, *_brought(brought), *amount_told(found, ended, values),
        *duration_told(int(contributed[0]), count, int(left[0]), ended, values),
    )  # fmt: skip
    return Settled((part,), steps)


def _bridged(facts: Facts, ended: dt.date) -> bool:
    """Return whether sickness, maternity or a suspension stands for the contribution of the month of the end."""
    months = (Month.containing(ended), Month.containing(ended).plus(-1))
    held = [facts.on(month, Fund.UI) for month in months]
    return any(one is not None and one.absence in BRIDGES for one in held)


def _kept_before(facts: Facts) -> int:
    """Return the months kept from an earlier allowance: as it granted them, or as its end left them."""
    granted, ended = facts.latest("unemployment"), facts.latest(ENDING)
    if granted is None:
        return 0
    said = ended if ended is not None and ended.day >= granted.day else granted
    return said.counted.get("kept", 0)


def _brought(months: int) -> tuple[Step, ...]:
    """Tell about months kept from before."""
    if not months:
        return ()
    name = Text("Số tháng bảo lưu từ lần trước", "Months kept from the allowance before")
    return (Step(name, str(months), citation="Law 38/2013/QH13 art. 53(5); Law 74/2025/QH15 art. 41"),)


def _allowance(facts: Facts) -> tuple[Earlier | None, Condition]:
    """Return the allowance in course, and whether there is one."""
    found = facts.latest("unemployment")
    running = found is not None and (found.end is None or facts.day < found.end)
    return (found if running else None), drawn(running, ALLOWANCE, "Law 38/2013/QH13 art. 53; Law 74/2025/QH15")


def _effect(facts: Facts, rhythm: str, day: dt.date, end: dt.date | None = None, **counted: int) -> Part:
    """Return the part of a decision that changes what is in payment."""
    wanted = procedure(facts.procedure)
    return Part(wanted.name, int(wanted.fund), wanted.kind, rhythm, 0, day, end, counted=counted)


def suspend(facts: Facts, values: Values) -> Settled:
    """Art. 52.1 and 53.1, Law 38/2013/QH13; Law 74/2025/QH15: no notice in a month, no money of that month.

    From the benefit month of the missed notice on, until it is resumed; the suspended time is lost.
    """
    held, asked = _allowance(facts)
    if held is None:
        return refused((asked,))
    month = _benefit_month(held, facts.day)
    begins = month_begins(held.first, month)
    days = notice_days(begins, values)
    told = Step(
        Text("Những ngày phải thông báo tìm việc làm", "The days of the notice"),
        Text(f"{days[0]:%d/%m/%Y} – {days[-1]:%d/%m/%Y}", f"{days[0]:%d/%m/%Y} – {days[-1]:%d/%m/%Y}"),
        citation="Law 38/2013/QH13 art. 52(1), 53(1); Circular 28/2015/TT-BLDTBXH art. 10",
    )  # fmt: skip
    number = Step(Text("Tạm dừng từ tháng hưởng thứ", "Suspended from benefit month"), str(month + 1))
    return Settled((_effect(facts, "stop", begins.replace(day=1)),), (told, number))


def _benefit_month(held: Earlier, day: dt.date) -> int:
    """Return the number (from 0) of the benefit month a day lies in."""
    number = 0
    while month_begins(held.first, number + 1) <= day:
        number += 1
    return number


def resume(facts: Facts, values: Values) -> Settled:  # noqa: ARG001 one shape for all settlers
    """Art. 53.2, Law 38/2013/QH13; Law 74/2025/QH15: resumed with the next notice, while months are left."""
    held, asked = _allowance(facts)
    if held is None:
        return refused((asked,))
    begins = month_begins(held.first, _benefit_month(held, facts.day))
    told = Step(
        Text("Hưởng tiếp từ tháng", "Resumed from"), str(Month.containing(begins)),
        citation="Law 38/2013/QH13 art. 53(2)",
    )  # fmt: skip
    return Settled((_effect(facts, "resume", begins.replace(day=1)),), (asked.step(), told))


def move(facts: Facts, values: Values) -> Settled:  # noqa: ARG001 one shape for all settlers
    """Art. 22, Decree 28/2015/ND-CP; Decree 374/2025/ND-CP: another province pays on, after a month here at least."""
    held, asked = _allowance(facts)
    if held is None:
        return refused((asked,))
    month = _benefit_month(held, facts.day)
    drawn_one = Condition(
        "under_one_month", month >= 1, Text("Đã hưởng ít nhất một tháng", "One month was drawn at least"),
        Text(f"tháng hưởng thứ {month + 1}", f"benefit month {month + 1}"),
        Text(f"chuyển từ ngày {month_begins(held.first, 1):%d/%m/%Y}", f"from {month_begins(held.first, 1):%d/%m/%Y}"),
        "Decree 28/2015/ND-CP art. 22",
    )  # fmt: skip
    if not drawn_one.met:
        return refused((asked, drawn_one))
    left = held.counted.get("months", 0) - month
    since = month_begins(held.first, month)
    part = _effect(facts, "end", since.replace(day=1), months=left, contributed=held.counted.get("contributed", 0))
    place = Step(Text("Nơi chuyển đến", "Place moved to"), facts.claimed.to_place)
    count = Step(Text("Số tháng còn được hưởng ở nơi đến", "Months left to be drawn there"), str(left))
    return Settled((part,), (drawn_one.step(), place, count))


def end(facts: Facts, values: Values) -> Settled:
    """Art. 53.3-5, Law 38/2013/QH13; Law 74/2025/QH15; Decree 374/2025/ND-CP art. 8: the end, and the months kept.

    A month begun is paid whole. Work found ends it on the first day of the contract; from 2026 months are kept only
    where it was reported within three working days.
    """
    held, asked = _allowance(facts)
    if held is None:
        return refused((asked,))
    cause, day = facts.claimed.cause, facts.day
    found = _kept(facts, held, values)
    last = _benefit_month(held, day)
    since = month_begins(held.first, last + 1)
    in_time = work_found(day, facts.received, values) if cause == "job" else None
    left = found.reserved if in_time is None or in_time.months_kept else 0
    late = Step(
        Text("Khai báo việc làm muộn: không được bảo lưu", "The work was reported late: nothing is kept"), "0",
        citation="Decree 374/2025/ND-CP art. 8",
    )  # fmt: skip
    steps = found.steps if left == found.reserved else (*found.steps, late)
    return Settled((_effect(facts, "end", since.replace(day=1), kept=left),), (asked.step(), *steps))


def _kept(facts: Facts, held: Earlier, values: Values) -> Kept:
    """Return the months kept at an end; months suspended count as used."""
    stopped = [one for one in facts.earlier if one.procedure == "unemployment.suspend" and one.day >= held.day]
    resumed = [one for one in facts.earlier if one.procedure == "unemployment.resume" and one.day >= held.day]
    lost = 0
    for one in stopped:
        until = min((each.day for each in resumed if each.day > one.day), default=facts.day)
        lost += max(0, _benefit_month(held, until) - _benefit_month(held, one.day))
    case = Ended(
        held.counted.get("contributed", 0), held.counted.get("months", 0), facts.claimed.cause, held.first, facts.day,
        suspended=lost,
    )  # fmt: skip
    return kept(case, facts.day, values)
