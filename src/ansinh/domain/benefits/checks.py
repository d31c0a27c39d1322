"""Checks of what is typed against itself and against the person: impossible days, a benefit before a birth ..."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from ansinh.core.finding import Finding
from ansinh.core.period import full_years
from ansinh.domain.benefits.claimed import FIELD_NAMES, Claimed
from ansinh.domain.benefits.findings import finding
from ansinh.domain.benefits.procedures import Procedure
from ansinh.law.maternity.birth import earliest_start
from ansinh.law.value_files import load
from ansinh.law.values import Values

YOUNGEST_PARENT: Final = 12
OF_THE_CHILD: Final = frozenset({"sickness.child", "maternity.father", "maternity.adoption"})
GRANTED_AHEAD: Final = frozenset(
    {"maternity.birth", "maternity.adoption", "maternity.surrogate", "maternity.commissioning"}
)
OF_WOMEN: Final = frozenset({"maternity.prenatal", "maternity.loss", "maternity.birth", "recovery.maternity"})


@dataclass(frozen=True, slots=True)
class About:
    """What the register says of the claimant, and the day the dossier was received."""

    birth: dt.date | None
    died: dt.date | None
    sex: str
    received: dt.date
    values: Values = field(default_factory=load)


def check(procedure: Procedure, claimed: Claimed, about: About) -> list[Finding]:
    """Return everything that cannot be, in the order of the checks; nothing found is an empty list."""
    return [found for rule in _RULES for found in rule(procedure, claimed, about)]


def _days(procedure: Procedure, claimed: Claimed, about: About) -> Iterator[Finding]:
    """The days of leave: in order, not longer than a year, taken already (leave for a birth is granted ahead)."""
    first, last = claimed.first, claimed.last
    if first is None or last is None:
        return
    if last < first:
        yield finding("DAYS-REVERSED", last, first=first)
    elif (last - first).days > 366:
        yield finding("DAYS-LONG", last, first=first)
    ahead = procedure.code in GRANTED_AHEAD
    if last > about.received and not ahead:
        yield finding("DAYS-FUTURE", last)
    late, within = (about.received - last).days, _file_within(procedure, last, about.values)
    if procedure.absence and late > within:
        yield finding("LATE", late, within=within)


def _whole(key: str, day: dt.date, values: Values) -> int:
    """Return a whole number of the law on a day, the first one before it: what is typed may lie before any text."""
    first = values.parameters[key].first_known
    return values.whole(key, day if first is None else max(day, first))


def _too_early(first: dt.date, birth: dt.date, values: Values) -> bool:
    """Whether leave begins before it may; a birth before any text we hold is held to none."""
    known = values.parameters["maternity.birth.before_months"].first_known
    return known is not None and birth >= known and first < earliest_start(birth, values)


def _file_within(procedure: Procedure, last: dt.date, values: Values) -> int:
    """Art. 102.1, Law 58/2014/QH13; Art. 48, 62, Law 41/2024/QH15: days to file after leave that ended on `last`."""
    kind = "maternity" if procedure.code.startswith("maternity") else "sickness"
    return _whole(f"{kind}.file_within_days", last, values)


def _birth_of_child(procedure: Procedure, claimed: Claimed, about: About) -> Iterator[Finding]:
    """The child: born by now, not before its parent could be one, and no benefit before its birth."""
    birth, first = claimed.child_birth, claimed.first
    if birth is None:
        return
    if birth > about.received:
        yield finding("CHILD-UNBORN", birth)
    if first is not None and procedure.code in OF_THE_CHILD and first < birth:
        yield finding("BEFORE-BIRTH", first, birth=birth)
    if first is not None and procedure.code == "maternity.birth" and _too_early(first, birth, about.values):
        yield finding("LEAVE-EARLY", first, birth=birth)
    if claimed.last is not None and procedure.code == "maternity.birth" and claimed.last < birth:
        yield finding("BEFORE-BIRTH", claimed.last, birth=birth)
    if about.birth is not None and (years := full_years(about.birth, birth)) < YOUNGEST_PARENT:
        yield finding("PARENT-CHILD", birth, years=years)


def _life(procedure: Procedure, claimed: Claimed, about: About) -> Iterator[Finding]:
    """The claimant lives on every day that is asked for; a death is the one the register knows."""
    day = claimed.day
    if day is not None and about.birth is not None and day < about.birth:
        yield finding("PERSON-UNBORN", day, birth=about.birth)
    if claimed.death_day is not None:
        if about.died is None:
            yield finding("NOT-DEAD", claimed.death_day)
        elif about.died != claimed.death_day:
            yield finding("DEATH-DIFFERS", claimed.death_day, died=about.died)
        return
    last = claimed.last or day
    if about.died is not None and last is not None and last > about.died:
        yield finding("PERSON-DIED", last, died=about.died)
    if procedure.code in OF_WOMEN and about.sex == "male":
        yield finding("MAN-GIVES-BIRTH", "nam")


def _ranges(procedure: Procedure, claimed: Claimed, about: About) -> Iterator[Finding]:  # noqa: ARG001 one shape for all
    """Numbers within what is possible; events that have happened."""
    if not 1 <= claimed.children <= 9:
        yield finding("CHILDREN-COUNT", claimed.children)
    if claimed.weeks is not None and not 1 <= claimed.weeks <= 42:
        yield finding("WEEKS-RANGE", claimed.weeks)
    if claimed.loss_percent is not None and not 0 <= claimed.loss_percent <= 100:
        yield finding("LOSS-RANGE", claimed.loss_percent)
    for name in ("event_day", "death_day", "request_day", "handed_over"):
        day: dt.date | None = getattr(claimed, name)
        if day is not None and day > about.received:
            yield finding("DAY-FUTURE", day, column=name, name=FIELD_NAMES[name], received=about.received)


def _total(procedure: Procedure, claimed: Claimed, about: About) -> Iterator[Finding]:  # noqa: ARG001 one shape for all
    """A total written in days: no more than the days there are, and no negative one."""
    if claimed.first is None or claimed.last is None or not claimed.total.lstrip("-").isdigit():
        return
    counted = (claimed.last - claimed.first).days + 1
    if not 0 < int(claimed.total) <= counted and counted > 0:
        yield finding("TOTAL-DIFFERS", claimed.total, counted=counted)


_RULES: Final[tuple[Callable[[Procedure, Claimed, About], Iterator[Finding]], ...]] = (
    _days, _birth_of_child, _life, _ranges, _total,
)  # fmt: skip
