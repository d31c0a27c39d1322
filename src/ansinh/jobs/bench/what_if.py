"""What-if questions over a whole province, beside reading the same columns alone; every answer adds up."""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from ansinh.core.money import format_dong
from ansinh.core.period import Month
from ansinh.domain.benefits.simulate_law import Part
from ansinh.jobs.bench.clock import Reading, read
from ansinh.jobs.bench.private import BenchServer, fresh_database
from ansinh.jobs.bench.stages import peak_megabytes
from ansinh.law.what_if import Change
from ansinh.records.bench_province.columns import ACCOUNTS, PEOPLE, make
from ansinh.records.bench_province.load import load
from ansinh.records.bench_province.pensions import load_pensions
from ansinh.records.bulk.arrow import Column, Door, database_url, door_to
from ansinh.usecases.benefits.simulate_law import Answer, Question, what_if

PATH, KNOWN, DAY = "00.26", Month.of(2021, 10), dt.date(2022, 7, 1)
QUESTIONS = {
    "an increase decree of 8 % for all pensions": [("pension.increase", "rate=0.08")],
    "base salary 1,490,000 to 1,800,000": [("base_salary", "1800000")],
    "employers pay 1 point more for retirement": [("si.rate.employer.retirement_survivorship", "0.15")],
    "women retire half a year later": [("pension.age.women", "674")],
    "all of these at once": [
        ("pension.increase", "rate=0.08"), ("base_salary", "1800000"),
        ("si.rate.employer.retirement_survivorship", "0.15"), ("pension.age.women", "674"),
    ],
}  # fmt: skip
Told = Callable[[str], None]


@dataclass(slots=True)
class TimedDoor:
    """A door that knows how long it read, and how many rows came."""

    door: Door
    seconds: float = 0.0
    rows: int = field(default=0)

    def columns(self, query: str, **blanks: int) -> dict[str, Column]:
        """Return the columns of `query`, with the clock running."""
        begun = time.perf_counter()
        found = self.door.columns(query, **blanks)
        self.seconds += time.perf_counter() - begun
        self.rows += len(next(iter(found.values()), ()))
        return found


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the clock, the seconds and rows read of it, the answer."""

    name: str
    clock: Reading
    reading: float
    rows: int
    answer: Answer

    @property
    def ratio(self) -> float:
        """Seconds of the whole to those of reading its columns alone."""
        return self.clock.wall / self.reading


def bench_what_if(server: BenchServer, people: int, pensions: int, tell: Told) -> list[Asked]:
    """Load a province of `people` insured and `pensions` in payment, and ask what changed laws would cost."""
    with fresh_database():
        seeded = load(make(people, max(1, ACCOUNTS * people // PEOPLE)), [])
        seeded += load_pensions(pensions, after=people)
        tell(f"loaded {people:,} insured and {pensions:,} pensions in {seeded:.0f} s")
        done = []
        for name, changes in QUESTIONS.items():
            done.append(_asked(server, name, tuple(Change(key, DAY, text) for key, text in changes)))
            tell(describe(done[-1]))
    return done


def _asked(server: BenchServer, name: str, changes: tuple[Change, ...]) -> Asked:
    """Ask one question with the clock running."""
    door = TimedDoor(door_to(database_url()))
    before = read(server.data)
    answer = what_if(Question(PATH, changes, KNOWN), door)
    return Asked(name, read(server.data).since(before), door.seconds, door.rows, answer)


def describe(asked: Asked) -> str:
    """Return the figures of one question, a line for each kind of money."""
    clock = asked.clock
    head = (
        f"{asked.name}: {clock.wall:.2f} s (CPU {clock.ours:.2f} + {clock.server:.2f}, steal {clock.steal:.2f}); "
        f"reading {asked.rows:,} rows {asked.reading:.2f} s, ratio {asked.ratio:.2f}; "
        f"memory at most {peak_megabytes()[0]:,.0f} MB"
    )
    return "\n".join([head, *(f"  {_part(part)}" for part in asked.answer.parts)])


def _part(part: Part) -> str:
    """Return one kind of money, before and after, and each group that is touched."""
    whole = part.all
    groups = ", ".join(
        f"{line.name.en} {line.touched:,} people {line.more / 1e9:+,.2f}" for line in part.lines if line.touched
    )
    return (
        f"{part.name.en} ({part.each.en}): {format_dong(whole.before)} to {format_dong(whole.after)}, "
        f"{whole.touched:,} of {whole.people:,} people; billion dong: {groups or 'no change'}"
    )
