"""The month of a bench province, close and floor in turns, on a private server under production's constraints."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from ansinh.core.period import Month
from ansinh.jobs.bench.clock import Reading, read
from ansinh.jobs.bench.floor import blocks_part, new_tables, rows_part
from ansinh.jobs.bench.private import BenchServer, bench_server
from ansinh.jobs.engine import run_parts
from ansinh.jobs.month.frame import Frame, Part
from ansinh.jobs.monthly import Order, close_month
from ansinh.records.bench_province.columns import ACCOUNTS, PEOPLE, make
from ansinh.records.bench_province.load import load
from ansinh.records.bench_province.stir import stir
from ansinh.records.bulk.arrow import close_doors, database_url, door_to
from ansinh.records.store.ledger import months
from ansinh.usecases.ledger.law import law_of_books

OFFICE = "26"
FIRST = Month.of(2021, 7)  # closed before the clock starts, so that every measured month has one before it
RATES = [("fund.investment_rate.average_of_previous_year", f"{year}-01-01", "0.058") for year in (2021, 2022)] + [
    ("interbank.rate_9_month.previous_year_end", f"{year}-01-01", "0.0586") for year in (2021, 2022)
]


@dataclass(frozen=True, slots=True)
class Turn:
    """One measured month: the close, the floor, and how many people."""

    period: Month
    people: int
    close: Reading
    floor: Reading
    changed: int

    @property
    def ratio(self) -> float:
        """Close to floor."""
        return self.close.wall / self.floor.wall


@dataclass(frozen=True, slots=True)
class MonthBench:
    """All turns; `seeded` are the seconds the province took to load."""

    people: int
    accounts: int
    seeded: float
    turns: tuple[Turn, ...]

    @property
    def ratios(self) -> tuple[float, float, float]:
        """Least, median and greatest ratio to the floor."""
        found = sorted(turn.ratio for turn in self.turns)
        return found[0], median(found), found[-1]

    @property
    def seconds(self) -> float:
        """Median seconds of a close."""
        return median(turn.close.wall for turn in self.turns)


Told = Callable[[str], None]


def bench_month(people: int, runs: int, workers: int, tell: Told) -> MonthBench:
    """Seed a province of about `people`, close `runs` months of it and measure each against the floor, in turns."""
    accounts = max(1, ACCOUNTS * people // PEOPLE)
    with _province(people, accounts, tell) as (server, seeded):
        tell(f"seeded {people:,} people in {accounts:,} accounts in {seeded:.0f} s; closing {FIRST} without the clock")
        close_month(Order(OFFICE, FIRST, "bench", workers))
        turns = []
        for number in range(runs):
            period = FIRST.plus(1 + number)
            written = stir(period, number + 1)
            turn = _turn(server, period, workers, written)
            turns.append(turn)
            tell(describe(turn))
    return MonthBench(people, accounts, seeded, tuple(turns))


def describe(turn: Turn) -> str:
    """Return one line about a measured month."""
    close, floor = turn.close, turn.floor
    return (
        f"{turn.period}: close {close.wall:.2f} s (CPU ours {close.ours:.2f} + server "
        f"{close.server:.2f}, steal {close.steal:.2f}), "
        f"{turn.people / close.wall:,.0f} people/s, {turn.changed:,} account-months re-assessed; "
        f"floor {floor.wall:.2f} s (CPU {floor.ours:.2f} + {floor.server:.2f}, steal "
        f"{floor.steal:.2f}); ratio {turn.ratio:.2f}"
    )


def bench_storage(people: int, workers: int, tell: Told) -> None:
    """Write the same month as rows and as packed blocks, in turns, and tell seconds, bytes and one person's month."""
    with _province(people, max(1, ACCOUNTS * people // PEOPLE), tell) as (server, _):
        close_month(Order(OFFICE, FIRST, "bench", workers))
        for _ in range(3):
            for name, work in (("12-column rows", rows_part), ("packed blocks", blocks_part)):
                taken = _floor(server, FIRST, workers, work)
                tell(f"{name}: {taken.wall:.2f} s (CPU {taken.ours:.2f} + {taken.server:.2f})")
        sizes = door_to(database_url()).columns(
            "SELECT pg_total_relation_size('bench_floor') AS rows, pg_total_relation_size('bench_blocks') AS blocks, "
            "(SELECT sum(pg_total_relation_size(inhrelid))::bigint FROM pg_inherits "
            "WHERE inhparent = 'records_assessmentblock'::regclass) AS kept"
        )
        tell(", ".join(f"{name} {int(size[0]) / 1e6:,.0f} MB" for name, size in sizes.items()))
        close_doors()


@contextmanager
def _province(people: int, accounts: int, tell: Told) -> Iterator[tuple[BenchServer, float]]:
    """Start a private server with fsync on, load a province, and clean up afterwards."""
    with bench_server("4GB") as server:
        tell(
            "loading by COPY; indexes, foreign keys and the exclusion constraint are made "
            "afterwards and check every row"
        )
        yield server, load(make(people, accounts), RATES)


def _turn(server: BenchServer, period: Month, workers: int, written: dict[str, int]) -> Turn:
    """Close a month, then do its floor, both with the clock running."""
    if not written["receipts"]:
        message = "the bench province pays its dues"
        raise ValueError(message)
    before = read(server.data)
    closed = close_month(Order(OFFICE, period, "bench", workers))
    close = read(server.data).since(before)
    reckoned = closed.control["reckoned"]
    return Turn(
        period, reckoned["people"], close, _floor(server, period, workers, rows_part), reckoned["changed_months"]
    )


def _floor(server: BenchServer, period: Month, workers: int, work: Callable[[Frame, Part], int]) -> Reading:
    """Do the floor of a closed month with the partition of its run."""
    run = months.run_covering(months.office(OFFICE), period)
    new_tables()
    frame = Frame(uuid.uuid4(), run.office.path, period, run.known_at, None, period, law_of_books(), database_url())
    parts = [Part(number, first, last, people) for number, (first, last, people) in enumerate(run.parts)]
    before = read(server.data)
    done = sum(run_parts(frame, parts, work, workers=workers))
    close_doors()
    taken = read(server.data).since(before)
    if done == 0:
        message = f"nobody in {period} on {dt.datetime.now(dt.UTC)}"
        raise ValueError(message)
    return taken
