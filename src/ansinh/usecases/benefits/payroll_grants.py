"""What comes to a payroll from elsewhere: approved monthly benefits, and deaths that the register knows."""

import uuid
from dataclasses import dataclass

from ansinh.records.store.benefits import payables, payroll_facts, payroll_grants
from ansinh.records.store.ledger import months
from ansinh.usecases.act import Act, perform


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

    def take() -> Movements:
        lines = payables.waiting(place.path, rhythm="month", limit=100_000)
        first = [line for line in lines if not line.replaces and line.person is not None and line.amount > 0]
        granted = payroll_grants.grant(first, actor)
        taken = [line.id for line in first]
        revised = [
            line.id for line in lines if line.replaces and line.amount > 0 and payroll_grants.revise(line, actor)
        ]
        if taken or revised:
            payables.take([*taken, *revised], uuid.uuid4())
        dead = payroll_facts.stop_the_dead(place.path, actor)
        return Movements(granted, len(revised), dead, len(lines) - granted - len(revised))

    return perform(Act("pensions.movements", actor, "office", place.code, office=place.path), take)
