"""`ansinh bench benefits` and `what-if`: payroll, settlements, relief, questions about the law, beside their limits."""

from typing import Annotated

import typer

from ansinh.cli import ready
from ansinh.jobs.bench.benefits import Measured, bench_payroll, bench_relief, told_limits
from ansinh.jobs.bench.private import bench_server
from ansinh.jobs.bench.settlements import SettlementBench, bench_settlements
from ansinh.jobs.bench.what_if import bench_what_if
from ansinh.records.bench_province.columns import PEOPLE
from ansinh.records.bench_province.turns import TURNS

__all__ = ["benefits", "judged", "ready", "settlements", "what_if"]

Workers = Annotated[int, typer.Option(help="processes")]
Turns = Annotated[int, typer.Option(help="sickness and maternity turns; 0 leaves them out")]
MOST_TURN_SECONDS = 30.0
PROVINCE_PENSIONS, NATION_PENSIONS, RELIEF_PEOPLE = 62_538, 3_300_000, 150_000
MOST_PAYROLL, MOST_RELIEF = (3.0, 60.0), 15.0
MOST_WHAT_IF = 10.0


def benefits(
    *,
    pensions: Annotated[int, typer.Option(help="pensions of the province; 0 leaves it out")] = PROVINCE_PENSIONS,
    nation: Annotated[int, typer.Option(help="pensions of the country; 0 leaves it out")] = NATION_PENSIONS,
    people: Annotated[int, typer.Option(help="insured people whose units get a relief list; 0 leaves it out")] = (
        RELIEF_PEOPLE
    ),
    turns: Turns = TURNS,
    workers: Workers = 2,
) -> None:
    """Pay a month of pensions, run a relief list to its posting, reckon sickness and maternity again; beside limits.

    Each stands beside its floor in the same run: read the same columns, the bare kernel, COPY of the same columns.
    """
    with bench_server() as server:
        if pensions:
            _tell(f"payroll of {pensions:,}", bench_payroll(server, pensions, workers, typer.echo), MOST_PAYROLL[0])
        if people:
            listed = bench_relief(server, people, workers, typer.echo)
            _tell(f"relief list of {listed.people:,}", listed, MOST_RELIEF)
        if turns:
            _tell_settlements(bench_settlements(server, turns, workers, typer.echo, rounds=1))
        if nation:
            _tell(f"payroll of {nation:,}", bench_payroll(server, nation, workers, typer.echo), MOST_PAYROLL[1])


def _tell(name: str, found: Measured, bar: float) -> None:
    """Print a figure beside its bar and its limits."""
    typer.echo(f"{name}: {found.seconds:.2f} s (bar {bar:.0f}) {judged(found.seconds, bar)}; {told_limits(found)}")


def settlements(
    *,
    count: Turns = TURNS,
    rounds: Annotated[int, typer.Option(help="times, in turns with the floor", min=1)] = 3,
    workers: Workers = 2,
) -> None:
    """Reckon a season of sickness and maternity turns again from their histories, database to database."""
    with bench_server() as server:
        _tell_settlements(bench_settlements(server, count, workers, typer.echo, rounds=rounds))


def _tell_settlements(told: SettlementBench) -> None:
    """Print the seconds of all turns beside their bar and their limits."""
    stages = told.turns[-1].stages
    typer.echo(
        f"{told.count:,} turns: {told.seconds:.2f} s (bar {MOST_TURN_SECONDS:.0f}) "
        f"{judged(told.seconds, MOST_TURN_SECONDS)}; ratio to reading and writing alone {told.ratio:.2f}, to COPY "
        f"{told.seconds / stages.copy:.2f}, to the bare kernel {told.seconds / stages.kernel:.1f}"
    )


def what_if(
    *,
    people: Annotated[int, typer.Option(help="insured people of the province")] = PEOPLE,
    pensions: Annotated[int, typer.Option(help="pensions in payment")] = PROVINCE_PENSIONS,
) -> None:
    """Ask what changed laws would cost a whole province: an increase decree, base salary, a rate, an age."""
    with bench_server("2GB") as server:
        done = bench_what_if(server, people, pensions, typer.echo)
    slowest = max(one.clock.wall for one in done)
    typer.echo(
        f"{len(done)} questions about {people:,} insured and {pensions:,} pensions: at most {slowest:.2f} s "
        f"(bar {MOST_WHAT_IF:.0f}) {judged(slowest, MOST_WHAT_IF)}"
    )


def judged(value: float, bar: float) -> str:
    """Return whether a bar is met."""
    return "met" if value <= bar else "MISSED"
