"""A clock for benchmarks: seconds, CPU seconds of ours and of the server, and time stolen by other machines."""

import os
import resource
import time
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Reading:
    """Totals at a moment, or the difference of two, in seconds."""

    wall: float
    ours: float
    server: float
    steal: float

    def since(self, before: "Reading") -> "Reading":
        """Return what passed since `before`."""
        return Reading(
            self.wall - before.wall, self.ours - before.ours, self.server - before.server, self.steal - before.steal
        )


def read(server_data: Path) -> Reading:
    """Read the clock; `server_data` is the data folder of the database server on this machine."""
    ours = sum(
        use.ru_utime + use.ru_stime
        for use in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )
    cpu = Path("/proc/stat").read_text().split("\n", 1)[0].split()
    steal = int(cpu[8]) / TICKS if len(cpu) > 8 else 0.0
    return Reading(time.monotonic(), ours, _server_seconds(server_data), steal)


def _server_seconds(data: Path) -> float:
    """Return the CPU seconds of the server: its own, its living children's, and those of children that ended."""
    master = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    ticks = sum(_ticks(master)[:4])
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            fields = _ticks(int(entry.name))
            if fields and fields[4] == master:
                ticks += fields[0] + fields[1]
    return ticks / TICKS


def _ticks(process: int) -> tuple[int, ...]:
    """Return user, system, children's user and system ticks and the parent of a process; nothing if it is gone."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return ()
    return (*(int(field) for field in fields[11:15]), int(fields[1]))
