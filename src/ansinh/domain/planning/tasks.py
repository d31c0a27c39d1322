"""Tasks that follow from a meeting: their states, who may move them, when one is late."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Literal

from ansinh.core.text import Text

State = Literal["given", "accepted", "in_work", "reported", "done", "late", "withdrawn"]
Who = Literal["owner", "giver", "clock"]

STATES: Final[Mapping[str, tuple[Text, str]]] = {
    "given": (Text("Đã giao", "Given"), ""),
    "accepted": (Text("Đã nhận", "Accepted"), "brand"),
    "in_work": (Text("Đang làm", "In work"), "brand"),
    "reported": (Text("Đã báo cáo", "Reported"), "gold"),
    "late": (Text("Quá hạn", "Late"), "red"),
    "done": (Text("Hoàn thành", "Done"), "green"),
    "withdrawn": (Text("Đã rút", "Withdrawn"), ""),
}
"""Names and tones of the states."""
OPEN: Final = frozenset({"given", "accepted", "in_work", "late"})
"""States in which the owner still owes something."""
_WORK: Final[Mapping[str, Who]] = {"in_work": "owner", "reported": "owner", "withdrawn": "giver"}
_MOVES: Final[Mapping[str, Mapping[str, Who]]] = {
    "given": {"accepted": "owner", "late": "clock", **_WORK},
    "accepted": {"late": "clock", **_WORK},
    "in_work": {"late": "clock", "reported": "owner", "withdrawn": "giver"},
    "late": {"reported": "owner", "withdrawn": "giver"},
    "reported": {"done": "giver", "in_work": "giver", "withdrawn": "giver"},
}


@dataclass(frozen=True, slots=True)
class Move:
    """A task came into `state` on `day`, said by `actor`; a report carries the value reached."""

    state: str
    actor: str
    day: dt.date
    note: str = ""
    value: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A task as it stands: whose, what, until when, what is watched, and its moves in order (the first is `given`)."""

    number: int
    office: str
    office_name: str
    officer: str
    what: str
    expected: str
    given_on: dt.date
    deadline: dt.date
    given_by: str
    indicator: str
    target: Fraction | None
    document: str
    moves: Sequence[Move]
    parent: int | None = None

    @property
    def state(self) -> str:
        """The state of the last move."""
        return self.moves[-1].state

    @property
    def reported(self) -> Move | None:
        """The last report, or None."""
        return next((move for move in reversed(self.moves) if move.state == "reported"), None)

    def shown(self, day: dt.date) -> str:
        """Return the state on `day`: late as soon as the deadline is over, also before the night has written it."""
        return "late" if self.is_late(day) else self.state

    def is_late(self, day: dt.date) -> bool:
        """Return whether the owner still owes it after the deadline."""
        return self.state in OPEN and day > self.deadline

    @property
    def days_late(self) -> int | None:
        """How many days after the deadline it was reported (0 in time); None while not reported."""
        report = self.reported
        return None if report is None else max(0, (report.day - self.deadline).days)


def as_of(tasks: Sequence[Task], day: dt.date) -> list[Task]:
    """Return the tasks given by `day`, each with the moves made until then only."""
    given = [task for task in tasks if task.given_on <= day]
    return [replace(task, moves=[move for move in task.moves if move.day <= day]) for task in given]


def mover(state: str, wanted: str) -> Who | None:
    """Return who may move a task from `state` to `wanted`: its owner, who gave it, the clock; None if nobody."""
    return _MOVES.get(state, {}).get(wanted)


def moves_of(state: str, who: Who) -> list[str]:
    """Return the states that `who` may move a task to."""
    return [wanted for wanted, by in _MOVES.get(state, {}).items() if by == who]


@dataclass(frozen=True, slots=True)
class Tally:
    """Tasks counted: given in all, done, of which in time, reported, late and open."""

    given: int
    done: int
    in_time: int
    reported: int
    late: int
    open: int


def tally(tasks: Sequence[Task], day: dt.date) -> Tally:
    """Return the counts of `tasks` on `day`; withdrawn ones are not counted."""
    counted = [task for task in tasks if task.state != "withdrawn"]
    done = [task for task in counted if task.state == "done"]
    late = [task for task in counted if task.is_late(day)]
    return Tally(
        given=len(counted),
        done=len(done),
        in_time=sum(task.days_late == 0 for task in done),
        reported=sum(task.state == "reported" for task in counted),
        late=len(late),
        open=sum(task.state in OPEN for task in counted) - len(late),
    )
