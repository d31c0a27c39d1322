"""Take in a folder of claim files: each file is one act, committed whole; what was done is not done again.

Killed anywhere and run again it ends with the same records: a file is known by its bytes.
"""

import datetime as dt
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ansinh.domain.claims.lists import Lists
from ansinh.formats.claims_lists import read_lists
from ansinh.jobs.engine import CancelledRunError, Progress, Watcher, run_parts
from ansinh.records.store.claims.files import hash_of, known
from ansinh.usecases.claims import receive

SUFFIXES = frozenset({".xml", ".zip"})
LOOK_AHEAD = 500


@dataclass(frozen=True, slots=True)
class Frame:
    """What every part needs to know: who takes in, when, and the folder of lists ("": the agency's own)."""

    actor: str
    now: dt.datetime | None
    lists: str


@dataclass(frozen=True, slots=True)
class Part:
    """One file; its size says how much work it is."""

    path: str
    name: str
    size: int

    @property
    def people(self) -> int:
        """How much work it is, in KB."""
        return self.size // 1024 + 1


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run did: files now, files known before, records, seconds."""

    files: int
    before: int
    records: int
    seconds: float


def take_in(
    folder: Path,
    *,
    actor: str,
    now: dt.datetime | None = None,
    lists: Path | None = None,
    workers: int = 2,
    watch: Watcher | None = None,
) -> Taken:
    """Take in every file of `folder` that was not; returns when all are. CancelledRunError where `watch` raises it."""
    began = time.monotonic()
    parts = list(_parts(folder))
    fresh = list(_fresh(parts))
    frame = Frame(actor, now, str(lists) if lists else "")
    records = files = 0
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    for done in run_parts(frame, fresh, _take, workers=workers):
        records, files = records + done, files + 1
        if watch is not None:
            watch(Progress(files, len(fresh), time.monotonic() - began))
    return Taken(len(fresh), len(parts) - len(fresh), records, time.monotonic() - began)


def _parts(folder: Path) -> Iterator[Part]:
    """Yield the files of a folder in the order of names."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.lower() in SUFFIXES:
            yield Part(str(path), str(path.relative_to(folder)), path.stat().st_size)


def _fresh(parts: list[Part]) -> Iterator[Part]:
    """Yield the files whose bytes were not assessed yet."""
    for first in range(0, len(parts), LOOK_AHEAD):
        some = parts[first : first + LOOK_AHEAD]
        hashes = {part.path: hash_of(Path(part.path).read_bytes()) for part in some}
        done = known(hashes.values())
        yield from (part for part in some if hashes[part.path] not in done)


_LISTS: dict[str, Lists] = {}  # of this worker: lists of a folder are read once


def _take(frame: Frame, part: Part) -> int:
    """Take in one file; how many records."""
    at_hand: Lists | None = None
    if frame.lists:
        if frame.lists not in _LISTS:
            _LISTS[frame.lists], _ = read_lists(Path(frame.lists))
        at_hand = _LISTS[frame.lists]
    data = Path(part.path).read_bytes()
    done = receive(data, part.name, actor=frame.actor, now=frame.now, known=at_hand)
    return 0 if done.again else done.records


__all__ = ["CancelledRunError", "Taken", "take_in"]
