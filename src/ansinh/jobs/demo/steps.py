"""The steps of the demonstration: done once, remembered in the data folder, gone on with after a kill."""

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from ansinh.core.errors import ConflictError
from ansinh.core.text import Text

OTHER = Text(
    "Thư mục {folder} đã có dữ liệu của một bản trình diễn khác; chọn --data-dir khác.",
    "{folder} holds another demonstration; choose another --data-dir.",
)


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of work: its key in the record, its name on the screen, how heavy it is, and the (repeatable) work."""

    key: str
    name: Text
    weight: int
    work: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: the step that runs (None at the end), weights done and in all, seconds since the start."""

    name: Text | None
    done: int
    total: int
    seconds: float


Watcher = Callable[[Progress], None]


class Record:
    """The file that says which steps are done, and of which story; written whole or not at all."""

    def __init__(self, path: Path, story: str = "") -> None:
        """Read what was done before; ConflictError where the folder holds another story (`story` names this one)."""
        self._path = path
        told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"story": story, "done": []}
        if told["story"] != story:
            raise ConflictError(OTHER.fill(folder=path.parent))
        self._story, self._done = story, list(told["done"])

    def knows(self, key: str) -> bool:
        """Return whether the step is done."""
        return key in self._done

    def add(self, key: str) -> None:
        """Remember that the step is done."""
        self._done.append(key)
        fresh = self._path.with_suffix(".new")
        fresh.write_text(
            json.dumps({"story": self._story, "done": self._done}, ensure_ascii=False, indent=0), encoding="utf-8"
        )
        fresh.replace(self._path)


def run(steps: Iterable[Step], record: Record, watch: Watcher) -> None:
    """Do the steps that are not done, in order; a step that is killed is done again, which changes nothing twice."""
    listed = list(steps)
    total, done, began = sum(step.weight for step in listed), 0, time.monotonic()
    for step in listed:
        watch(Progress(step.name, done, total, time.monotonic() - began))
        if not record.knows(step.key):
            step.work()
            record.add(step.key)
        done += step.weight
    watch(Progress(None, done, total, time.monotonic() - began))
