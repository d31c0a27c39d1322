"""`ansinh serve`: the pages, and beside them one process that works the queue."""

import datetime as dt
import os
import subprocess
import sys

import typer
from django.conf import settings
from granian import Granian
from granian.constants import Interfaces

import ansinh.cli.ready  # noqa: F401 - sets Django up
from ansinh.core.period import Month
from ansinh.records.store.pages import work

app = typer.Typer(help="Serve the pages on 127.0.0.1.")
TARGET = "ansinh.site.wsgi:application"
WORKER = "ansinh.site.worker"  # named, not imported: the floor above wires the jobs


def start_worker() -> "subprocess.Popen[bytes]":
    """Start the process that works the queue; the caller ends it."""
    return subprocess.Popen([sys.executable, "-m", WORKER], env=os.environ.copy(), start_new_session=True)


def story_day() -> dt.date | None:
    """Return the third day after the last closed month: where the story of a demo stands."""
    closed = work.last_closed()
    return Month.containing(closed).plus(1).first_day.replace(day=3) if closed else None


def serve(port: int, *, workers: int = 1, today: dt.date | None = None) -> None:
    """Answer on 127.0.0.1:`port` until stopped; with `today`, days due are held against that day."""
    if today is not None:
        os.environ["ANSINH_TODAY"] = today.isoformat()
        settings.TODAY = today.isoformat()  # the workers are forked: they read no settings of their own
    worker = start_worker()
    try:
        Granian(
            TARGET, address="127.0.0.1", port=port, interface=Interfaces.WSGI, workers=workers, blocking_threads=4,
            log_access=False,
        ).serve()  # fmt: skip
    finally:
        worker.terminate()
        worker.wait(timeout=20)


@app.callback(invoke_without_command=True)
def main(
    port: int = typer.Option(8000, help="Port on 127.0.0.1."),
    workers: int = typer.Option(1, help="Processes that answer."),
    today: str = typer.Option("", help="Hold days due against YYYY-MM-DD, or `story`: after the last closed month."),
) -> None:
    """Serve the pages of the database in DATABASE_URL, or of the data folder (ANSINH_DATA_DIR)."""
    print(f"http://127.0.0.1:{port}/  ({settings.DATA_DIR})")
    day = story_day() if today == "story" else dt.date.fromisoformat(today) if today else None
    serve(port, workers=workers, today=day)


if __name__ == "__main__":
    app()
