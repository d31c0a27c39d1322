"""One child process that opens files, seen from the parent: started, asked, timed, ended, started again."""

import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import IO, Any, Final

from ansinh.core.errors import AnsinhError
from ansinh.core.finding import Finding
from ansinh.core.text import Text
from ansinh.formats.child import CPU_SECONDS, LARGEST_FRAME, READY
from ansinh.formats.faults import fault

WALL_SECONDS: Final = 30.0
START_SECONDS: Final = 60.0


class ChildError(AnsinhError):
    """A file brought its child process down; `finding` says how in words for the sender."""

    def __init__(self, finding: Finding) -> None:
        """Keep the finding."""
        super().__init__(finding.message)
        self.finding = finding


class NoReaderError(AnsinhError):
    """The child process could not even start: trouble of this machine, never of the file."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            Text(
                "Không khởi động được bộ đọc tệp; hãy thử lại, nếu vẫn lỗi thì báo quản trị hệ thống.",
                "The reader of files could not start; try again, and tell the administrator if it fails again.",
            )
        )


@dataclass(slots=True)
class Child:
    """One limited child process, started when first asked and again after it fell. For one thread at a time."""

    wall_seconds: float = WALL_SECONDS
    _process: subprocess.Popen[bytes] | None = field(default=None)

    def ask(self, order: dict[str, Any], data: bytes) -> bytes:
        """Return the child's answer. Raises ChildError where the child fell or took too long.

        A crash without a reason of its own is tried once more in a fresh child before the file is blamed for it.
        """
        try:
            return self._ask(order, data)
        except ChildError as error:
            if error.finding.code != "F-CRASH":
                raise
        return self._ask(order, data)

    def _ask(self, order: dict[str, Any], data: bytes) -> bytes:
        """Ask once."""
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
            self._await_ready(self._process)
        return self._process

    def _await_ready(self, process: subprocess.Popen[bytes]) -> None:
        """Wait for the first frame. Raises NoReaderError where it does not come."""
        try:
            ready = _receive(process, time.monotonic() + START_SECONDS)
        except (EOFError, TimeoutError):
            ready = b""
        if ready != READY:
            self._end()
            raise NoReaderError

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
    if -code == signal.SIGXCPU:
        return fault("F-TIME", limit=CPU_SECONDS)
    return fault("F-MEMORY" if -code == signal.SIGABRT else "F-CRASH", found=code)
