"""A settlement month that is complete: alerts of every facility, and the month judged as a whole as a trial.

A facility is one or two acts: killed anywhere and run again, what was done is not done again. A trial moves nothing
until another person takes it over, and a facility whose month comes out as it stands gets none.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ansinh.core.period import Month
from ansinh.records.store.claims import reassessments, statements
from ansinh.usecases.claims.completing import look_over
from ansinh.usecases.claims.reassessing import try_again


@dataclass(frozen=True, slots=True)
class Completed:
    """One facility of the month: alerts that are new, records the whole month changes, and by how much (hundredths)."""

    facility: str
    alerts: int
    changed: int
    difference: int


def complete(
    facilities: list[str], period: Month, *, actor: str, say: Callable[[Completed], object] = lambda _: None
) -> list[Completed]:
    """Look the month of each facility over and judge it as a whole; returns what came of it, in the order of codes."""
    tried = reassessments.tried(period)
    done = []
    for facility in sorted(statements.with_visits(facilities, period, 1)):
        fresh = look_over(facility, period, actor=actor)
        made = None if facility in tried and not fresh else try_again(facility, period, actor=actor, keep_same=False)
        done.append(Completed(facility, fresh, made.changed if made else 0, made.difference if made else 0))
        say(done[-1])
    return done
