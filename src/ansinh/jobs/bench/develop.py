"""The nightly builds of outreach and debt over a whole province, measured on a private server."""

import datetime as dt
import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

from ansinh.jobs.bench.clock import Reading, read
from ansinh.jobs.bench.private import BenchServer, bench_server
from ansinh.jobs.inspection.risk import run_risk
from ansinh.records.bench_province.columns import ACCOUNTS, PEOPLE, make
from ansinh.records.bench_province.load import load
from ansinh.records.bench_province.missing import DAY, HOLDERS, add_lists
from ansinh.usecases.collection import ladder
from ansinh.usecases.outreach import prospects

OFFICE = "26"
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: what, how many rows it wrote or found, the clock."""

    name: str
    rows: int
    clock: Reading


@dataclass(frozen=True, slots=True)
class DevelopBench:
    """All runs; `seeded` are the seconds the province took to load."""

    people: int
    seeded: float
    runs: tuple[Measured, ...]

    def seconds(self, name: str) -> float:
        """Return the seconds of the slowest run of a name."""
        return max(run.clock.wall for run in self.runs if run.name == name)


def bench_develop(people: int, tell: Told) -> DevelopBench:
    """Load a province of `people` insured (and card holders, lists, debts in proportion), then build twice."""
    with bench_server("512MB") as server:
        began = time.monotonic()
        load(make(people, max(20, people * ACCOUNTS // PEOPLE)), [])
        add_lists(people * HOLDERS // PEOPLE)
        seeded = time.monotonic() - began
        tell(f"loaded in {seeded:.0f} s")
        return DevelopBench(people, seeded, tuple(_runs(server, tell)))


def _runs(server: BenchServer, tell: Told) -> list[Measured]:
    """Build the prospects, the ladder and the risk of employers, twice each: the second time nothing is new."""
    day = dt.date.fromisoformat(DAY)
    made = []
    for again in ("", " again"):
        made.append(
            _measure(server, f"prospects{again}", lambda: sum(prospects.build(OFFICE, day, "bench").found.values()))
        )
        made.append(_measure(server, f"ladder{again}", lambda: ladder.build(OFFICE, day, "bench").debtors))
        made.append(_measure(server, f"risk{again}", lambda: run_risk(OFFICE, day, "bench").units))
    for one in made:
        tell(describe(one))
    return made


def _measure(server: BenchServer, name: str, work: Callable[[], int]) -> Measured:
    """Run `work` with the clock running."""
    connection.ensure_connection()
    before = read(server.data)
    rows = work()
    return Measured(name, rows, read(server.data).since(before))


def describe(one: Measured) -> str:
    """Return one line about a run."""
    c = one.clock
    return (
        f"{one.name}: {one.rows:,} in {c.wall:.1f} s ({one.rows / max(c.wall, 0.001):,.0f}/s; database "
        f"{c.server:.1f} s CPU, steal {c.steal:.1f} s, load {os.getloadavg()[0]:.1f})"
    )
