"""`ansinh month`: close the month of an office, see how far it is, check it, sign it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from ansinh.cli import ready, show
from ansinh.cli.options import Office
from ansinh.core.money import format_dong
from ansinh.core.text import Text
from ansinh.domain.ledger.violation import Violation
from ansinh.jobs import engine
from ansinh.jobs.monthly import Closed, Order, close_month
from ansinh.jobs.nightly import verify_month
from ansinh.usecases import ledger

__all__ = ["app", "ready"]

app = typer.Typer(help="Months / Khóa sổ tháng.", no_args_is_help=True)
Lang = Literal["vi", "en"]
Period = Annotated[str, typer.Argument(help="month, YYYY-MM")]
Tongue = Annotated[Lang, typer.Option(help="vi | en")]
ALREADY = Text(
    "Tháng {period} của {office} đã khóa sổ; không ghi thêm bút toán nào.",
    "{period} of {office} is closed already; nothing posted.",
)
CLOSED = Text(
    "Đã khóa sổ {period} của {office}: {people} lượt người, {posted} bút toán, {seconds:.1f} giây.",
    "Closed {period} of {office}: {people} people, {posted} postings, {seconds:.1f} seconds.",
)
SOUND = Text("Không thấy sai lệch.", "No violation found.")


@app.command()
def close(
    period: Period,
    *,
    office: Office,
    workers: Annotated[int, typer.Option(help="processes")] = engine.DEFAULT_WORKERS,
    on: Annotated[str, typer.Option("--engine", help="processes | inline")] = "processes",
    actor: Annotated[str, typer.Option(help="who closes the month")] = "cli",
    lang: Tongue = "vi",
) -> None:
    """Close a month, or go on with one that was interrupted. A closed month is left alone."""
    order = Order(office=office, period=show.month(period), actor=actor, workers=workers, engine=on)
    with show.refusals(lang), _bar(str(period)) as watch:
        closed = close_month(order, watch)
    _tell(closed, lang)


@app.command()
def status(office: Office, *, as_json: Annotated[bool, typer.Option("--json")] = False, lang: Tongue = "vi") -> None:
    """Show the months of an office: open, closing (how far), closed, signed by whom."""
    with show.refusals(lang):
        rows = ledger.month_states(office)
    if as_json:
        show.print_json(rows)
        return
    table = Table("month", "state", "done", "collection", "accounting", "sheets")
    for row in rows:
        table.add_row(
            *(str(row[name]) for name in ("period", "state", "done", "collection", "accounting", "sheet_hash"))
        )
    Console().print(table)


@app.command()
def verify(
    period: Period, *, office: Office, as_json: Annotated[bool, typer.Option("--json")] = False, lang: Tongue = "vi"
) -> None:
    """Run every verifier over a closed month; exit 1 if anything is violated."""
    with show.refusals(lang):
        found = verify_month(office, show.month(period))
    if as_json:
        show.print_json({name: [vars_of(one) for one in violations] for name, violations in found.items()})
    else:
        for name, violations in found.items():
            typer.echo(f"{name}: {SOUND.to(lang) if not violations else ''}")
            for one in violations[:20]:
                typer.echo(f"  {one.where}: {one.what.to(lang)}", err=True)
    if any(found.values()):
        raise typer.Exit(1)


@app.command()
def sign(
    period: Period,
    *,
    office: Office,
    role: Annotated[Literal["collection", "accounting"], typer.Option("--as", help="which of the two signatures")],
    actor: Annotated[str, typer.Option(help="who signs")],
    lang: Tongue = "vi",
) -> None:
    """Sign a closed month as collection head or as accountant: two different people."""
    with show.refusals(lang):
        ledger.sign_month(office, show.month(period), role, actor)
    typer.echo(f"{period} {office}: {role} = {actor}")


def vars_of(one: Violation) -> dict[str, str]:
    """Return a violation as plain values."""
    return {"where": one.where, "vi": one.what.vi, "en": one.what.en}


def _tell(closed: Closed, lang: Lang) -> None:
    """Print what came of a close."""
    words = ALREADY if closed.already else CLOSED
    filled = words.fill(
        period=closed.period, office=closed.office, people=format_dong(closed.people),
        posted=format_dong(closed.posted), seconds=closed.seconds,
    )  # fmt: skip
    typer.echo(filled.to(lang))


@contextmanager
def _bar(title: str) -> Iterator[Callable[[engine.Progress], None]]:
    """Show a progress bar with the remaining time while a run goes on."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    # no thread of its own: workers can then be forked, which is quicker than starting them anew
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(title, total=None)

        def watch(progress: engine.Progress) -> None:
            bar.update(task, total=progress.total, completed=progress.done, refresh=True)

        yield watch
