"""Claims against the limit of the machine: lxml alone and the whole intake, in turns, on the same files.

Both sides use the same number of processes. lxml alone parses the envelope, undoes base64 and parses every table; the
whole is what an agency does: reads, checks structure, judges by every rule, reckons outcomes and stores them, with the
file as it came, in a private server with fsync on. Each turn brings visits of its own to the same database.
"""

import datetime as dt
import multiprocessing
import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ansinh.jobs.bench.claims_floor import parse_alone
from ansinh.jobs.bench.clock import Reading, read
from ansinh.jobs.bench.private import bench_server
from ansinh.jobs.claims.intake import take_in
from ansinh.jobs.claims.parts import parts_of
from ansinh.jobs.synthetic.claims.factory import AT, PRICES, TEST, Factory
from ansinh.jobs.synthetic.claims.registers import lists_of
from ansinh.jobs.synthetic.claims.visit import Visit
from ansinh.jobs.synthetic.claims.write import write_lists, write_visits

EACH = 500
STAY_EVERY = 20
AT_DAY = dt.datetime.fromisoformat(AT)
COURSE = "Bệnh nhân tỉnh, tiếp xúc tốt, huyết động ổn định, ăn ngủ được, không sốt. " * 4


@dataclass(frozen=True, slots=True)
class ClaimsBench:
    """Visits a second on each side (medians), the median ratio of a turn, KB a visit, load of the machine."""

    alone: float
    whole: float
    ratio: float
    kilobytes: float
    load: float


def bench_claims(visits: int, runs: int, workers: int, say: Callable[[str], object]) -> ClaimsBench:
    """Take in `visits` claims a turn, after lxml alone parsed them; the first turn warms up and is not counted."""
    context = multiprocessing.get_context("spawn")  # the fork server is the intake's own, with what it preloads
    factory, turns = Factory(), list[tuple[float, float, float]]()
    with bench_server() as server, ProcessPoolExecutor(workers, context) as pool:
        for turn in range(runs + 1):
            folder = server.folder / f"turn{turn}"
            kilobytes = _write(folder, factory, visits)
            parts = [part.paths for part in parts_of(sorted((folder / "claims").iterdir()))]  # as the intake takes them
            alone = _timed(lambda: sum(pool.map(parse_alone, parts)))  # noqa: B023 - called right here
            before = read(server.data)
            whole = _timed(lambda: _whole(folder, visits, workers))  # noqa: B023 - called right here
            if turn:
                turns.append((visits / alone, visits / whole, kilobytes))
                say(_told(*turns[-1][:2], read(server.data).since(before)))
    rates = [statistics.median(column) for column in zip(*turns, strict=True)]
    ratio = statistics.median(whole / alone for alone, whole, _ in turns)
    return ClaimsBench(rates[0], rates[1], ratio, rates[2], os.getloadavg()[0])


def _told(alone: float, whole: float, clock: Reading) -> str:
    """Return one line about a turn."""
    return (
        f"lxml alone {alone:,.0f} visits/s, whole {whole:,.0f}, ratio {whole / alone:.2f} "
        f"(database {clock.server:.1f} s CPU, steal {clock.steal:.1f} s)"
    )


def _whole(folder: Path, visits: int, workers: int) -> None:
    """Take the claims of a folder in: read, assessed, stored; every visit must be there."""
    taken = take_in(folder / "claims", actor="bench", now=AT_DAY, lists=folder / "lists", workers=workers)
    if taken.records != visits:
        message = f"{taken.records} of {visits} visits were taken in"
        raise AssertionError(message)


def _timed(work: Callable[[], object]) -> float:
    """Return the seconds of `work`."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _write(folder: Path, factory: Factory, count: int) -> float:
    """Write claims of realistic size (about 14 lines, a course of the disease); KB a visit."""
    visits = [_visit(factory, place) for place in range(count)]
    write_lists(folder / "lists", lists_of(visits, []))
    write_visits(folder / "claims", visits, each=EACH, archived=False)
    return sum(path.stat().st_size for path in (folder / "claims").iterdir()) / count / 1024


def _visit(factory: Factory, place: int) -> Visit:
    """Return one claim."""
    visit = factory.inpatient() if place % STAY_EVERY == 0 else factory.outpatient(big=True)
    for number in range(6):
        visit.add_drug("40.67", 1_000, 5, minutes=70 + number)
    for number in range(3):
        visit.add_service(TEST, "1", PRICES[TEST], minutes=20 + number)
    visit.papers["XML5"] = [
        {
            "MA_LK": visit.episode,
            "STT": "1",
            "DIEN_BIEN_LS": COURSE,
            "THOI_DIEM_DBLS": visit.at(10),
            "NGUOI_THUC_HIEN": "BS1",
        }
    ]
    return visit.settle()
