"""`ansinh bench declarations`: a workbook of ten thousand rows read, checked, applied, and back with comments."""

from typing import Annotated

import typer

from ansinh.cli import ready
from ansinh.cli.bench_benefits import judged
from ansinh.jobs.bench.declarations import bench_declarations

__all__ = ["declarations", "ready"]

MOST_APPLIED, MOST_COMMENTED = 3.0, 10.0


def declarations(
    *,
    rows: Annotated[int, typer.Option(help="rows of the workbook", min=10)] = 10_000,
    runs: Annotated[int, typer.Option(help="turns", min=1)] = 3,
) -> None:
    """Take a workbook D02-LT in whole, and give one with errors back with its comments, by the ordinary doors."""
    told = bench_declarations(rows, runs, typer.echo)
    applied, commented = told.median(told.applied), told.median(told.commented)
    typer.echo(
        f"{told.rows:,} rows ({told.kilobytes:,} KB): read, checked and applied in {applied.wall:.2f} s "
        f"(bar {MOST_APPLIED:.0f} on a quiet machine) {judged(applied.wall, MOST_APPLIED)}; commented workbook "
        f"{commented.wall:.2f} s (bar {MOST_COMMENTED:.0f}) {judged(commented.wall, MOST_COMMENTED)}"
    )
