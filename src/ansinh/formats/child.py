"""The child process that opens a stranger's file: `python -m ansinh.formats.child`, limits first, then file by file.

It says "ready" in a first frame, then reads frames from stdin and writes frames to stdout. A frame is 4 bytes of
length, big endian, and the bytes. A request is two frames: a JSON order {"act", "kind", "name", ...}, and the file. The
answer is one frame: "+" and the packed value or the workbook, or "-" and a word.
"""

import json
import resource
import struct
import sys
from typing import BinaryIO

from ansinh.core.finding import Finding
from ansinh.formats.kinds import KINDS
from ansinh.formats.sheet.comment import comment_workbook
from ansinh.formats.wire import pack, unpack

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 20
LARGEST_FRAME = 256 * 1024 * 1024
READY = b"ready"


def read_frame(stream: BinaryIO) -> bytes | None:
    """Return the next frame of `stream`; None at its end. A frame that is cut off or too long is an EOFError."""
    head = stream.read(4)
    if not head:
        return None
    size = struct.unpack(">I", head)[0] if len(head) == 4 else LARGEST_FRAME + 1
    data = stream.read(size) if size <= LARGEST_FRAME else b""
    if len(data) != size:
        message = "a frame was cut off"
        raise EOFError(message)
    return data


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Write one frame and flush."""
    stream.write(struct.pack(">I", len(data)))
    stream.write(data)
    stream.flush()


def answer(order: bytes, data: bytes) -> bytes:
    """Return the answer to one request."""
    asked = json.loads(order)
    if asked["act"] == "comment":
        findings = unpack(list[Finding], json.dumps(asked["findings"]).encode())
        return comment_workbook(data, findings, language=asked["language"])
    return pack(KINDS[asked["kind"]].read(data, name=asked["name"]))


def limit_self(memory_bytes: int = MEMORY_BYTES, cpu_seconds: int = CPU_SECONDS) -> None:
    """Cap memory, processor time, files and cores of this process. CPU counts from the start, so it grows per file."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    _more_time(cpu_seconds)


def _more_time(cpu_seconds: int) -> None:
    """Allow `cpu_seconds` more of processor time from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(used.ru_utime + used.ru_stime) + cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def main() -> None:
    """Serve requests until stdin ends. Out of memory is an answer of its own; anything worse ends the process."""
    limit_self()
    write_frame(sys.stdout.buffer, READY)
    while (order := read_frame(sys.stdin.buffer)) is not None:
        data = read_frame(sys.stdin.buffer) or b""
        _more_time(CPU_SECONDS)
        try:
            made = b"+" + answer(order, data)
        except MemoryError:
            made = b"-memory"
        write_frame(sys.stdout.buffer, made)
        del data, made


if __name__ == "__main__":
    main()
