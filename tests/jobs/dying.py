"""Work done in a process that kills itself at a labelled point: what a fault leaves behind is then looked at."""

import multiprocessing
import os
import signal
from collections.abc import Callable

from django.db import connections


def in_child(work: Callable[[], object], kill_at: str, countdown: int) -> int:
    """Do `work` in a child killed when the function `kill_at` was called `countdown` times; return its exit code."""
    child = multiprocessing.get_context("fork").Process(target=_die, args=(work, kill_at, countdown))
    connections["default"].close()
    child.start()
    child.join(timeout=120)
    return child.exitcode or 0


def _die(work: Callable[[], object], kill_at: str, countdown: int) -> None:
    left = [countdown]

    def deadly(real: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*args: object, **kwargs: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        return wrapped

    module, _, name = kill_at.rpartition(".")
    place = __import__(module, fromlist=[name])
    setattr(place, name, deadly(getattr(place, name)))
    work()
    os._exit(0)
