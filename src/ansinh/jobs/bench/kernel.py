"""The kernel alone: person-months a second on two processes, with realistic pay, all groups and measures."""

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np

from ansinh.core.period import Month
from ansinh.core.terms import UnitKind
from ansinh.law import contributions
from ansinh.law.contributions import EmployerColumns, PeopleColumns
from ansinh.law.contributions.columns import NOT_ASKED
from ansinh.law.value_files import load
from ansinh.records.bench_province.columns import ACCOUNTS, PEOPLE, Province, make

MONTH = Month.of(2021, 10)
CHUNK = 65_536
KINDS = np.array([int(UnitKind.ENTERPRISE), int(UnitKind.STATE_AGENCY), int(UnitKind.PUBLIC_UNIT_STATE_PAID)])


def bench_kernel(people: int = PEOPLE, workers: int = 2, repeat: int = 5) -> float:
    """Return the best person-months a second over `repeat` turns: `people` a worker, in chunks of whole accounts."""
    best = 0.0
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        list(pool.map(_reckon, [(people, seed, 1) for seed in range(workers)]))  # load values, warm the cache
        for _ in range(repeat):
            taken = list(pool.map(_reckon, [(people, seed, 3) for seed in range(workers)]))
            done = sum(rows for rows, _ in taken)
            best = max(best, done / max(seconds for _, seconds in taken))
    return best


_made: dict[int, list[tuple[PeopleColumns, EmployerColumns]]] = {}


def _reckon(job: tuple[int, int, int]) -> tuple[int, float]:
    """Assess a province `times` times; return person-months and seconds."""
    people, seed, times = job
    if seed not in _made:
        _made[seed] = _chunks(make(people, max(1, ACCOUNTS * people // PEOPLE), seed))
    began = time.monotonic()
    for _ in range(times):
        for each, employers in _made[seed]:
            contributions.assess_month(MONTH, each, employers, load())
    return people * times, time.monotonic() - began


def _chunks(province: Province) -> list[tuple[PeopleColumns, EmployerColumns]]:
    """Return the province as columns of about CHUNK people each."""
    ends = np.cumsum(province.size)
    cuts = np.unique(np.searchsorted(ends, np.arange(CHUNK, ends[-1] + CHUNK, CHUNK)).clip(max=ends.size - 1))
    chunks, first = [], 0
    for cut in cuts.tolist():
        accounts = slice(first, cut + 1)
        rows = slice(int(ends[first] - province.size[first]), int(ends[cut]))
        chunks.append((_people(province, rows), _employers(province, accounts)))
        first = cut + 1
    return [chunk for chunk in chunks if chunk[0].base.size]


def _people(province: Province, rows: slice) -> PeopleColumns:
    """Return the terms of some people as the law reads them."""
    names = (
        "base",
        "coefficient",
        "group",
        "pay_regime",
        "contract_months",
        "foreign",
        "work",
        "absence",
        "absence_days",
        "funds",
    )
    columns = {name: province.spells[name][rows] for name in names}
    columns["coefficient"] = np.maximum(columns["coefficient"], 0)
    return PeopleColumns(**columns)


def _employers(province: Province, accounts: slice) -> EmployerColumns:
    """Return the facts of some accounts as the law reads them."""
    size = province.size[accounts]
    zeros = np.zeros(size.size, dtype=np.int32)
    return EmployerColumns(
        starts=(np.cumsum(size) - size).astype(np.intp),
        region=province.region[accounts],
        kind=KINDS[province.unit_kind[accounts]].astype(np.int16),
        workers=np.full(size.size, NOT_ASKED, dtype=np.int32),
        ui_from=zeros,
        oad_reduced_from=zeros,
        oad_reduced_to=zeros,
        rs_suspended=np.zeros(size.size, dtype=np.bool_),
    )
