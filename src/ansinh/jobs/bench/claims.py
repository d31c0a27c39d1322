"""Claims against the limit of the machine: lxml alone and the whole assessment, in turns, on the same files.

Both sides use the same number of processes. lxml alone parses the envelope, undoes base64 and parses every table;
the whole reads, checks structure, judges by every rule and reckons outcomes. Load and CPU seconds are printed always.
"""

import base64
import datetime as dt
import multiprocessing
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from ansinh.domain.claims.assess import assess
from ansinh.domain.claims.batch import batch_of
from ansinh.domain.claims.lists import Lists
from ansinh.formats.claims_lists import read_lists
from ansinh.formats.claims_source import Intake, read_sources
from ansinh.jobs.claims.parts import parts_of
from ansinh.jobs.synthetic.claims.factory import AT, PRICES, TEST, Factory
from ansinh.jobs.synthetic.claims.registers import lists_of
from ansinh.jobs.synthetic.claims.visit import Visit
from ansinh.jobs.synthetic.claims.write import write_lists, write_visits

EACH = 500
STAY_EVERY = 20
COURSE = "Bệnh nhân tỉnh, tiếp xúc tốt, huyết động ổn định, ăn ngủ được, không sốt. " * 4


@dataclass(frozen=True, slots=True)
class ClaimsBench:
    """Visits a second on each side (medians), the ratio, CPU seconds of a turn, load of the machine."""

    visits: int
    alone: float
    whole: float
    kilobytes: float
    cpu: float
    load: float

    @property
    def ratio(self) -> float:
        """The whole against lxml alone: 1 is as fast."""
        return self.whole / self.alone


def bench_claims(visits: int, runs: int, workers: int, say: Callable[[str], object]) -> ClaimsBench:
    """Write `visits` claims, then measure both sides in turns `runs` times."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kilobytes = _write(folder, visits)
        parts = [part.paths for part in parts_of(sorted((folder / "claims").iterdir()))]  # as the intake takes them
        os.environ.setdefault("POLARS_MAX_THREADS", "1")  # as there too: a process has one core
        context = multiprocessing.get_context("forkserver")
        with ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(str(folder / "lists"),)) as pool:
            for side in (_alone, _whole):
                list(pool.map(side, parts[:workers]))
            alone, whole, cpu = [], [], []
            for _ in range(runs):
                alone.append(visits / _timed(lambda: sum(pool.map(_alone, parts))))
                before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
                whole.append(visits / _timed(lambda: sum(pool.map(_whole, parts))))
                cpu.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
                say(f"lxml alone {alone[-1]:,.0f} visits/s, whole {whole[-1]:,.0f}, ratio {whole[-1] / alone[-1]:.2f}")
    return ClaimsBench(
        visits,
        statistics.median(alone),
        statistics.median(whole),
        kilobytes,
        statistics.median(cpu),
        os.getloadavg()[0],
    )


def _timed(work: Callable[[], object]) -> float:
    """Return the seconds of `work`."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _write(folder: Path, count: int) -> float:
    """Write claims of realistic size (about 14 lines, a course of the disease); KB a visit."""
    factory = Factory()
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


_LISTS: dict[str, Lists] = {}


def _begin(folder: str) -> None:
    """Read the lists once a worker."""
    _LISTS["known"], _ = read_lists(Path(folder))


def _alone(paths: tuple[str, ...]) -> int:
    """Parse the files of one part with lxml and do nothing with them."""
    found = 0
    for path in paths:
        root = etree.fromstring(Path(path).read_bytes(), etree.XMLParser(huge_tree=True))
        for node in root.iter("NOIDUNGFILE"):
            etree.fromstring(base64.b64decode(node.text or ""))
        found += sum(1 for _ in root.iter("HOSO"))
    return found


def _whole(paths: tuple[str, ...]) -> int:
    """Read and assess the files of one part."""
    batch = batch_of(read_sources([Path(path) for path in paths], Intake()))
    judged = assess(batch, _LISTS["known"], now=dt.datetime.fromisoformat(AT))
    return len(judged.frames.batch)
