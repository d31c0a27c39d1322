"""The payroll of pensions and a province's relief list, measured beside their floors in the same run."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from ansinh.core.period import Month
from ansinh.domain.benefits.payments import Source
from ansinh.jobs.bench.benefits_floor import cases_floor, lines_floor
from ansinh.jobs.bench.clock import Reading, read
from ansinh.jobs.bench.private import BenchServer, fresh_database
from ansinh.jobs.bench.stages import Stages, new_stages, peak_megabytes, told_stages
from ansinh.jobs.payroll.files import make_files
from ansinh.jobs.payroll.run import try_batch, write_batch
from ansinh.jobs.relief import build_lists
from ansinh.records.bench_province import pensions
from ansinh.records.bench_province.columns import make
from ansinh.records.bench_province.load import load
from ansinh.records.store.benefits import payments, relief
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits import relief as relief_acts
from ansinh.usecases.benefits.payments import Opening

OFFICE, CODE = "26", "nq116-support"
FIRST = Month.of(2021, 8)  # paid before the clock starts, so that the measured month has one before it
BUILT = dt.date(2021, 10, 5)
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Measured:
    """One run beside its floor: read the same columns, run the bare kernel, COPY the same columns; and most memory.

    `stages` are those of the floor; `memory` in MB is of this process and of the largest worker, up to the end.
    """

    people: int
    steps: dict[str, Reading]
    floor: Reading
    stages: Stages
    memory: tuple[float, float]

    @property
    def seconds(self) -> float:
        """Seconds of all steps but the files."""
        return sum(step.wall for name, step in self.steps.items() if name != "files")

    @property
    def ratios(self) -> tuple[float, float, float]:
        """Of the seconds (without the files): to the floor, to COPY of the same columns, to the bare kernel."""
        return self.seconds / self.floor.wall, self.seconds / self.stages.copy, self.seconds / self.stages.kernel


def bench_payroll(server: BenchServer, count: int, workers: int, tell: Told) -> Measured:
    """Pay a month of `count` pensions to another: trial, variance, two signatures, lines, postings, files."""
    with fresh_database():
        seeded = pensions.load_pensions(count)
        tell(f"loaded {count:,} pensions in {seeded:.0f} s; paying {FIRST} without the clock")
        _pay(FIRST, workers, server)
        pensions.stir_pensions(count)
        steps, batch = _pay(FIRST.plus(1), workers, server)
        memory = peak_megabytes()
        before = read(server.data)
        made = make_files(batch, server.folder / "out", "bench", workers=workers)
        steps["files"] = read(server.data).since(before)
        pensions.new_floor()
        new_stages()
        before = read(server.data)
        rows = lines_floor(payments.batch_of(batch), workers)
        found = Measured(rows, steps, read(server.data).since(before), told_stages(workers), memory)
        tell(f"{made.lines:,} payments of {made.amount / 1e9:,.1f} billion dong in {made.files} files; {_told(found)}")
    return found


def _pay(month: Month, workers: int, server: BenchServer) -> tuple[dict[str, Reading], uuid.UUID]:
    """Open, try, sign and write a month, each with the clock running."""
    batch = acts.open_batch(Opening(Source.PENSION, OFFICE, month, month.first_day), "bench").id
    begun = read(server.data)
    try_batch(batch, "bench", workers=workers)
    tried = read(server.data)
    acts.sign(batch, "bench-reviewer")
    acts.sign(batch, "bench-director")
    write_batch(batch, "bench", workers=workers)
    return {"trial": tried.since(begun), "written and posted": read(server.data).since(tried)}, batch


def bench_relief(server: BenchServer, people: int, workers: int, tell: Told) -> Measured:
    """Build the lists of a province, confirm, decide and post them; `people` is the population of insured."""
    with fresh_database():
        seeded = load(make(people, max(1, people // 54)), [])
        tell(f"loaded {people:,} insured in {seeded:.0f} s")
        steps: dict[str, Reading] = {}
        before = read(server.data)
        built = build_lists(CODE, OFFICE, BUILT, "bench")
        steps["built"] = read(server.data).since(before)
        offices = payments.offices_under("00.26")
        waiting = relief.undecided(CODE, offices, received=False, until=BUILT)
        before = read(server.data)
        relief_acts.confirm(waiting, BUILT, "bench")
        relief_acts.decide(CODE, OFFICE, BUILT, "bench", "bench-director")
        steps["confirmed and decided"] = read(server.data).since(before)
        before = read(server.data)
        asked = Opening(Source.RELIEF, OFFICE, Month.containing(BUILT), BUILT, 1, CODE)
        batch = acts.open_batch(asked, "bench").id
        try_batch(batch, "bench", workers=workers)
        acts.sign(batch, "bench-reviewer")
        acts.sign(batch, "bench-director")
        write_batch(batch, "bench", workers=workers)
        steps["posted"] = read(server.data).since(before)
        memory = peak_megabytes()
        pensions.new_floor()
        new_stages()
        before = read(server.data)
        rows = cases_floor(CODE, offices, asked.month)
        found = Measured(built.people, steps, read(server.data).since(before), told_stages(1), memory)
        tell(f"{built.lists:,} lists, {built.amount / 1e9:,.1f} billion dong ({rows:,} cases); {_told(found)}")
    return found


def _told(found: Measured) -> str:
    """Return the figures of a measurement as a line."""
    steps = ", ".join(
        f"{name} {one.wall:.2f} s (CPU {one.ours:.2f} + {one.server:.2f}, steal {one.steal:.2f})"
        for name, one in found.steps.items()
    )
    return f"{found.people:,} people: {found.seconds:.2f} s, {found.people / found.seconds:,.0f} people/s; {steps}"


def told_limits(found: Measured) -> str:
    """Return the limits beside which a measurement stands, and its ratios to them."""
    to_floor, to_copy, to_kernel = found.ratios
    own, worker = found.memory
    return (
        f"floor {found.floor.wall:.2f} s (reading {found.stages.read:.2f}, bare kernel {found.stages.kernel:.2f}, "
        f"COPY of the same columns {found.stages.copy:.2f}): ratio {to_floor:.2f} to the floor, {to_copy:.2f} to COPY, "
        f"{to_kernel:.0f} to the kernel; memory at most {own:,.0f} MB here, {worker:,.0f} MB in a worker"
    )
