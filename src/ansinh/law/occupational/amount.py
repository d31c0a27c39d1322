"""Money for an occupational accident or disease: in one sum, by the month, for attendance, at a death."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.period import Month, month_begins
from ansinh.core.rounding import half_up
from ansinh.core.text import Text
from ansinh.law.conditions import Condition, Right
from ansinh.law.explain import Step, dong
from ansinh.law.spread import at_step
from ansinh.law.values import Value, Values
from ansinh.law.wages.level import level_of_pay

LOSS = Text("Mức suy giảm khả năng lao động", "Loss of working capacity")


@dataclass(frozen=True, slots=True)
class OccupationalAmount:
    """The part by the loss, the part by years in the fund, both together, dong; zero where the right fails."""

    by_loss: int
    by_years: int
    amount: int
    right: Right
    steps: tuple[Step, ...]


def one_off(loss: int, fund_years: int, salary: int, day: dt.date, values: Values) -> OccupationalAmount:
    """Art. 48, Law 84/2015/QH13 (Art. 46, Law 58/2014/QH13): a loss of 5 to 30 %, in one sum.

    Five levels of pay at 5 % and half a level for each further per cent; half a salary for a year or less in the fund
    and 0.3 for each further year. Rounded half-up once. Code: loss_outside_one_off.
    """
    law = values.get("oad.one_off", day)
    first, last = int(law.of("from")), int(law.of("to"))
    share = law.of("base") + law.of("per_percent") * (loss - first)
    right = Right((_loss("loss_outside_one_off", loss, first, last, law),))
    return _amount(right, share, (law, fund_years, salary), (day, values))


def monthly(loss: int, fund_years: int, salary: int, day: dt.date, values: Values) -> OccupationalAmount:
    """Art. 49, Law 84/2015/QH13 (Art. 47, Law 58/2014/QH13): a loss of 31 % or more, every month.

    30 % of the level of pay at 31 % and 2 % for each further per cent; 0.5 % of the salary for a year or less in the
    fund and 0.3 % for each further year. Rounded half-up once. Code: loss_below_monthly.
    """
    law = values.get("oad.monthly", day)
    first = int(law.of("from"))
    share = law.of("base") + law.of("per_percent") * (loss - first)
    right = Right((_loss("loss_below_monthly", loss, first, 100, law),))
    return _amount(right, share, (law, fund_years, salary), (day, values))


def _loss(code: str, loss: int, first: int, last: int, law: Value) -> Condition:
    """Ask whether the loss lies within the article."""
    return Condition(
        code,
        first <= loss <= last,
        Text(f"{LOSS.vi} từ {first}% đến {last}%", f"{LOSS.en} of {first} to {last} %"),
        Text(f"{loss}%", f"{loss} %"),
        Text(
            "mức thấp hưởng một lần, mức cao hưởng hằng tháng; được giám định lại sau thời hạn luật định",
            "a lesser loss is paid at once, a greater one monthly; it may be assessed again after the legal time",
        ),
        law.citation,
    )


def _amount(
    right: Right, share: Fraction, given: tuple[Value, int, int], when: tuple[dt.date, Values]
) -> OccupationalAmount:
    """Return both parts of an amount and its story."""
    law, fund_years, salary = given
    day, values = when
    level = level_of_pay(day, values)
    months = law.of("first_year") + law.of("further_year") * max(0, fund_years - 1)
    if not right.due:
        return OccupationalAmount(0, 0, 0, right, right.steps)
    by_loss, by_years = share * level.number, months * salary
    total = half_up(by_loss + by_years)
    steps = (
        *right.steps,
        Step(
            Text("Theo mức suy giảm", "By the loss"),
            dong(half_up(by_loss)),
            f"{_plain(share)} x {dong(level.whole)}",
            law.citation,
        ),
        Step(
            Text(f"Theo số năm đóng quỹ ({fund_years} năm)", f"By years in the fund ({fund_years})"),
            dong(half_up(by_years)),
            f"{_plain(months)} x {dong(salary)}",
            law.citation,
        ),
        Step(Text("Tổng cộng", "Total"), dong(total)),
    )
    return OccupationalAmount(half_up(by_loss), half_up(by_years), total, right, steps)


def _plain(share: Fraction) -> str:
    """Return a share as a decimal with a comma; shares of the texts have at most three places."""
    whole, rest = divmod(int(share * 1000), 1000)
    return f"{whole},{rest:03d}".rstrip("0").rstrip(",")


@dataclass(frozen=True, slots=True)
class Paid:
    """An amount in dong, 0 where the right fails, and why."""

    amount: int
    right: Right
    steps: tuple[Step, ...]


def attendant(loss: int, condition: str, day: dt.date, values: Values) -> Paid:
    """Art. 52, Law 84/2015/QH13 (Art. 50, Law 58/2014/QH13): one level of pay a month for who needs attendance.

    From 81 % with a paralysed spine, both eyes blind, two limbs lost or paralysed, or a mental illness. Codes:
    loss_below_attendance, condition_not_listed.
    """
    law, listed = values.get("oad.attendant", day), values.get("oad.attendant.conditions", day)
    level = level_of_pay(day, values)
    right = Right(
        (
            _loss("loss_below_attendance", loss, int(law.of("from")), 100, law),
            Condition(
                "condition_not_listed",
                condition in listed.listed,
                Text("Tình trạng cần người phục vụ", "A condition that needs attendance"),
                CONDITIONS.get(condition, Text(condition, condition)),
                Text(
                    "; ".join(CONDITIONS[each].vi for each in listed.listed),
                    "; ".join(CONDITIONS[each].en for each in listed.listed),
                ),
                listed.citation,
            ),
        )
    )
    amount = half_up(law.of("multiple") * level.number) if right.due else 0
    told = Step(
        Text("Trợ cấp phục vụ một tháng", "Attendance allowance of a month"), dong(amount), citation=law.citation
    )
    return Paid(amount, right, (*right.steps, told))


CONDITIONS = {
    "paralysed_spine": Text("liệt cột sống", "paralysed spine"),
    "blind_both_eyes": Text("mù hai mắt", "blind in both eyes"),
    "two_limbs": Text("cụt, liệt hai chi", "two limbs lost or paralysed"),
    "mental_illness": Text("bệnh tâm thần", "mental illness"),
    "none": Text("không có", "none"),
}


def death_grant(death: dt.date, values: Values) -> tuple[int, tuple[Step, ...]]:
    """Art. 53, Law 84/2015/QH13 (Art. 51, Law 58/2014/QH13): 36 levels of pay of the month of death, dong."""
    law, level = values.get("oad.death_grant", death), level_of_pay(death, values)
    amount = half_up(law.number * level.number)
    name = Text("Trợ cấp một lần khi chết", "Grant at the death")
    return amount, (Step(name, dong(amount), f"{law.text} x {dong(level.whole)}", law.citation),)


def convalescence_days(loss: int, day: dt.date, values: Values) -> int:
    """Art. 54.2, Law 84/2015/QH13 (Art. 52, Law 58/2014/QH13): days at most by the loss, none below 15 %."""
    return int(at_step(values.get("oad.convalescence.max_days", day).by_name, loss) or 0)


def convalescence_window(back_at_work: dt.date, values: Values) -> dt.date:
    """Art. 54.1, Law 84/2015/QH13 (Art. 52, Law 58/2014/QH13): the last day to begin, 30 days back at work."""
    return back_at_work + dt.timedelta(days=values.whole("oad.convalescence.window_days", back_at_work) - 1)


def settling_abroad(allowance: int, day: dt.date, values: Values) -> int:
    """Art. 49, Law 58/2014/QH13; Art. 80, Law 41/2024/QH15: three months of the monthly allowance, dong."""
    return allowance * values.whole("oad.settle_abroad_months", day)


def starts(discharged: dt.date | None, concluded: dt.date) -> Month:
    """Art. 50, Law 84/2015/QH13: the month of discharge; without a stay, that of the conclusion."""
    return Month.containing(concluded if discharged is None else discharged)


def assess_again_from(assessed: dt.date, values: Values) -> dt.date:
    """Art. 47.2, Law 84/2015/QH13: the first day on which a stable loss may be assessed again, after 24 months."""
    return month_begins(assessed, values.whole("oad.reassess_after_months", assessed))


def compensation(loss: int, salary: int, day: dt.date, values: Values, *, own_fault: bool = False) -> int:
    """Art. 38.4-5, Law 84/2015/QH13: what the employer pays at least, dong.

    1.5 salaries at 5 to 10 %, 0.4 for each further per cent; thirty from 81 % or at a death (give 100); two fifths of
    it where the fault was wholly the worker's. Zero below 5 %.
    """
    law = values.get("oad.compensation", day)
    if loss < law.of("from"):
        return 0
    beyond = max(0, loss - int(law.of("first_to")))
    months = law.of("from_81") if loss > law.of("to") else law.of("first") + law.of("per_percent") * beyond
    return half_up(months * salary * (law.of("own_fault") if own_fault else 1))
