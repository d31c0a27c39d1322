"""`ansinh worker`: the process that does what pages and partners ordered."""

from typing import Annotated

import typer

from ansinh.cli import ready  # noqa: F401 - sets Django up before anything with a table is imported
from ansinh.jobs.queue import queue
from ansinh.site import wiring

app = typer.Typer(help="Do what was ordered / Thực hiện các việc đã giao.")


@app.callback(invoke_without_command=True)
def worker(until_empty: Annotated[bool, typer.Option(help="stop when nothing is left")] = False) -> None:
    """Run ordered jobs until stopped."""
    wiring.wire()
    queue.work(until_empty=until_empty)
