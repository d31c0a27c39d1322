"""The ladder of steps by which a debt is pushed: dated data read once, a step as a value."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

import yaml

from ansinh.core.errors import UnknownValueError
from ansinh.core.money import Dong
from ansinh.core.text import Text

By = Literal["system", "officer", "head", "leader", "inspection"]
Proof = Literal["delivery", "note", "minutes", "paper"]
PLACES: Final[dict[str, Text]] = {
    "system": Text("Hệ thống", "The system"),
    "officer": Text("Cán bộ thu", "Collection officer"),
    "head": Text("Trưởng phòng thu", "Head of collection"),
    "leader": Text("Lãnh đạo", "Leader"),
    "inspection": Text("Kiểm tra", "Inspection"),
}
_NONE = Text("Chưa có thang đôn đốc cho ngày {day}.", "There is no ladder for {day}.")


@dataclass(frozen=True, slots=True)
class After:
    """So many days after another step was last done, or, with `times`, only once it was done so often."""

    step: str
    days: int = 0
    times: int = 0


@dataclass(frozen=True, slots=True)
class When:
    """What must hold before a step is due; what is not named does not matter."""

    unpaid_days: int | None = None
    months_owed: str = ""  # a whole number, or the key of a dated value by rhythm of payment
    after: After | None = None
    rounds: After | None = None
    evading: bool = False
    principal: Dong = 0
    broken_promise: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who does it, in how many days, with which proof; again every `every_days` (0: once), `most` times."""

    code: str
    name: Text
    title: Text
    asks: Text
    by: By
    proof: Proof
    within_days: int
    when: When
    hard: bool
    citation: str
    confidence: str
    every_days: int = 0
    most: int = 0

    @property
    def automatic(self) -> bool:
        """Whether the nightly run does it by itself."""
        return self.by == "system"


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps in force from a day, in their order."""

    since: dt.date
    name: Text
    citation: str
    steps: tuple[Step, ...] = field(repr=False)

    def step(self, code: str) -> Step:
        """Return a step; KeyError for one this ladder does not have."""
        return next((one for one in self.steps if one.code == code), None) or self._missing(code)

    def place(self, code: str) -> int:
        """Return where a step stands, 0 first; KeyError for one this ladder does not have."""
        return self.steps.index(self.step(code))

    def _missing(self, code: str) -> Step:
        raise KeyError(code)


@cache
def ladders() -> tuple[Ladder, ...]:
    """Return the ladders of ladder.yaml, the oldest first."""
    words = _read("ladder_words.yaml")
    made = (
        Ladder(one["from"], Text(one["vi"], one["en"]), one["citation"], tuple(_step(s, words) for s in one["steps"]))
        for one in _read("ladder.yaml")
    )
    return tuple(sorted(made, key=lambda ladder: ladder.since))


def ladder_on(day: dt.date) -> Ladder:
    """Return the ladder in force on `day`; UnknownValueError before the first."""
    found = [ladder for ladder in ladders() if ladder.since <= day]
    if not found:
        raise UnknownValueError(_NONE.fill(day=day))
    return found[-1]


@cache
def step_names() -> dict[str, Text]:
    """Return the names of the steps of all ladders by code."""
    return {code: _text(words["name"]) for code, words in _read("ladder_words.yaml").items()}


def step_words(code: str) -> Text:
    """Return the name of a step of any ladder; KeyError for a step no ladder has."""
    return step_names()[code]


def _read(name: str) -> Any:  # noqa: ANN401 - the content of a data file
    return yaml.safe_load(files("ansinh.domain.collection").joinpath(name).read_text(encoding="utf-8"))


def _text(words: Mapping[str, str]) -> Text:
    return Text(words["vi"], words["en"])


def _step(data: dict[str, Any], words: dict[str, Any]) -> Step:
    """Return one step of the file with its words."""
    said, given = words[data["code"]], dict(data)
    when, hard = given.pop("when"), given.pop("classes", "") == "hard"
    return Step(
        name=_text(said["name"]), title=_text(said["title"]), asks=_text(said["asks"]), when=_when(when), hard=hard,
        **given,
    )  # fmt: skip


def _when(data: dict[str, Any]) -> When:
    """Return the conditions of a step."""
    given = dict(data)
    for name in ("after", "rounds"):
        if name in given:
            given[name] = After(**given[name])
    if "principal" in given:
        given["principal"] = int(given["principal"])
    return When(**given)
