"""The table of planted faults: for each rule of the catalogue how a clean visit is changed to break it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from ansinh.jobs.synthetic.claims.factory import Factory
from ansinh.jobs.synthetic.claims.visit import Visit

Rows: TypeAlias = list[tuple[str, ...]]


@dataclass(slots=True)
class Planted:
    """Visits of one planted fault and what must be found: (key, rule); key is the episode, file or facility.

    `lists` are rows the agency's lists need for the fault to be one.
    """

    visits: list[Visit] = field(default_factory=list)
    expected: list[tuple[str, str]] = field(default_factory=list)
    lists: dict[str, Rows] = field(default_factory=dict)

    def expect(self, visit: Visit, *rules: str) -> "Planted":
        """Expect `rules` at the episode of `visit`."""
        self.visits.append(visit)
        self.expected += [(visit.episode, rule) for rule in rules]
        return self


Plant: TypeAlias = Callable[[Factory], Planted]
PLANTS: dict[str, Plant] = {}


def plant(rule: str) -> Callable[[Plant], Plant]:
    """Enter a function in the table."""

    def enter(make: Plant) -> Plant:
        PLANTS[rule] = make
        return make

    return enter


def simple(
    rule: str,
    change: Callable[[Visit], object],
    *also: str,
    make: Callable[[Factory], Visit] = Factory.outpatient,
    after: Callable[[Visit], object] | None = None,
) -> None:
    """Enter a fault of one visit: `change` before the money is reckoned, `after` once it is; `also` breaks too."""

    def planted(factory: Factory) -> Planted:
        visit = make(factory)
        change(visit)
        visit.settle()
        if after is not None:
            after(visit)
        return Planted().expect(visit, rule, *also)

    PLANTS[rule] = planted


def sets(**fields: str) -> Callable[[Visit], object]:
    """Return a change of fields of the summary."""
    return lambda visit: visit.summary.update(fields)


def nothing(_: Visit) -> None:
    """Change nothing before the money is reckoned."""


def big(factory: Factory) -> Visit:
    """Return a visit above 15 % of the base salary, claimed at 80 %."""
    return factory.outpatient(big=True)


def lying(factory: Factory) -> Visit:
    """Return a stay."""
    return factory.inpatient()


def at(facility: str, *, stay: bool = False, large: bool = True) -> Callable[[Factory], Visit]:
    """Return a maker of visits at a facility."""
    return lambda factory: factory.inpatient(facility) if stay else factory.outpatient(facility, big=large)
