"""Seconds of the stages of a floor: reading, bare kernel, COPY. Each process tells its own through a small table."""

import resource
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class Stages:
    """Seconds of one floor by stage: those of all its processes together, divided by how many there were."""

    read: float
    kernel: float
    copy: float


def new_stages() -> None:
    """Forget the stages told so far."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_stage")
        cursor.execute("CREATE TABLE bench_stage (read float8, kernel float8, copy float8)")


def tell_stages(marks: Sequence[float]) -> None:
    """Keep the stages of one part: the moments before reading, after it, after the kernel, and after COPY's commit."""
    begun, had_read, reckoned, written = marks
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bench_stage VALUES (%s, %s, %s)", [had_read - begun, reckoned - had_read, written - reckoned]
        )


def told_stages(workers: int) -> Stages:
    """Return the stages of all parts as seconds on the wall: what `workers` processes told, divided among them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(read), sum(kernel), sum(copy) FROM bench_stage")
        read, kernel, copy = cursor.fetchone()
    return Stages(read / workers, kernel / workers, copy / workers)


def peak_megabytes() -> tuple[float, float]:
    """Return the most memory so far (RSS, MB) of this process, and of the largest of the processes it started."""
    own, children = (
        resource.getrusage(which).ru_maxrss / 1024 for which in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own, children
