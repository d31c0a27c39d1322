"""Lists of partners at the command line: taken in one after the other, each told with its findings."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import typer

from ansinh.cli import ready, show
from ansinh.core.text import Text
from ansinh.usecases.outreach.lists import Taken

__all__ = ["ready", "take_in"]  # Django is set up before anything with a table is imported


def take_in(files: Sequence[Path], load: Callable[[Path], Taken], said: Text, lang: Literal["vi", "en"]) -> None:
    """Take the files in, each told by `said` ({name}, {rows}, {state}, {errors}); exit 1 if one was refused."""
    refused = False
    for path in files:
        done = load(path)
        errors = sum(one.stops for one in done.findings.items)
        typer.echo(said.fill(name=path.name, rows=done.rows, state=done.state, errors=errors).to(lang))
        show.print_findings(done.findings.items, lang)
        refused = refused or done.state == "refused"
    if refused:
        raise typer.Exit(1)
