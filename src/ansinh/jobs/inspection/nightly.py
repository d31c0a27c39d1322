"""What inspection does every night: the risk of employers scored, paid arrears written down, finished cases closed."""

import datetime as dt
from typing import NamedTuple

from ansinh.core.errors import MissingError
from ansinh.jobs.inspection.follow import follow
from ansinh.jobs.inspection.risk import run_risk
from ansinh.records.store.ledger import months
from ansinh.usecases import clock

ACTOR = "nightly"


class Night(NamedTuple):
    """Employers scored, findings seen paid, cases closed."""

    scored: int
    paid: int
    closed: int


def run_inspections(day: dt.date | None = None, actor: str = ACTOR) -> dict[str, Night]:
    """Do the night of every office that closes months; `day` is today without one.

    Killed and run again it ends with the same rows; an office without books is left out.
    """
    when = day or clock.today()
    done = {}
    for office in months.closing_offices():
        try:
            scored = run_risk(office, when, actor).units
        except MissingError:
            continue
        done[office] = Night(scored, *follow(office, when, actor))
    return done
