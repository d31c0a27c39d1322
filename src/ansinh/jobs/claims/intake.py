"""Take in a folder of claim files: a few files are one act, committed whole; what was done is not done again.

Killed anywhere and run again it ends with the same records: a file is known by its bytes. A file too large to be one
act is listed with its hash and stays where it lies, to be split by its sender.
"""

import datetime as dt
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ansinh.domain.claims.lists import Lists
from ansinh.formats.claims_lists import read_lists
from ansinh.formats.claims_source import may_be_claims
from ansinh.jobs.claims.parts import Part, parts_of
from ansinh.jobs.engine import CancelledRunError, Progress, Watcher, run_parts
from ansinh.records.store.claims.files import digest_of, known
from ansinh.usecases.claims import Upload, receive_all
from ansinh.usecases.claims.receiving import set_aside

LOOK_AHEAD = 500
LARGEST_FILE = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Frame:
    """What every part needs to know: who takes in, when, and the folder of lists ("": the agency's own)."""

    actor: str
    now: dt.datetime | None
    lists: str


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
    every = list(_files(folder))
    unread = list(_fresh(every))
    fresh = [path for path in unread if path.stat().st_size <= LARGEST_FILE]
    for path in unread:
        if path.stat().st_size > LARGEST_FILE:
            set_aside(path, LARGEST_FILE, actor=actor, now=now)
    parts = list(parts_of(fresh))
    frame = Frame(actor, now, str(lists) if lists else "")
    records = files = 0
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    with _company():
        for done in run_parts(frame, parts, _take, workers=workers):
            records, files = records + done, files + 1
            if watch is not None:
                watch(Progress(files, len(parts), time.monotonic() - began))
    return Taken(len(fresh), len(every) - len(unread), records, time.monotonic() - began)


@contextmanager
def _company() -> Iterator[None]:
    """Keep a thread alive meanwhile: the engine then starts workers afresh, for Polars does not survive a fork."""
    over = threading.Event()
    threading.Thread(target=over.wait, daemon=True).start()
    try:
        yield
    finally:
        over.set()


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder in the order of names."""
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and may_be_claims(path))


def _fresh(every: list[Path]) -> Iterator[Path]:
    """Yield the files whose bytes were not assessed yet."""
    for first in range(0, len(every), LOOK_AHEAD):
        hashes = {path: digest_of(path) for path in every[first : first + LOOK_AHEAD]}
        done = known(hashes.values())
        yield from (path for path, digest in hashes.items() if digest not in done)


_LISTS: dict[str, Lists] = {}  # of this worker: lists of a folder are read once


def _take(frame: Frame, part: Part) -> int:
    """Take in the files of one part; how many records."""
    at_hand: Lists | None = None
    if frame.lists:
        if frame.lists not in _LISTS:
            _LISTS[frame.lists], _ = read_lists(Path(frame.lists))
        at_hand = _LISTS[frame.lists]
    uploads = [Upload(name, Path(path).read_bytes()) for path, name in zip(part.paths, part.names, strict=True)]
    done = receive_all(uploads, actor=frame.actor, now=frame.now, known=at_hand)
    return sum(0 if one.again else one.records for one in done)


__all__ = ["CancelledRunError", "Taken", "take_in"]
