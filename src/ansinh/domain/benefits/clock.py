"""The clock of a dossier: so many days or working days to decide; it stands while the dossier is returned."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.working_days import after_working_days, is_working_day


@dataclass(frozen=True, slots=True)
class Clock:
    """A limit of `count` days, working days where `working`. The day after the receipt is day 1."""

    count: int
    working: bool

    def due(self, start: dt.date) -> dt.date:
        """Return the last day of a limit that begins the day after `start`."""
        return self.resume(start, self.count)

    def left(self, today: dt.date, due: dt.date) -> int:
        """Return how many of its days remain after `today`; 0 once it is late."""
        days = (today + dt.timedelta(days=n) for n in range(1, (due - today).days + 1))
        return sum(1 for day in days if not self.working or is_working_day(day))

    def resume(self, start: dt.date, left: int) -> dt.date:
        """Return the last day where `left` days remain after `start`."""
        return after_working_days(start, left) if self.working else start + dt.timedelta(days=left)
