"""`ansinh verify`: every invariant of the books, the payments, the registers and the story, over the whole database."""

from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import ready, show
from ansinh.core.text import Text
from ansinh.jobs.invariants import Verdict, check_everything
from ansinh.jobs.nightly import MONTHS

__all__ = ["app", "ready"]

app = typer.Typer(help="Invariants / Kiểm tra bất biến.")
SHOWN = 20  # rows of one invariant on the screen; --json gives all
SOUND = Text("{n} phép kiểm, không thấy sai lệch.", "{n} checks, no violation.")
BROKEN = Text("{n} phép kiểm, {k} có sai lệch.", "{n} checks, {k} violated.")
HEAD = (Text("", ""), Text("Mã", "No."), Text("Nội dung", "What holds"), Text("Phạm vi", "Scope"), Text("Giây", "s"))


@app.callback(invoke_without_command=True)
def verify(
    *,
    months: Annotated[int, typer.Option(help="closed months of each office to look at again")] = MONTHS,
    as_json: Annotated[bool, typer.Option("--json", help="answer as JSON, with every row")] = False,
    lang: Annotated[Literal["vi", "en"], typer.Option(help="vi | en")] = "vi",
) -> None:
    """Run every verifier over the database and name the rows that break one; exit 1 if anything is violated."""
    with show.refusals(lang):
        found = list(check_everything(months))
    if as_json:
        show.print_json([verdict.values() for verdict in found])
    else:
        _print(found, lang)
    if not all(verdict.holds for verdict in found):
        raise typer.Exit(1)


def _print(found: list[Verdict], lang: Literal["vi", "en"]) -> None:
    """Print a table of verdicts, then the rows of those that do not hold."""
    table = Table()
    for column in HEAD:
        table.add_column(column.to(lang))
    for verdict in found:
        mark = "[green]✓[/]" if verdict.holds else "[red]✗[/]"
        table.add_row(mark, verdict.code, verdict.says.to(lang), verdict.scope, f"{verdict.seconds:.2f}")
    console, broken = Console(), [verdict for verdict in found if not verdict.holds]
    console.print(table)
    for verdict in broken:
        for row in verdict.rows[:SHOWN]:
            typer.echo(f"{verdict.scope} {row.where}: {row.what.to(lang)}".strip(), err=True)
    words = BROKEN if broken else SOUND
    console.print(words.fill(n=len(found), k=len(broken)).to(lang))


if __name__ == "__main__":
    app()
