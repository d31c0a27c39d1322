"""Those who send files: a process of its own, which writes the files of the next month while this one is taken in."""

import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from ansinh.core.period import Month
from ansinh.jobs.demo.writing import Letter, Scene, write_month
from ansinh.jobs.engine import leave_parent

_scene: list[Scene] = []  # of the process that writes: it was forked with everything in memory


class Senders:
    """The files of each month, in order; made before this process has threads, closed when no more are wanted."""

    def __init__(self, scene: Scene) -> None:
        """Start the process; nothing is written before it is asked for."""
        self._scene = scene
        self._asked: dict[Month, Future[list[Letter]]] = {}
        context = multiprocessing.get_context("fork")
        self._writer = ProcessPoolExecutor(1, context, initializer=_begin, initargs=(scene,))
        self._writer.submit(int).result()

    def letters(self, month: Month) -> list[Letter]:
        """Return the letters of `month`, whose files lie in the folder; those of the next month are begun."""
        last = self._scene.province.profile.month
        try:
            for wanted in (month, month.plus(1)):
                if wanted not in self._asked and wanted <= last:
                    self._asked[wanted] = self._writer.submit(_write, wanted)
            return self._asked[month].result()
        except BrokenProcessPool:  # somebody ended it: we write ourselves
            return write_month(self._scene, month)

    def close(self) -> None:
        """End the process; what is not written yet is not."""
        self._writer.shutdown(cancel_futures=True)


def _begin(scene: Scene) -> None:
    """Begin the process: its parent's connections are let go of, and it ends when the parent does."""
    leave_parent()
    _scene.append(scene)


def _write(month: Month) -> list[Letter]:
    """Write one month."""
    return write_month(_scene[0], month)
