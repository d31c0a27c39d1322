"""`ansinh bench pages`: every page of the database at hand with its questions and milliseconds, the slowest first."""

from typing import Annotated

import typer
from django.conf import settings
from rich.console import Console
from rich.table import Table

from ansinh.cli import ready
from ansinh.cli.serve import story_day
from ansinh.jobs.bench.pages import OF_A_KIND, PageVisit, walk_pages

__all__ = ["pages", "ready"]

MOST_MS = 200.0
WIDTH = 150


def pages(
    *,
    function: Annotated[list[str] | None, typer.Option(help="collection, leader, ...; all without it")] = None,
    kinds: Annotated[int, typer.Option(help="tabs, filters, indicators of one page, at most", min=1)] = OF_A_KIND,
    shown: Annotated[int, typer.Option(help="rows, the slowest first; 0 is all")] = 40,
) -> None:
    """Walk the pages of the database at hand (ANSINH_DATA_DIR, or DATABASE_URL) as each function does, and time them.

    In this process, without the network: what the server itself takes. Reads of persons are logged as for anybody.
    """
    if day := story_day():
        settings.TODAY = day.isoformat()
    visits = walk_pages(frozenset(function or ()), typer.echo, of_a_kind=kinds)
    slowest = sorted(visits, key=lambda one: -one.again)
    Console(width=WIDTH).print(_table(slowest[: shown or len(slowest)]))
    late = [one for one in visits if one.again > MOST_MS]
    wrong = [one for one in visits if one.status >= 400]
    typer.echo(
        f"{len(visits)} addresses of {len({one.page.split(' ')[0] for one in visits})} pages: "
        f"{len(visits) - len(late)} within {MOST_MS:.0f} ms, {len(late)} above "
        f"({len({one.page for one in late})} pages); most queries {max((one.queries for one in visits), default=0)}"
    )
    for one in wrong:
        typer.echo(f"{one.status} {one.address} ({one.function})")


def _table(visits: list[PageVisit]) -> Table:
    """Return visits as a table."""
    table = Table()
    for name in ("page", "address", "as", "queries", "database ms", "first ms", "ms", "cpu ms"):
        table.add_column(name, justify="left" if name in {"page", "address", "as"} else "right", overflow="fold")
    for one in visits:
        table.add_row(
            one.page, one.address, one.function, str(one.queries), f"{one.database:,.0f}", f"{one.first:,.0f}",
            f"{one.again:,.0f}", f"{one.cpu:,.0f}",
        )  # fmt: skip
    return table
