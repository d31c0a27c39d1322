"""What comes to a payroll from elsewhere: approved monthly benefits, and deaths that the register knows."""

import uuid
from dataclasses import dataclass

from ansinh.records.store.benefits import payables, payroll_facts, payroll_grants
from ansinh.records.store.ledger import months
from ansinh.usecases.act import Act, perform
from ansinh.usecases.benefits import payroll_deaths
from ansinh.usecases.clock import today


@dataclass(frozen=True, slots=True)
class Movements:
    """Pensions granted, revised, and stopped by a death; lines that wait because their payee is not in the register."""

    granted: int
    revised: int
    dead: int
    waiting: int


def take_movements(office: str, actor: str) -> Movements:
    """Take in approved monthly benefits of an office and under it, stop what is paid to the dead. Again: nothing."""
    place = months.office(office)
    act = Act("pensions.movements", actor, "office", place.code, office=place.path)
    return perform(act, lambda: take_in(place.path, actor))


def take_in(path: str, actor: str) -> Movements:
    """Do it inside the transaction, for the office `path` and under it."""
    lines = payables.waiting(path, rhythm="month", limit=100_000)
    first = [line for line in lines if not line.replaces and line.person is not None and line.amount > 0]
    granted = payroll_grants.grant(first, actor)
    taken = [line.id for line in first]
    revised = [line.id for line in lines if line.replaces and line.amount > 0 and payroll_grants.revise(line, actor)]
    if taken or revised:
        payables.take([*taken, *revised], uuid.uuid4())
    dead = payroll_facts.the_dead(path)
    payroll_deaths.claim(dead, today())
    for pension, since in dead:
        payroll_facts.stop(payroll_facts.by_id(pension), since, ("death", "", today()), actor)
    return Movements(granted, len(revised), len(dead), len(lines) - granted - len(revised))
