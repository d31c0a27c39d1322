"""Before and instead of a birth: prenatal visits, loss of a pregnancy, contraception."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.text import Text
from ansinh.law.explain import Step
from ansinh.law.maternity.amount import calendar_days_money, working_days_money
from ansinh.law.spread import at_step
from ansinh.law.values import Values


@dataclass(frozen=True, slots=True)
class DaysPaid:
    """Days at most, days paid, dong."""

    max_days: int
    days: int
    amount: int
    steps: tuple[Step, ...]


def prenatal_days(visits: int, day: dt.date, values: Values, *, far_or_pathology: bool = False) -> int:
    """Art. 32, Law 58/2014/QH13; Art. 51, Law 41/2024/QH15: working days for some visits of one pregnancy.

    At most five visits; one day each, two if far from a facility or for a pathology; since July 2025 two for all.
    """
    law = values.get("maternity.prenatal", day)
    each = law.of("days_each_far" if far_or_pathology else "days_each")
    return int(min(visits, int(law.of("visits"))) * each)


def prenatal(average: Fraction | int, days: int, day: dt.date, values: Values) -> DaysPaid:
    """Art. 32 and 39.1.b, Law 58/2014/QH13; Art. 51 and 59.2, Law 41/2024/QH15: money of visits, average / 24 a day."""
    amount, steps = working_days_money(average, days, day, values, Text("Khám thai", "Prenatal visits"))
    law = values.get("maternity.prenatal", day)
    return DaysPaid(int(law.of("visits") * law.of("days_each_far")), days, amount, steps)


def loss(weeks: int, prescribed: int, average: Fraction | int, day: dt.date, values: Values) -> DaysPaid:
    """Art. 33, Law 58/2014/QH13; Art. 52, Law 41/2024/QH15: by completed weeks, as prescribed, average / 30 a day.

    Since July 2025 a loss from 22 weeks, with the birth condition met, is treated as a birth (`treated_as_birth`).
    """
    most = values.get("maternity.loss.max_days", day)
    ceiling = int(at_step(most.by_name, weeks) or 0)
    name = Text("Sẩy thai, phá thai, thai chết", "Loss of the pregnancy")
    return _prescribed(ceiling, prescribed, (average, day, values), name, most.citation)


def treated_as_birth(weeks: int, day: dt.date, values: Values, *, birth_condition_met: bool) -> bool:
    """Art. 52.2, Law 41/2024/QH15: from 22 weeks on, both parents have the rights of a birth; not before July 2025."""
    since = values.parameters["maternity.loss.as_birth_weeks"].on(day)
    return since is not None and birth_condition_met and weeks >= values.whole("maternity.loss.as_birth_weeks", day)


def contraception(method: str, prescribed: int, average: Fraction | int, day: dt.date, values: Values) -> DaysPaid:
    """Art. 37, Law 58/2014/QH13; Art. 57, Law 41/2024/QH15: 7 days (iud) or 15 (sterilisation), average / 30 a day.

    UnknownValueError for another method.
    """
    most = values.get("maternity.contraception.max_days", day)
    name = Text("Thực hiện biện pháp tránh thai", "Contraception")
    return _prescribed(int(most.of(method)), prescribed, (average, day, values), name, most.citation)


def _prescribed(
    most: int, prescribed: int, law: tuple[Fraction | int, dt.date, Values], name: Text, citation: str
) -> DaysPaid:
    """Return prescribed calendar days within a ceiling, paid."""
    days = max(0, min(prescribed, most))
    average, day, values = law
    amount, steps = calendar_days_money(average, days, day, values, name)
    counted = Step(Text("Số ngày được hưởng", "Days paid"), str(days), f"min({prescribed}, {most})", citation)
    return DaysPaid(most, days, amount, (counted, *steps))
