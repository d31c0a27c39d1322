"""Runs over a population, as a page watches them."""

import datetime as dt
from dataclasses import dataclass

from ansinh.records.store.pages.rows import read_one


@dataclass(frozen=True, slots=True)
class RunProgress:
    """How far a run is."""

    state: str
    total: int
    done: int
    started_at: dt.datetime
    finished_at: dt.datetime | None
    now: dt.datetime
    actor: str
    control: str

    @property
    def percent(self) -> int:
        """Whole per cent done."""
        return 100 if self.state == "done" else self.done * 100 // self.total if self.total else 0

    @property
    def seconds_left(self) -> int | None:
        """Seconds still needed at the pace so far; None before there is a pace."""
        spent = (self.now - self.started_at).total_seconds()
        return round(spent * (self.total - self.done) / self.done) if self.done and self.state == "running" else None

    @property
    def seconds(self) -> int:
        """Seconds since the start, or until the end."""
        return round(((self.finished_at or self.now) - self.started_at).total_seconds())


def month_run(office: int, period: dt.date) -> RunProgress | None:
    """Return the run that closes (or closed) a month of an office, or None."""
    sql = """SELECT state, total, done, started_at, finished_at, clock_timestamp() AS now, actor, control::text
    FROM records_run WHERE kind = 'month' AND office_id = %(office)s AND period = %(period)s AND state <> 'cancelled'"""
    return read_one(RunProgress, sql, {"office": office, "period": period})
