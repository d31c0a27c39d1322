"""The day by which something must be decided or handed in."""

import datetime as dt
from dataclasses import dataclass, replace

from ansinh.core.text import Text
from ansinh.core.working_days import OFFICES, Roster
from ansinh.law.explain import Step
from ansinh.law.values import Values

UNITS = {
    "days": Text("ngày", "days"),
    "working_days": Text("ngày làm việc", "working days"),
    "days_without_holidays": Text("ngày, không tính ngày lễ", "days, holidays not counted"),
}


KINDS = (
    "deadline.sickness_from_employer", "deadline.maternity_from_employer", "deadline.maternity_from_person",
    "deadline.employer_forwards", "deadline.convalescence", "deadline.occupational",
    "deadline.occupational_convalescence", "deadline.occupational_employer_files", "deadline.pension",
    "deadline.one_time_si", "deadline.one_time_si_foreigner", "deadline.settle_abroad", "deadline.survivors",
    "deadline.survivors_relatives_file", "deadline.survivors_employer_forwards", "deadline.resume_payment",
    "deadline.change_of_payment", "deadline.allowance23", "deadline.social_pension", "deadline.voluntary_maternity",
    "deadline.unpaid_time", "deadline.unemployment",
    "deadline.complaint",
    "deadline.complaint_answer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Due:
    """The last day, and how the limit counts: `days` or `working_days`."""

    day: dt.date
    count: int
    unit: str
    steps: tuple[Step, ...]


def due_date(kind: str, received: dt.date, values: Values, roster: Roster | None = None) -> Due:
    """Art. 102-115, Law 58/2014/QH13; Art. 47-92, Law 41/2024/QH15: the last day to decide a complete dossier.

    `kind` is the end of one of KINDS. The day after receipt is day 1; a limit in days is not moved from a day
    of rest. `roster` tells the days of work and the holidays (offices if not given). UnknownValueError for a kind or a
    day the law does not know.
    """
    law = values.get(f"deadline.{kind}", received)
    count, unit = int(law.of("count")), law.by_name["unit"]
    days = roster or office_roster(received, values)
    last = _last(received, count, unit, days)
    name = Text("Hạn giải quyết (ngày sau ngày nhận là ngày thứ nhất)", "Last day (the day after receipt is day 1)")
    told = Step(name, str(last), f"{received} + {count}", law.citation, UNITS[unit])
    return Due(last, count, "working_days" if unit == "working_days" else "days", (told,))


def counts_every_day(kind: str, received: dt.date, values: Values) -> bool:
    """Art. 102-115, Law 58/2014/QH13: whether a limit counts days of rest and holidays too; errors as `due_date`."""
    return values.get(f"deadline.{kind}", received).by_name["unit"] == "days"


def _last(received: dt.date, count: int, unit: str, roster: Roster) -> dt.date:
    """Return the last day of a limit."""
    if unit == "working_days":
        return roster.after(received, count)
    if unit == "days_without_holidays":
        return replace(roster, weekly_rest=frozenset()).after(received, count)
    return received + dt.timedelta(days=count)


def office_roster(day: dt.date, values: Values) -> Roster:
    """Art. 111-112, Labour Code 45/2019/QH14: when offices work, with the days swapped by decisions of the year."""
    return OFFICES.with_swaps(
        {dt.date.fromisoformat(off): dt.date.fromisoformat(on) for off, on in _swaps(day, values).items()}
    )


def _swaps(day: dt.date, values: Values) -> dict[str, str]:
    """Return days off and the days worked instead."""
    return dict(values.get("calendar.swapped", day).by_name)
