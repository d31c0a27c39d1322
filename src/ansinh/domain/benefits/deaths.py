"""What a list of deaths says against the register: who each row is, and everything that is wrong with it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from ansinh.core.finding import Finding
from ansinh.core.person_name import search_key
from ansinh.domain.benefits.findings import finding


@dataclass(frozen=True, slots=True)
class ToldDeath:
    """One row as another agency wrote it; `precise` where the whole day of birth is given."""

    row: int
    personal_id: str
    si_number: str
    full_name: str
    birth: dt.date | None
    precise: bool
    died_on: dt.date | None
    document: str
    unread: tuple[str, ...] = ()  # numbers as written that are neither a personal ID nor an SI number

    @property
    def number(self) -> str:
        """The number a person is looked for by: SI number, else personal ID, else none."""
        return self.si_number or self.personal_id


@dataclass(frozen=True, slots=True)
class Registered:
    """A person as the register knows them, with the office that keeps them; `mine`: it is under who takes the list.

    `si_number` and `personal_id` are empty where there is none to compare with.
    """

    id: int
    full_name: str
    birth: dt.date | None
    died_on: dt.date | None
    office: str
    mine: bool
    si_number: str = ""
    personal_id: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with the person it speaks of (None: the register knows nobody, or not one) and its findings."""

    told: ToldDeath
    person: Registered | None
    findings: list[Finding] = field(default_factory=list)

    @property
    def stops(self) -> bool:
        """Whether the row cannot be recorded."""
        return any(one.stops for one in self.findings)


def judge(rows: Sequence[tuple[ToldDeath, Sequence[Registered]]], received: dt.date) -> list[Judged]:
    """Return each row (with the people the register found for it) judged; the same person twice stops the second."""
    first: dict[int, int] = {}
    judged = []
    for told, people in rows:
        person = people[0] if len(people) == 1 else None
        findings = [*_days(told, person, received), *_who(told, people)]
        if person is not None:
            findings += _register(told, person)
            other = first.setdefault(person.id, told.row)
            if other != told.row:
                findings.append(finding("DEATH-TWICE", told.full_name, row=told.row, other=other))
        judged.append(Judged(told, person, findings))
    return judged


def _days(told: ToldDeath, person: Registered | None, received: dt.date) -> list[Finding]:
    """Return what is impossible in the days of a row."""
    if told.died_on is None:
        return [finding("DEATH-DAY", "", row=told.row)]
    if told.died_on > received:
        return [finding("DEATH-AHEAD", told.died_on, row=told.row, received=received)]
    birth = person.birth if person is not None and person.birth is not None else told.birth
    if birth is not None and told.died_on < birth:
        return [finding("DEATH-UNBORN", told.died_on, row=told.row, birth=birth)]
    return []


def _who(told: ToldDeath, people: Sequence[Registered]) -> list[Finding]:
    """Return what is doubtful about who a row speaks of."""
    found = [finding("DEATH-NUMBER-FORM", one, row=told.row) for one in told.unread]
    if not people:
        return [*found, finding("DEATH-NOBODY", told.number or told.full_name, row=told.row)]
    if len(people) > 1 and told.number:
        names = {"one": people[0].full_name, "other": people[1].full_name}
        return [*found, finding("DEATH-TWO-PEOPLE", f"{told.si_number}, {told.personal_id}", row=told.row, **names)]
    if len(people) > 1:
        return [*found, finding("DEATH-SEVERAL", len(people), row=told.row)]
    (person,) = people
    if not told.number:
        return [*found, finding("DEATH-BY-NAME", person.full_name, row=told.row)]
    return [*found, *_differs(told, person)]


def _differs(told: ToldDeath, person: Registered) -> list[Finding]:
    """Return what a row says otherwise than the register of the person its number found."""
    found = []
    numbers = (told.si_number, person.si_number), (told.personal_id, person.personal_id)
    for said, known in numbers:
        if said and known and said != known:
            found.append(finding("DEATH-NUMBER", said, row=told.row, name=person.full_name, known=known))
    if search_key(told.full_name) != search_key(person.full_name):
        found.append(finding("DEATH-NAME", told.full_name, row=told.row, known=person.full_name))
    if told.precise and told.birth is not None and person.birth is not None and told.birth != person.birth:
        found.append(finding("DEATH-BORN", told.birth, row=told.row, known=person.birth))
    return found


def _register(told: ToldDeath, person: Registered) -> list[Finding]:
    """Return what the register says otherwise of the person of a row."""
    found = []
    if not person.mine:
        found.append(finding("DEATH-ELSEWHERE", person.full_name, row=told.row, office=person.office))
    if person.died_on is not None and told.died_on == person.died_on:
        found.append(finding("DEATH-KNOWN", person.died_on, row=told.row))
    elif person.died_on is not None and told.died_on is not None:
        found.append(finding("DEATH-OTHER-DAY", told.died_on, row=told.row, known=person.died_on))
    return found
