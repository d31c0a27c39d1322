"""Uploads are opened in a child process with limits on memory and time; the caller is never blocked or brought down."""

import atexit
import json
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any, Final, Self

from ansinh.core.finding import Finding
from ansinh.core.text import Language
from ansinh.formats.faults import fault
from ansinh.formats.kinds import KINDS
from ansinh.formats.reader_process import Child, ChildError, NoReaderError
from ansinh.formats.wire import pack, unpack

__all__ = ["Child", "ChildError", "NoReaderError", "Pool", "comment_limited", "read_limited"]

_IDLE: Final[list[Child]] = []
_LOCK: Final = threading.Lock()
_KEEP: Final = 2
_FOREIGN: Final[list[Child]] = []


def _after_fork() -> None:
    """Leave the children to the parent: a forked process that shared their pipes would mix up the answers."""
    _FOREIGN.extend(_IDLE)
    _IDLE.clear()


def _close_idle() -> None:
    """End the children that wait, when this process ends."""
    while _IDLE:
        _IDLE.pop().close()


os.register_at_fork(after_in_child=_after_fork)
atexit.register(_close_idle)


def read_limited(kind: str, data: bytes, *, name: str = "") -> Any:  # noqa: ANN401 the dataclass of the kind
    """Return what an upload of `kind` (d02, d03, d05, tk3, bank) holds, read in a limited child.

    Never raises for what a sender may send: a file that brings the child down comes back empty, with one finding.
    """
    child = _take()
    try:
        return _read(child, kind, data, name)
    finally:
        _give_back(child)


def comment_limited(data: bytes, findings: Sequence[Finding], *, language: Language = "vi") -> bytes:
    """Return the same workbook with a column of comments, made in a limited child. Raises ChildError where it fell."""
    child = _take()
    try:
        order = {"act": "comment", "language": language, "findings": json.loads(pack(list(findings)))}
        return child.ask(order, data)
    finally:
        _give_back(child)


def _read(child: Child, kind: str, data: bytes, name: str) -> Any:  # noqa: ANN401 the dataclass of the kind
    """Ask one child for one file."""
    known = KINDS[kind]
    if len(data) > known.largest:
        return known.empty([fault("F-LARGE", found=f"{len(data) / 1e6:.1f} MB", limit=known.largest // 1_000_000)])
    try:
        return unpack(known.result, child.ask({"act": "read", "kind": kind, "name": name}, data))
    except ChildError as error:
        return known.empty([error.finding])


def _take() -> Child:
    """Return an idle child, or a new one."""
    with _LOCK:
        return _IDLE.pop() if _IDLE else Child()


def _give_back(child: Child) -> None:
    """Keep a few children ready, end the others."""
    with _LOCK:
        if len(_IDLE) < _KEEP:
            _IDLE.append(child)
            return
    child.close()


class Pool:
    """Several limited children for many files: `with Pool(2) as pool: for name, read in pool.map("d02", files)`."""

    def __init__(self, size: int = 2) -> None:
        """Prepare `size` children; they start when first asked."""
        self._children = [Child() for _ in range(size)]
        self._threads = ThreadPoolExecutor(size)

    def __enter__(self) -> Self:
        """Use the pool."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the children."""
        self._threads.shutdown(cancel_futures=True)
        for child in self._children:
            child.close()

    def map(self, kind: str, files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, Any]]:
        """Yield (name, what the file holds) in the order of `files`; at most twice the pool is held in memory."""
        remaining = iter(files)
        waiting = [self._submit(kind, file) for file in islice(remaining, 2 * len(self._children))]
        while waiting:
            name, future = waiting.pop(0)
            result = future.result()
            waiting += [self._submit(kind, file) for file in islice(remaining, 1)]
            yield name, result

    def _submit(self, kind: str, file: tuple[str, bytes]) -> tuple[str, Any]:
        """Hand one file to the threads."""
        name, data = file
        return name, self._threads.submit(self._one, kind, name, data)

    def _one(self, kind: str, name: str, data: bytes) -> Any:  # noqa: ANN401 the dataclass of the kind
        """Read one file with whichever child is free: there are as many as threads."""
        child = self._children.pop()
        try:
            return _read(child, kind, data, name)
        finally:
            self._children.append(child)
