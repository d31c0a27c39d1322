"""A workbook D02-LT of ten thousand rows, measured through the ordinary doors: read, checked, applied, commented."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.formats.d02.rows import DeclarationRows
from ansinh.formats.declaration_d02 import write_d02
from ansinh.formats.header import UnitHeader
from ansinh.jobs.bench.clock import Reading, read
from ansinh.jobs.bench.private import BenchServer, bench_server
from ansinh.records.bench_province.columns import make
from ansinh.records.bench_province.declared import an_account, newest_people
from ansinh.records.bench_province.load import load
from ansinh.usecases import declarations

Told = Callable[[str], None]
BEFORE, MONTH = Month.of(2023, 9), Month.of(2023, 10)
SYLLABLES = ("An", "Bình", "Chi", "Dung", "Đào", "Giang", "Hà", "Khánh", "Linh", "Mai", "Nga", "Oanh", "Phúc", "Quyên")
WRONG = 20  # every so many rows the commented workbook has something to say


@dataclass(frozen=True, slots=True)
class DeclarationBench:
    """Rows of the workbook and its size; the clock of taking it whole and of commenting one with errors."""

    rows: int
    kilobytes: int
    applied: list[Reading]
    commented: list[Reading]

    def median(self, of: list[Reading]) -> Reading:
        """Return the reading in the middle by seconds."""
        return sorted(of, key=lambda one: one.wall)[len(of) // 2]


def bench_declarations(rows: int, runs: int, tell: Told) -> DeclarationBench:
    """Take a workbook of `rows` in whole, then one with errors back with its comments; `runs` times each.

    Six of ten rows are new workers, two change the wage of one who works there and two end work.
    """
    with bench_server("512MB") as server:
        load(make(200, 2), [])
        account = an_account()
        applied, commented, size = [], [], 0
        for turn in range(runs):
            known = _known(account, rows * 4 // 10, turn)
            data = _workbook(account, _rows(rows, known, turn))
            size = len(data)
            applied.append(_applied(account, data, rows, server))
            tell(f"applied {rows:,} rows: {_told(applied[-1])}")
            wrong = _workbook(account, _spoilt(_rows(rows, [], turn + runs)))
            commented.append(_commented(account, wrong, server))
            tell(f"commented {rows:,} rows: {_told(commented[-1])}")
        return DeclarationBench(rows, size // 1024, applied, commented)


def _known(account: str, count: int, turn: int) -> list[tuple[str, str]]:
    """Register people who work in the account already, by an earlier declaration; return their numbers and names."""
    data = _workbook(account, _rows(count, [], turn + 100, BEFORE), BEFORE)
    _settled(_filing(account, data, BEFORE), count)
    return newest_people(account, count)


def _rows(count: int, known: list[tuple[str, str]], turn: int, month: Month = MONTH) -> DeclarationRows:
    """Return the rows of a list: the people of `known` first (half change, half leave), the rest new."""
    changed = len(known) // 2
    size = len(SYLLABLES)
    names = [
        f"Nguyễn {SYLLABLES[n % size]} {SYLLABLES[n // size % size]} {SYLLABLES[n // size**2 % size]}"
        for n in range(count)
    ]
    birth = np.datetime64("1965-01-01") + np.arange(count) % 12_000 + turn % 100
    pays = np.where(np.arange(count) < len(known) - changed, 0, 6_000_000 + 1_000 * (np.arange(count) % 900))
    kinds = [*["GH"] * (len(known) - changed), *["DC"] * changed, *["TM"] * (count - len(known))]
    return DeclarationRows.of(
        count,
        {
            "row": np.arange(count, dtype=np.int64),
            "change": kinds,
            "section": [""] * count,
            "full_name": [*(name for _, name in known), *names[len(known) :]],
            "si_number": [*(number for number, _ in known), *[""] * (count - len(known))],
            "birth": birth.astype("datetime64[D]"),
            "birth_precision": np.full(count, 3, dtype=np.int8),
            "sex": (np.arange(count) % 2).astype(np.int8),
            "job": ["Công nhân"] * count,
            "wage": pays.astype(np.int64),
            "from_month": np.full(count, month.number, dtype=np.int64),
            "note": ["hết hạn hợp đồng" if kind == "GH" else "" for kind in kinds],
        },
    )


def _spoilt(rows: DeclarationRows) -> DeclarationRows:
    """Return the rows with something wrong in every twentieth."""
    numbers = [("26" if place % WRONG == 0 else "") for place in range(len(rows))]
    return DeclarationRows.of(len(rows), {**rows.columns(), "si_number": numbers})


def _workbook(account: str, rows: DeclarationRows, month: Month = MONTH) -> bytes:
    """Return the list as the official workbook."""
    return write_d02(UnitHeader(unit_code=account, month=month), rows)


def _filing(account: str, data: bytes, month: Month = MONTH) -> str:
    """Send the workbook and return its filing."""
    sent = declarations.Sent(
        "D02", data, "d02.xlsx", "ivan", "bench", account=account, period=month, received_on=dt.date(2023, 10, 20)
    )
    return declarations.receive(sent)


def _settled(filing: str, count: int) -> None:
    """Read, check and apply a filing; RefusedError where not every row was taken."""
    checked, done = declarations.settle(filing, "bench")
    if done is None or done.rows != count:
        raise RefusedError(Text(f"{checked.errors} lỗi", f"{checked.errors} errors: the bench's own list is wrong"))


def _applied(account: str, data: bytes, count: int, server: BenchServer) -> Reading:
    """Take a workbook of `count` rows whole with the clock running: kept, read in its child, checked, applied."""
    before = read(server.data)
    _settled(_filing(account, data), count)
    return read(server.data).since(before)


def _commented(account: str, data: bytes, server: BenchServer) -> Reading:
    """Return the clock of the workbook with its comments, once it is checked."""
    filing = _filing(account, data)
    checked = declarations.check(filing, "bench")
    if not checked.errors:
        raise RefusedError(Text("Không có lỗi nào.", "Nothing is wrong in the bench's list."))
    before = read(server.data)
    declarations.commented_workbook(filing)
    return read(server.data).since(before)


def _told(clock: Reading) -> str:
    """Return one line about a reading."""
    return (
        f"{clock.wall:.2f} s (ours {clock.ours:.2f} s CPU without the reader, database {clock.server:.2f} s CPU, "
        f"steal {clock.steal:.2f} s)"
    )
