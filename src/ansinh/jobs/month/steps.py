"""The acts of the other stairs that belong to a month, one after the other; no act calls another."""

from ansinh.core.period import Month
from ansinh.usecases import collection, planning
from ansinh.usecases.registry import changes


def before_the_freeze(office: str, period: Month, actor: str) -> None:
    """Do what must be in the books before the month is shut: changes due, what participants paid, bills to budgets."""
    changes.take_effect(period.last_day, actor, office)
    collection.post_participants(office, period, actor=actor)
    if period.month % 3 == 0:
        collection.bill_quarter(office, period, actor=actor)


def after_the_run(office: str, period: Month, actor: str) -> None:
    """Do what reads the sheets of the month before it is closed: the snapshot of the indicators."""
    planning.take_snapshot(office, period, actor)
