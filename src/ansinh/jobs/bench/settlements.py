"""A season of sickness and maternity turns reckoned again, database to database, beside reading and writing alone."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

import numpy as np

from ansinh.domain.benefits.resettle import Resettled, Settlements, resettle
from ansinh.jobs.bench.clock import Reading, read
from ansinh.jobs.bench.private import BenchServer, fresh_database
from ansinh.jobs.bench.stages import Stages, new_stages, tell_stages, told_stages
from ansinh.jobs.engine import run_parts
from ansinh.law.careers import Careers
from ansinh.law.value_files import load
from ansinh.records.bench_province import turns
from ansinh.records.bulk.arrow import Column, database_url, door_to

PART = 60_000  # people in a part
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class PeopleRange:
    """A part: people `first` to `end`, half-open."""

    number: int
    first: int
    end: int

    @property
    def people(self) -> int:
        """How much work it is."""
        return self.end - self.first


@dataclass(frozen=True, slots=True)
class SettlementTurn:
    """One measurement: the run, the stages it spent its time in, and its floor: reading and writing without the law."""

    run: Reading
    stages: Stages
    floor: Reading
    rows: int
    money: int

    @property
    def ratio(self) -> float:
        """Run to floor."""
        return self.run.wall / self.floor.wall


@dataclass(frozen=True, slots=True)
class SettlementBench:
    """All measurements; `seeded` are the seconds the turns took to load."""

    count: int
    seeded: float
    turns: tuple[SettlementTurn, ...]

    @property
    def seconds(self) -> float:
        """Median seconds of a run."""
        return median(turn.run.wall for turn in self.turns)

    @property
    def ratio(self) -> float:
        """Median ratio to the floor."""
        return median(turn.ratio for turn in self.turns)


def bench_settlements(server: BenchServer, count: int, workers: int, tell: Told, *, rounds: int = 3) -> SettlementBench:
    """Load `count` turns, then reckon them all `rounds` times, each in turn with the floor. Same money every time."""
    with fresh_database():
        seeded = turns.load_turns(count)
        tell(
            f"loaded {count:,} turns and {turns.people_of(count) * turns.HISTORY:,} months of history in {seeded:.0f} s"
        )
        done = []
        for _ in range(rounds):
            new_stages()
            run, rows, money = _measured(server, count, workers, reckon_part)
            stages = told_stages(workers)
            floor, _, _ = _measured(server, count, workers, floor_part)
            done.append(SettlementTurn(run, stages, floor, rows, money))
            tell(describe(done[-1]))
        if len({(turn.rows, turn.money) for turn in done}) != 1 or done[0].rows != count:
            message = "the same turns come to the same money, and none is lost"
            raise ValueError(message)
    return SettlementBench(count, seeded, tuple(done))


def describe(turn: SettlementTurn) -> str:
    """Return one line about a measurement."""
    run, floor, stages = turn.run, turn.floor, turn.stages
    return (
        f"{turn.rows:,} turns, {turn.money / 1e9:,.1f} billion dong: {run.wall:.2f} s (CPU ours {run.ours:.2f} + "
        f"server {run.server:.2f}, steal {run.steal:.2f}), {turn.rows / run.wall:,.0f} turns/s; "
        f"reading {stages.read:.2f} s, kernel {stages.kernel:.2f} s, COPY {stages.copy:.2f} s; "
        f"floor {floor.wall:.2f} s; ratio {turn.ratio:.2f}"
    )


def _measured(
    server: BenchServer, count: int, workers: int, work: Callable[[str, PeopleRange], int]
) -> tuple[Reading, int, int]:
    """Do all parts with the clock running; return the clock, the rows written and their money."""
    turns.new_results()
    people = turns.people_of(count)
    parts = [
        PeopleRange(number, first, min(first + PART, people)) for number, first in enumerate(range(0, people, PART))
    ]
    before = read(server.data)
    for _ in run_parts(database_url(), parts, work, workers=workers):
        pass
    taken = read(server.data).since(before)
    return taken, *turns.totals()


def reckon_part(url: str, part: PeopleRange) -> int:
    """Read the turns and history of some people, reckon, write what each comes to and how it differs."""
    marks = [time.perf_counter()]
    read_rows, history = turns.read_turns(door_to(url), part.first, part.end)
    marks.append(time.perf_counter())
    found = resettle(_asked(read_rows, history), load())
    marks.append(time.perf_counter())
    rows = turns.write_part(part.number, _written(read_rows, found))
    tell_stages([*marks, time.perf_counter()])
    return rows


def floor_part(url: str, part: PeopleRange) -> int:
    """Read and write the same without the law."""
    read_rows, _ = turns.read_turns(door_to(url), part.first, part.end)
    nothing = np.zeros(read_rows["id"].size, dtype=np.int64)
    return turns.write_part(part.number, _written(read_rows, Resettled(*[nothing] * 5)))


def _asked(rows: dict[str, Column], history: dict[str, Column]) -> Settlements:
    """Return the turns as the law's kernel reads them."""
    people, starts = np.unique(history["person"], return_index=True)
    offsets = np.append(starts, history["person"].size).astype(np.int64)
    careers = Careers(offsets, history["month"].astype(np.int64), history["salary"])
    event, first = (turns.ordinals(rows[name]) for name in ("event", "first_day"))
    hard, armed, back, second, surgery, early = (
        (rows["flags"] >> bit & 1).astype(bool) for bit in range(len(turns.BITS))
    )
    asked, years, used, number = (rows[name].astype(np.int64) for name in ("asked", "years", "used", "number"))
    return Settlements(
        rows["kind"].astype(np.int8), event, first, asked, years, used, number,
        hard, armed, back, second, surgery, early,
        careers.take(np.searchsorted(people, rows["person"])),
    )  # fmt: skip


def _written(rows: dict[str, Column], found: Resettled) -> dict[str, Column]:
    """Return what is written of each turn."""
    return {
        "turn": rows["id"],
        "person": rows["person"],
        "kind": rows["kind"],
        "event": rows["event"],
        "base": found.base,
        "half_days": found.half_days.astype(np.int32),
        "months": found.months.astype(np.int16),
        "benefit": found.benefit,
        "benefit_grant": found.grant,
        "total": found.total,
        "paid": rows["paid"],
        "difference": found.total - rows["paid"],
    }
