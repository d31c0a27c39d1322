"""What an office does, beside the figures of its situation: plain values that the briefing and the weekly sheet tell.

Everything is as it stood on a day, counted over a span (the year for a briefing, the week for a weekly sheet).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.core.text import Language, Text
from ansinh.domain.planning.outlook import Line
from ansinh.domain.planning.quota import Span
from ansinh.domain.planning.tasks import Task


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the ladder of debts in open cases: waiting, of these late, done, and what those cases owe (dong)."""

    name: Text
    waiting: int
    late: int
    done: int
    owed: int


@dataclass(frozen=True, slots=True)
class Recovery:
    """Debts handed over together: to what end, by which paper, how many employers, dong handed over and recovered."""

    name: str
    document: str
    day: dt.date
    employers: int
    handed: int
    recovered: int


@dataclass(frozen=True, slots=True)
class Activity:
    """Activities of one type and level in the span: how many, and who came."""

    type: Text
    level: Text
    times: int
    people: int
    employers: int


@dataclass(frozen=True, slots=True)
class Count:
    """Something done against its plan."""

    name: Text
    planned: int
    done: int


@dataclass(frozen=True, slots=True)
class Agent:
    """A collection agent in the span: points, collectors, receipts, dong collected and handed on, its contract's state.

    `quota` people are asked of it by the quotas that hold on the last day, `done` it brought in under them.
    """

    name: str
    state: str
    points: int
    collectors: int
    receipts: int
    collected: int
    handed_on: int = 0
    quota: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class Missing:
    """Prospects of a reason: open on the last day (cases, people, expected dong a year); what happened in the span."""

    name: Text
    open: int
    people: int
    expected: int
    found: int
    contacts: int
    joined: int


@dataclass(frozen=True, slots=True)
class Counselled:
    """People who applied for the one-time benefit in the span, of these talked to, of these keep their months."""

    applied: int
    talked: int
    kept: int


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign that ran in the span, by its prospects on the last day: reached, promised, joined, refused, late."""

    name: str
    document: str
    last: dt.date
    prospects: int
    reached: int
    promised: int
    joined: int
    refused: int
    late: int


@dataclass(frozen=True, slots=True)
class Scored:
    """An office in the ranking of a quarter."""

    name: str
    peers: Text
    rank: int
    points: Fraction
    state: str


@dataclass(frozen=True, slots=True)
class Benefit:
    """Decisions of one kind of benefit in the span: turns, distinct people, dong."""

    name: Text
    turns: int
    people: int
    amount: int


@dataclass(frozen=True, slots=True)
class Raised:
    """An alert: what, where, in which month, the figure and its threshold as said, whether somebody noted it."""

    name: Text
    office: str
    month: Month
    value: Text
    threshold: Text
    noted: bool
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of an office that waits for an answer, or one answered in the span."""

    title: str
    office: str
    answer_by: dt.date | None
    state: str


@dataclass(frozen=True, slots=True)
class Doing:
    """All of it, from `first` to `last`, as known on `day`; `names` are the offices as each language calls them."""

    first: dt.date
    last: dt.date
    day: dt.date
    lines: Sequence[Line] = ()
    quotas: Sequence[tuple[Line, Span]] = ()
    tasks: Sequence[Task] = ()
    questions: Sequence[Asked] = ()
    alerts: Sequence[Raised] = ()
    steps: Sequence[Step] = ()
    recoveries: Sequence[Recovery] = ()
    missing: Sequence[Missing] = ()
    counselled: Counselled | None = None
    campaigns: Sequence[Campaign] = ()
    activities: Sequence[Activity] = ()
    plans: Sequence[Count] = ()
    inspections: Sequence[Count] = ()
    agents: Sequence[Agent] = ()
    quarter: Month | None = None
    scored: Sequence[Scored] = ()
    benefits: Sequence[Benefit] = ()
    benefits_all: Benefit | None = None
    onetime: Sequence[tuple[Month, int]] = field(default_factory=tuple)
    names: Mapping[str, Text] = field(default_factory=dict)

    def office(self, name: str, language: Language) -> str:
        """Return the name of an office in a language; as it is written where no other is known."""
        return self.names[name].to(language) if name in self.names else name
