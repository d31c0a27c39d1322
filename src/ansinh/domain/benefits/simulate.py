"""Simulations: what a person would get, from their own record or from typed data. Pure; nothing is kept.

The very functions that settle dossiers reckon here, so that a simulation and a decision on the same facts agree.
"""

import datetime as dt
from dataclasses import dataclass, replace

from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.domain.benefits.claimed import Claimed
from ansinh.domain.benefits.facts import Facts, Stretch
from ansinh.domain.benefits.settle.onetime import left_to_wait, reckoned
from ansinh.domain.benefits.settle.settled import Settled
from ansinh.domain.benefits.settle.table import settle
from ansinh.law.explain import Step
from ansinh.law.values import Values

NATIONAL = "VN"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks: sex (female | male), day of birth, insured months so far, and the day of the question."""

    sex: str
    born: dt.date
    stretches: tuple[Stretch, ...]
    today: dt.date

    @property
    def now(self) -> Month:
        """The month of the question."""
        return Month.containing(self.today)

    @property
    def past(self) -> "Asked":
        """The same person without months from the question on: what lies ahead is a choice, not a fact."""
        end = self.now.number
        kept = tuple(replace(one, end=min(one.end, end)) for one in self.stretches if one.first < end)
        return replace(self, stretches=kept)

    def going_on(self, until: Month, salary: Dong, *, voluntary: bool) -> "Asked":
        """Return the person who goes on contributing on `salary` up to the month before `until`."""
        if until <= self.now or salary <= 0:
            return self.past
        ahead = Stretch(self.now.number, until.number, 0 if voluntary else NEXT_ACCOUNT, salary)
        return replace(self.past, stretches=(*self.past.stretches, ahead))


NEXT_ACCOUNT = -1  # an employer that is not known yet: any account but the voluntary one


def facts_of(asked: Asked, procedure: str, claimed: Claimed, received: dt.date | None = None) -> Facts:
    """Return the facts of a claim as the settling functions take them."""
    day = received or asked.today
    return Facts(procedure, claimed, day, asked.born, asked.sex, None, NATIONAL, asked.stretches)


def unemployment(asked: Asked, contract_end: dt.date, filed: dt.date, values: Values) -> Settled:
    """Return the unemployment benefit after a contract that ends on a day (Art. 38-39, Law 74/2025/QH15)."""
    return settle(facts_of(asked, "unemployment", Claimed(contract_end=contract_end), filed), values)


def maternity(
    asked: Asked, birth: dt.date, values: Values, *, children: int = 1, first: dt.date | None = None
) -> Settled:
    """Return the benefit of a birth; `first` is the first day of the leave (Art. 50-59, Law 41/2024/QH15)."""
    claimed = Claimed(child_birth=birth, children=children, first=first or birth)
    return settle(facts_of(asked, "maternity.birth", claimed, max(birth, asked.today)), values)


def one_time_now(asked: Asked, values: Values) -> Settled:
    """Return the one-time benefit asked for on the day of the question (Art. 70, Law 41/2024/QH15)."""
    return settle(facts_of(asked.past, "onetime", Claimed(request_day=asked.today)), values)


@dataclass(frozen=True, slots=True)
class Waited:
    """One sum after `months` more outside insurance: dong at today's prices, and how they arise."""

    months: int
    amount: Dong
    steps: tuple[Step, ...]


def one_time_later(asked: Asked, values: Values) -> Waited | None:
    """Return the one-time benefit of who has only to wait for it (Art. 70.1.dd, Law 41/2024/QH15); None else."""
    facts = facts_of(asked.past, "onetime", Claimed(request_day=asked.today))
    months = left_to_wait(facts, values)
    return None if months is None else Waited(months, *reckoned(facts, values))
