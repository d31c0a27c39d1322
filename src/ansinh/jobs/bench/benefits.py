"""The payroll of pensions and a province's relief list, measured beside their floors in the same run."""

import datetime as dt
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.db import connections

from ansinh.core.period import Month
from ansinh.domain.benefits.payments import Source
from ansinh.jobs.bench.benefits_floor import cases_floor, lines_floor
from ansinh.jobs.bench.clock import Reading, read
from ansinh.jobs.bench.month import use_database
from ansinh.jobs.payroll.files import make_files
from ansinh.jobs.payroll.run import try_batch, write_batch
from ansinh.jobs.relief import build_lists
from ansinh.records.bench_province import pensions
from ansinh.records.bench_province.columns import make
from ansinh.records.bench_province.load import load
from ansinh.records.bulk.arrow import close_doors
from ansinh.records.private_server import PrivateServer
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
    """One run beside its floor."""

    people: int
    steps: dict[str, Reading]
    floor: Reading

    @property
    def seconds(self) -> float:
        """Seconds of all steps but the files."""
        return sum(step.wall for name, step in self.steps.items() if name != "files")

    @property
    def ratio(self) -> float:
        """To the floor, without the files."""
        return self.seconds / self.floor.wall


def bench_payroll(count: int, workers: int, tell: Told) -> Measured:
    """Pay a month of `count` pensions to another: trial, variance, two signatures, lines, postings, files."""
    with _server() as (server, folder):
        pensions.load_pensions(count)
        _pay(FIRST, workers, server)
        pensions.stir_pensions(count)
        steps, batch = _pay(FIRST.plus(1), workers, server)
        before = read(server.data)
        made = make_files(batch, folder / "out", "bench", workers=workers)
        steps["files"] = read(server.data).since(before)
        pensions.new_floor()
        before = read(server.data)
        rows = lines_floor(payments.batch_of(batch), workers)
        found = Measured(rows, steps, read(server.data).since(before))
        tell(f"{made.lines:,} payments of {made.amount / 1e9:,.1f} billion dong in {made.files} files; {_told(found)}")
    return found


def _pay(month: Month, workers: int, server: PrivateServer) -> tuple[dict[str, Reading], uuid.UUID]:
    """Open, try, sign and write a month, each with the clock running."""
    batch = acts.open_batch(Opening(Source.PENSION, OFFICE, month, month.first_day), "bench").id
    begun = read(server.data)
    try_batch(batch, "bench", workers=workers)
    tried = read(server.data)
    acts.sign(batch, "bench-reviewer")
    acts.sign(batch, "bench-director")
    write_batch(batch, "bench", workers=workers)
    return {"trial": tried.since(begun), "written and posted": read(server.data).since(tried)}, batch


def bench_relief(people: int, workers: int, tell: Told) -> Measured:
    """Build the lists of a province, confirm, decide and post them; `people` is the population of insured."""
    with _server() as (server, _):
        load(make(people, max(1, people // 54)), [])
        steps: dict[str, Reading] = {}
        before = read(server.data)
        built = build_lists(CODE, OFFICE, BUILT, "bench")
        steps["built"] = read(server.data).since(before)
        offices = payments.offices_under("00.26")
        waiting = relief.undecided(CODE, offices, received=False, until=BUILT)
        before = read(server.data)
        relief_acts.confirm(waiting, BUILT, "bench")
        relief_acts.decide(CODE, OFFICE, BUILT, "bench", proposed_by="bench", decided_by="bench-director")
        steps["confirmed and decided"] = read(server.data).since(before)
        before = read(server.data)
        asked = Opening(Source.RELIEF, OFFICE, Month.containing(BUILT), BUILT, 1, CODE)
        batch = acts.open_batch(asked, "bench").id
        try_batch(batch, "bench", workers=workers)
        acts.sign(batch, "bench-reviewer")
        acts.sign(batch, "bench-director")
        write_batch(batch, "bench", workers=workers)
        steps["posted"] = read(server.data).since(before)
        before = read(server.data)
        rows = cases_floor(CODE, offices)
        found = Measured(built.people, steps, read(server.data).since(before))
        tell(f"{built.lists:,} lists, {built.amount / 1e9:,.1f} billion dong ({rows:,} cases); {_told(found)}")
    return found


def _told(found: Measured) -> str:
    """Return the figures of a measurement as a line."""
    steps = ", ".join(
        f"{name} {one.wall:.2f} s (CPU {one.ours:.2f} + {one.server:.2f}, steal {one.steal:.2f})"
        for name, one in found.steps.items()
    )
    return (
        f"{found.people:,} people: {found.seconds:.2f} s, {found.people / found.seconds:,.0f} people/s; {steps}; floor "
        f"{found.floor.wall:.2f} s (CPU {found.floor.ours:.2f} + {found.floor.server:.2f}); ratio {found.ratio:.2f}"
    )


@contextmanager
def _server() -> Iterator[tuple[PrivateServer, Path]]:
    """Start a migrated private server with fsync on, and clean up afterwards."""
    with TemporaryDirectory(prefix="ansinh-bench-") as folder:
        Path(folder).chmod(0o755)
        server = PrivateServer(Path(folder) / "pg", shared_buffers="1GB", durable=True)
        os.environ["DATABASE_URL"] = server.start()
        use_database(server.url)
        try:
            call_command("migrate", verbosity=0)
            yield server, Path(folder)
        finally:
            close_doors()
            connections.close_all()
            server.stop()
