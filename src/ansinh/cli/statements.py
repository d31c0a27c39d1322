"""`ansinh statements`: make the monthly statements C12-TS of an office, all of them, resumable."""

from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ansinh.cli import ready, show
from ansinh.core.text import Text
from ansinh.jobs import engine
from ansinh.jobs.statements import Made, Order, make_statements

__all__ = ["app", "ready"]

app = typer.Typer(help="Monthly statements C12 / Thông báo C12.", no_args_is_help=True)
MADE = Text(
    "{total} thông báo C12 tháng {period} ở {folder}: {made} mới, {before} đã có; {seconds:.1f} giây, {rate:.0f}/giây.",
    "{total} statements of {period} in {folder}: {made} made, {before} there before; {seconds:.1f} s, {rate:.0f}/s.",
)


@app.command()
def make(
    period: Annotated[str, typer.Argument(help="closed month, YYYY-MM")],
    *,
    office: Annotated[str, typer.Option(help="code of the office")],
    out: Annotated[Path, typer.Option(help="folder for the files")],
    layout: Annotated[Literal["pdf", "xlsx", "json"], typer.Option("--format")] = "pdf",
    workers: Annotated[int, typer.Option(help="processes")] = engine.DEFAULT_WORKERS,
    lang: Annotated[Literal["vi", "en"], typer.Option()] = "vi",
) -> None:
    """Make the statement of every employer account of a closed month; again goes on with what is missing."""
    order = Order(office, show.month(period), out, layout, workers)
    with show.refusals(lang):
        made = _with_progress(order)
    told = MADE.fill(**made._asdict(), period=order.period, folder=out, rate=made.made / max(made.seconds, 0.001))
    typer.echo(told.to(lang))


def _with_progress(order: Order) -> Made:
    """Make the statements under a bar with the time that remains."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, transient=True) as bar:
        task = bar.add_task(f"C12 {order.period}", total=None)
        return make_statements(order, lambda told: bar.update(task, completed=told.done, total=told.total))
