"""`ansinh serve`: the pages, and beside them one process that works the queue."""

import datetime as dt
import os
import subprocess
import sys
import threading
import time
from typing import Final

import typer
from django.conf import settings
from granian import Granian
from granian.constants import Interfaces

import ansinh.cli.ready  # noqa: F401 - sets Django up
from ansinh.cli.show import day_of
from ansinh.core.period import Month
from ansinh.records.store.pages import work

app = typer.Typer(help="Serve the pages on 127.0.0.1.")
TARGET = "ansinh.site.wsgi:application"
WORKER = "ansinh.site.worker"  # named, not imported: the floor above wires the jobs
PATIENCE: Final = 20.0  # seconds for a worker to end by itself
SETTLED: Final = 2.0  # seconds after which a server counts as one that could be started
PAUSE: Final = 1.0  # seconds before one that fell is started again


class Worker:
    """The process that works the queue, started again for as long as the pages are served if it falls."""

    def __init__(self) -> None:
        """Start it."""
        self._stopping = threading.Event()
        self._process = self._start()
        self._watch = threading.Thread(target=self._keep, daemon=True)
        self._watch.start()

    def stop(self) -> None:
        """End it: it finishes the step it is in, or is cut off after a while (what it did is gone on with later)."""
        self._stopping.set()
        self._process.terminate()
        try:
            self._process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._watch.join(timeout=PATIENCE)

    def _keep(self) -> None:
        """Start it anew whenever it fell."""
        while not self._stopping.is_set():
            self._process.wait()
            if not self._stopping.wait(PAUSE):
                self._process = self._start()
        self._process.terminate()  # one that was started while we were told to stop

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", WORKER, "--beside"], env=os.environ.copy(), start_new_session=True
        )


def story_day() -> dt.date | None:
    """Return the third day after the last closed month: where the story of a demo stands."""
    closed = work.last_closed()
    return Month.containing(closed).plus(1).first_day.replace(day=3) if closed else None


def serve(port: int, *, workers: int = 1, today: dt.date | None = None) -> None:
    """Answer on 127.0.0.1:`port` until stopped; with `today`, days due are held against that day."""
    if today is not None:
        os.environ["ANSINH_TODAY"] = today.isoformat()
        settings.TODAY = today.isoformat()  # the workers are forked: they read no settings of their own
    worker = Worker()
    try:
        while _serve_once(port, workers):
            time.sleep(PAUSE)
    finally:
        worker.stop()


def _serve_once(port: int, workers: int) -> bool:
    """Answer until stopped; True where processes fell so often that the server gave up, though it had answered."""
    began = time.monotonic()
    server = Granian(
        TARGET, address="127.0.0.1", port=port, interface=Interfaces.WSGI, workers=workers, blocking_threads=4,
        log_access=False, respawn_failed_workers=True,
    )  # fmt: skip
    try:
        server.serve()
    except SystemExit:
        if server.interrupt_signal or time.monotonic() - began < SETTLED:
            raise
        return True
    return False


@app.callback(invoke_without_command=True)
def main(
    port: int = typer.Option(8000, help="Port on 127.0.0.1."),
    workers: int = typer.Option(1, help="Processes that answer."),
    today: str = typer.Option("", help="Hold days due against YYYY-MM-DD, or `story`: after the last closed month."),
) -> None:
    """Serve the pages of the database in DATABASE_URL, or of the data folder (ANSINH_DATA_DIR)."""
    print(f"http://127.0.0.1:{port}/  ({settings.DATA_DIR})")
    day = story_day() if today == "story" else day_of(today) if today else None
    serve(port, workers=workers, today=day)


if __name__ == "__main__":
    app()
