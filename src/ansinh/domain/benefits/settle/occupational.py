"""Occupational accidents and diseases: one sum or a monthly allowance, a later assessment, attendance, a death."""

import datetime as dt
from collections.abc import Sequence

from ansinh.core.fund import Fund
from ansinh.core.text import Text
from ansinh.domain.benefits.earlier import INJURY
from ansinh.domain.benefits.facts import Facts
from ansinh.domain.benefits.procedures import procedure
from ansinh.domain.benefits.settle.settled import Part, Settled, refused
from ansinh.law.careers import Careers
from ansinh.law.conditions import Condition
from ansinh.law.explain import Step, dong
from ansinh.law.occupational.amount import (
    OccupationalAmount,
    assess_again_from,
    attendant,
    death_grant,
    settling_abroad,
    starts,
)
from ansinh.law.occupational.combined import after_combined_assessment, fund_years, salary
from ansinh.law.values import Values

DAY = dt.timedelta(days=1)
ATTENDANT = Text("Trợ cấp phục vụ", "Attendance allowance")
AGAIN = "Law 84/2015/QH13 art. 47(1)-(2)"


def occupational(facts: Facts, values: Values) -> Settled:
    """Art. 48-50 and 52, Law 84/2015/QH13: 5 to 30 % in one sum, from 31 % every month, attendance from 81 %."""
    money = _money(facts, facts.claimed.loss_percent or 0, values)
    if not money.right.due:
        return refused(money.right.conditions)
    parts, told = _parts(facts, money.amount, values)
    return Settled(parts, (*money.steps, *told))


def again(facts: Facts, values: Values) -> Settled:
    """Art. 47-49, Law 84/2015/QH13: a loss assessed anew, 24 months after a stable one; what was paid once is deducted.

    From 31 % on an allowance of every month from the month of the conclusion takes the place of the one before; below,
    the difference of the two sums.
    """
    claimed, concluded = facts.claimed, facts.claimed.concluded or facts.day
    loss, before = claimed.loss_percent or 0, claimed.earlier_loss or 0
    conditions = [_stable(claimed.earlier_assessed or concluded, concluded, values), _higher(loss, before)]
    money = _money(facts, loss, values)
    conditions += money.right.conditions
    if not all(condition.met for condition in conditions):
        return refused(conditions)
    told = tuple(condition.step() for condition in conditions)
    parts, more = _parts(facts, money.amount, values)
    if parts[0].rhythm == "month":
        return Settled(parts, (*told, *money.steps, *more))
    first = _money(facts, before, values)
    given = first.amount if first.right.due else 0
    less = Step(
        Text("Chênh lệch so với lần trước", "Difference to the assessment before"), dong(money.amount - given),
        f"{dong(money.amount)} - {dong(given)}", AGAIN,
    )  # fmt: skip
    parts, _ = _parts(facts, money.amount - given, values)
    return Settled(parts, (*told, *money.steps, less))


def _money(facts: Facts, loss: int, values: Values) -> OccupationalAmount:
    """Return what a loss comes to: salaries of all contracts before it, the level of the conclusion."""
    event = facts.claimed.event_day or facts.day
    wages = salary(_contracts(facts, values), event, values)
    years = fund_years(facts.career(Fund.OAD, values), event)
    return after_combined_assessment(loss, years, wages, facts.claimed.concluded or event, values)


def _contracts(facts: Facts, values: Values) -> Sequence[Careers]:
    """Return the months of each employer in the fund: the salaries of several contracts are added."""
    accounts = sorted({stretch.account for stretch in facts.stretches if not stretch.voluntary})
    return [facts.of_account(account).career(Fund.OAD, values) for account in accounts]


def _parts(facts: Facts, amount: int, values: Values) -> tuple[tuple[Part, ...], tuple[Step, ...]]:
    """Return the parts of a grant: one sum, or every month with attendance where it is due."""
    wanted, claimed = procedure(facts.procedure), facts.claimed
    event = claimed.event_day or facts.day
    concluded, loss = claimed.concluded or event, claimed.loss_percent or 0
    fund, kind = int(wanted.fund), wanted.kind
    if loss < int(values.get("oad.monthly", concluded).of("from")):
        return (Part(wanted.name, fund, kind, "once", amount, concluded, concluded + DAY),), ()
    first = starts(claimed.discharged, concluded).first_day
    found = [Part(wanted.name, fund, kind, "month", amount, first, None)]
    care = attendant(loss, claimed.attendant, concluded, values) if claimed.attendant else None
    if care is not None and care.amount:
        found.append(Part(ATTENDANT, fund, kind, "month", care.amount, first, None))
    return tuple(found), care.steps if care is not None else ()


def _stable(earlier: dt.date, concluded: dt.date, values: Values) -> Condition:
    """Ask for the months between two assessments."""
    since = assess_again_from(earlier, values)
    return Condition(
        "assessed_too_early", concluded >= since,
        Text("Giám định lại sau 24 tháng", "Assessed again after 24 months"),
        Text(f"kết luận ngày {concluded:%d/%m/%Y}", f"concluded on {concluded:%d/%m/%Y}"),
        Text(f"giám định lại từ ngày {since:%d/%m/%Y}", f"an assessment from {since:%d/%m/%Y} on"), AGAIN,
    )  # fmt: skip


def _higher(loss: int, before: int) -> Condition:
    """Ask for a higher loss than before."""
    return Condition(
        "loss_not_higher", loss > before, Text("Mức suy giảm cao hơn lần trước", "A higher loss than before"),
        Text(f"{loss} %, lần trước {before} %", f"{loss} %, before {before} %"),
        Text("mức hưởng cũ giữ nguyên", "the benefit granted before stays as it is"), AGAIN,
    )  # fmt: skip


def death(facts: Facts, values: Values) -> Settled:
    """Art. 53, Law 84/2015/QH13: 36 levels of pay of the month of a death at work or in the first treatment."""
    day, wanted = facts.claimed.death_day or facts.day, procedure(facts.procedure)
    insured = facts.months(Fund.OAD, values)
    asked = Condition(
        "not_insured", bool(insured), Text("Có tham gia quỹ TNLĐ, BNN", "Insured against accidents at work"),
        Text(f"{len(insured)} tháng", f"{len(insured)} months"),
        Text("kiểm tra quá trình đóng", "check the participation"), "Law 84/2015/QH13 art. 53",
    )  # fmt: skip
    if not asked.met:
        return refused((asked,))
    amount, steps = death_grant(day, values)
    return Settled((Part(wanted.name, int(wanted.fund), wanted.kind, "once", amount, day, day + DAY),), steps)


def abroad(facts: Facts, values: Values) -> Settled:
    """Art. 49, Law 58/2014/QH13; Art. 80, Law 41/2024/QH15: three months of the allowance, and it ends."""
    day, wanted = facts.claimed.request_day or facts.day, procedure(facts.procedure)
    held = facts.in_payment(INJURY)
    what = Text("trợ cấp TNLĐ, BNN hằng tháng", "a monthly injury allowance")
    asked = drawn(held is not None, what, "Law 58/2014/QH13 art. 49; Law 41/2024/QH15 art. 80")
    if held is None:
        return refused((asked,))
    monthly = held.monthly(facts.month, values)
    amount = settling_abroad(monthly, day, values)
    told = Step(wanted.name, dong(amount), f"3 x {dong(monthly)}", "Law 41/2024/QH15 art. 80")
    return Settled(ending(facts, amount), (told,))


def drawn(there: bool, what: Text, citation: str) -> Condition:  # noqa: FBT001 - what is asked comes second
    """Ask for a monthly benefit in payment."""
    return Condition(
        "nothing_drawn", there, Text(f"Đang hưởng {what.vi}", f"Draws {what.en}"),
        Text("có", "yes") if there else Text("không có trong sổ chi trả", "not in the payroll"),
        Text("kiểm tra hồ sơ hưởng, hoặc nộp đề nghị hưởng trước", "check the file, or ask for the benefit first"),
        citation,
    )  # fmt: skip


def ending(facts: Facts, amount: int) -> tuple[Part, ...]:
    """Return the parts of one sum that ends what is paid monthly, from the month after the request."""
    day, wanted = facts.claimed.request_day or facts.day, procedure(facts.procedure)
    fund, kind = int(wanted.fund), wanted.kind
    end = facts.month.plus(1).first_day
    return (
        Part(wanted.name, fund, kind, "once", amount, day, day + DAY),
        Part(Text("Chấm dứt hưởng hằng tháng", "The monthly benefit ends"), fund, kind, "end", 0, end, None),
    )
