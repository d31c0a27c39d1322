"""Uploads are opened in a child process with limits on memory and time; the caller is never blocked or brought down."""

import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, Any, Final, Self

from ansinh.core.errors import AnsinhError
from ansinh.core.finding import Finding
from ansinh.core.text import Language
from ansinh.formats.child import CPU_SECONDS, LARGEST_FRAME
from ansinh.formats.faults import fault
from ansinh.formats.kinds import KINDS
from ansinh.formats.sheet.grid import Limits
from ansinh.formats.wire import pack, unpack

WALL_SECONDS: Final = 30.0


class ChildError(AnsinhError):
    """A file brought its child process down; `finding` says how in words for the sender."""

    def __init__(self, finding: Finding) -> None:
        """Keep the finding."""
        super().__init__(finding.message)
        self.finding = finding


@dataclass(slots=True)
class Child:
    """One limited child process, started when first asked and again after it fell. For one thread at a time."""

    wall_seconds: float = WALL_SECONDS
    _process: subprocess.Popen[bytes] | None = field(default=None)

    def ask(self, order: dict[str, Any], data: bytes) -> bytes:
        """Return the child's answer. Raises ChildError where the child fell or took too long."""
        process = self._running()
        until = time.monotonic() + self.wall_seconds
        writer = threading.Thread(target=_send, args=(process, json.dumps(order).encode(), data), daemon=True)
        writer.start()
        try:
            answer = _receive(process, until)
        except EOFError:
            code = self._end()
            raise ChildError(_how_it_fell(code)) from None
        except TimeoutError:
            self._end()
            raise ChildError(fault("F-TIME", limit=int(self.wall_seconds))) from None
        writer.join()
        if answer[:1] != b"+":
            raise ChildError(fault("F-MEMORY"))
        return answer[1:]

    def close(self) -> None:
        """End the child."""
        if self._process is not None:
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        """Return the process, started if need be."""
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ansinh.formats.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"PATH": os.defpath, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": _PATH},
                start_new_session=True,
            )
        return self._process

    def _end(self) -> int:
        """Kill the child, wait for it, and return its exit code (negative: the signal)."""
        process = self._process
        self._process = None
        if process is None:
            return 0
        fell = process.poll()
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                _close(stream)
        process.wait()
        return process.returncode if fell is None else fell


_PATH: Final = os.pathsep.join(path for path in sys.path if path)


def _close(stream: IO[bytes]) -> None:
    """Close a pipe whose other end may be gone."""
    try:
        stream.close()
    except OSError:
        return


def _send(process: subprocess.Popen[bytes], order: bytes, data: bytes) -> None:
    """Write one request; a child that fell meanwhile is noticed by the reader."""
    stream = process.stdin
    if stream is None:
        return
    try:
        for frame in (order, data):
            stream.write(len(frame).to_bytes(4, "big"))
            stream.write(frame)
        stream.flush()
    except (OSError, ValueError):
        return


def _receive(process: subprocess.Popen[bytes], until: float) -> bytes:
    """Return the next frame. EOFError where the child ends before it, TimeoutError after `until`."""
    stream = process.stdout
    if stream is None:
        raise EOFError
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        size = int.from_bytes(_exactly(stream, 4, selector, until), "big")
        if size > LARGEST_FRAME:
            raise EOFError
        return _exactly(stream, size, selector, until)


def _exactly(stream: IO[bytes], size: int, selector: selectors.BaseSelector, until: float) -> bytes:
    """Return `size` bytes of a pipe."""
    parts: list[bytes] = []
    while size:
        if not selector.select(max(0.0, until - time.monotonic())):
            raise TimeoutError
        part = os.read(stream.fileno(), min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _how_it_fell(code: int) -> Finding:
    """Return the finding for the way a child ended."""
    if -code in {signal.SIGXCPU, signal.SIGKILL}:
        return fault("F-TIME", limit=CPU_SECONDS)
    return fault("F-MEMORY" if -code == signal.SIGABRT else "F-CRASH", found=code)


_IDLE: Final[list[Child]] = []
_LOCK: Final = threading.Lock()
_KEEP: Final = 2
_FOREIGN: Final[list[Child]] = []


def _after_fork() -> None:
    """Leave the children to the parent: a forked process that shared their pipes would mix up the answers."""
    _FOREIGN.extend(_IDLE)
    _IDLE.clear()


os.register_at_fork(after_in_child=_after_fork)


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
    if len(data) > Limits().file_bytes:
        return known.empty(
            [fault("F-LARGE", found=f"{len(data) / 1e6:.1f} MB", limit=Limits().file_bytes // 1_000_000)]
        )
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
