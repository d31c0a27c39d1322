"""The clock of a dossier: the statutory limit from its receipt; it stands while the dossier is returned."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.working_days import after_working_days, is_working_day
from ansinh.domain.benefits.procedures import Procedure, Sender
from ansinh.law.deadlines.due import Due, due_date
from ansinh.law.values import Values


def limit_of(procedure: Procedure, sender: Sender, received: dt.date, values: Values) -> Due:
    """Return the last day to decide a dossier received on a day, with the article that says so."""
    return due_date(procedure.clock[sender], received, values)


@dataclass(frozen=True, slots=True)
class Clock:
    """How a limit counts: in working days of offices, or in days."""

    working: bool

    def left(self, today: dt.date, due: dt.date) -> int:
        """Return how many of its days remain after `today`; 0 once it is late."""
        days = (today + dt.timedelta(days=n) for n in range(1, (due - today).days + 1))
        return sum(1 for day in days if not self.working or is_working_day(day))

    def resume(self, start: dt.date, left: int) -> dt.date:
        """Return the last day where `left` days remain after `start`; never the day itself."""
        days = max(left, 1)
        return after_working_days(start, days) if self.working else start + dt.timedelta(days=days)


def clock_of(procedure: Procedure, sender: Sender, received: dt.date, values: Values) -> Clock:
    """Return how the limit of a dossier counts."""
    return Clock(working=limit_of(procedure, sender, received, values).unit == "working_days")
