"""`ansinh bench`: how fast the month of a province is, measured honestly, and against its floor."""

from typing import Annotated

import typer

from ansinh.cli import ready
from ansinh.cli.bench_benefits import benefits, judged, settlements, what_if
from ansinh.cli.bench_declarations import declarations
from ansinh.cli.bench_pages import pages
from ansinh.jobs.bench.claims import bench_claims
from ansinh.jobs.bench.develop import bench_develop
from ansinh.jobs.bench.kernel import bench_kernel
from ansinh.jobs.bench.lookup import LookupBench, bench_lookup
from ansinh.jobs.bench.month import MonthBench, bench_month, bench_storage
from ansinh.records.bench_province.cards import CARDS
from ansinh.records.bench_province.columns import PEOPLE

__all__ = ["app", "ready"]

app = typer.Typer(help="Measurements / Đo tốc độ.", no_args_is_help=True)
People = Annotated[int, typer.Option(help="insured people of the province")]
Workers = Annotated[int, typer.Option(help="processes")]
MOST_SECONDS, MOST_RATIO, MOST_GROWTH = 8.0, 2.0, 2.3
MOST_FIND_SECONDS = 60.0


@app.command()
def month(
    *,
    people: People = PEOPLE,
    runs: Annotated[int, typer.Option(help="months measured, in turns with the floor", min=1)] = 5,
    workers: Workers = 2,
    scale_test: Annotated[bool, typer.Option("--scale-test", help="also twice the size")] = False,
) -> None:
    """Close months of a bench province from database to database, in turns with the floor of DESIGN section 9."""
    once = bench_month(people, runs, workers, typer.echo)
    _summary(once)
    if scale_test:
        twice = bench_month(2 * people, max(3, runs // 2), workers, typer.echo)
        _summary(twice)
        growth = twice.seconds / once.seconds
        typer.echo(f"twice the size: {growth:.2f} times the time (bar {MOST_GROWTH}) {judged(growth, MOST_GROWTH)}")


@app.command()
def storage(*, people: People = PEOPLE, workers: Workers = 2) -> None:
    """Write the same month as rows and as packed blocks (docs/decisions/0003-packed-blocks.md)."""
    bench_storage(people, workers, typer.echo)


@app.command()
def kernel(*, people: People = PEOPLE, workers: Workers = 2) -> None:
    """Run the law's kernel alone over made-up people, without a database."""
    rate = bench_kernel(people, workers)
    typer.echo(f"kernel: {rate / 1e6:.1f} million person-months/s on {workers} processes (bar 15)")


@app.command()
def develop(*, people: People = PEOPLE) -> None:
    """Find the prospects and build the debt ladder of a whole province, twice each."""
    told = bench_develop(people, typer.echo)
    slowest = told.seconds("prospects")
    typer.echo(
        f"{told.people:,} insured: prospects {slowest:.1f} s (bar {MOST_FIND_SECONDS:.0f}) "
        f"{judged(slowest, MOST_FIND_SECONDS)}; ladder {told.seconds('ladder'):.1f} s"
    )


app.command()(settlements)
app.command()(benefits)
app.command("what-if")(what_if)
app.command()(pages)
app.command()(declarations)


@app.command()
def lookup(
    *,
    cards: Annotated[int, typer.Option(help="cards in the register")] = CARDS,
    rounds: Annotated[int, typer.Option(help="turns of bare view and look-up", min=1)] = 5,
    seconds: Annotated[float, typer.Option(help="of each turn", min=1)] = 10.0,
) -> None:
    """Look cards up as a hospital's system does, in turns with a bare view that has no rights, limits nor log."""
    told = bench_lookup(cards, rounds, seconds, typer.echo)
    typer.echo(_told_lookups(told))


def _told_lookups(told: LookupBench) -> str:
    """Return the figures that the bars are about."""
    rate, paced = told.rate("look-up"), told.paced
    return (
        f"{told.cards:,} cards: bare view {told.rate('bare view'):,.0f}/s, look-up {rate:,.0f}/s (bar 2,000 on a quiet "
        f"machine) {judged(2_000, rate)}; ratio {told.ratio:.2f} (bar 0.5) {judged(0.5, told.ratio)}; at 500/s p50 "
        f"{paced.p50:.2f} ms, p99 {paced.p99:.2f} ms (bar 15) {judged(paced.p99, 15)}; of {told.asked:,} look-ups "
        f"{told.logged:,} stand in the log"
    )


def _summary(bench: MonthBench) -> None:
    """Print the figures that the bars are about."""
    least, middle, most = bench.ratios
    typer.echo(
        f"{bench.people:,} people, {bench.accounts:,} accounts, {len(bench.turns)} months: "
        f"median close {bench.seconds:.2f} s "
        f"(bar {MOST_SECONDS:.0f} at {PEOPLE:,}) "
        f"{judged(bench.seconds, MOST_SECONDS * max(1, bench.people / PEOPLE))}; "
        f"ratio to floor {least:.2f} / {middle:.2f} / {most:.2f} (bar: median {MOST_RATIO}) "
        f"{judged(middle, MOST_RATIO)}"
    )


@app.command()
def claims(
    *,
    visits: Annotated[int, typer.Option(help="visits in each turn", min=100)] = 20_000,
    runs: Annotated[int, typer.Option(help="turns", min=1)] = 5,
    workers: Workers = 2,
) -> None:
    """Take medical claims in (read, assess, store), in turns with lxml alone on the same files and processes."""
    done = bench_claims(visits, runs, workers, typer.echo)
    typer.echo(
        f"claims: {done.whole:,.0f} visits/s read, assessed and stored ({done.kilobytes:.1f} KB each; bar 1,000), "
        f"lxml alone {done.alone:,.0f}, ratio {done.ratio:.2f} (bar 0.5); load {done.load:.1f}"
    )
