"""Planted faults: rows and files that must be refused, told apart as truth for tests and tours."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from ansinh.core.period import Month
from ansinh.formats.columns import Column
from ansinh.formats.d02.rows import DeclarationRows
from ansinh.jobs.synthetic.chance import Rng, chance
from ansinh.jobs.synthetic.declare import DAY, Declaration
from ansinh.jobs.synthetic.province import Province

EVERY: Final = 6  # one file in so many has a wrong row
STRANGER: Final = "9987654321"  # an SI number nobody bears
SHORT: Final = "99012345"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """A planted fault: the file, the person it names, what is wrong, and the rule of the checks that must find it."""

    file: str
    who: str
    what: str
    rule: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of wrong row: what it is, the rule that finds it, and how it is made from a right one."""

    what: str
    rule: str
    spoil: Callable[[Row, Month], Row]


def _new(row: Row, month: Month) -> Row:
    """Return a newcomer without a number."""
    return row | {
        "change": "TM",
        "si_number": "",
        "id_number": "",
        "full_name": "Nguyễn Thử Nghiệm",
        "wage": 5_000_000,
        "coefficient": 0,
        "from_month": month.number,
        "to_month": 0,
        "note": "Tăng mới",
        "contract_kind": "indefinite",
        "contract_from": np.datetime64(month.first_day),
    }


def _raise(month: Month) -> Row:
    """Return a change of wage."""
    return {"change": "DC", "wage": 6_000_000, "coefficient": 0, "from_month": month.number, "to_month": 0}


NO_BIRTH: Final = {"birth": np.datetime64("NaT"), "birth_precision": -1}
KINDS: Final = (
    Kind("wage under the floor", "PAY-FLOOR", lambda row, month: _new(row, month) | {"wage": 2_000_000}),
    Kind("month ahead", "MONTH-AHEAD", lambda row, month: _new(row, month) | {"from_month": month.number + 3}),
    Kind("number nobody bears", "SI-UNKNOWN", lambda row, month: _new(row, month) | {"si_number": STRANGER}),
    Kind("number too short", "SI-SHAPE", lambda row, month: _new(row, month) | {"si_number": SHORT}),
    Kind("another name", "NAME-DIFFERS", lambda row, month: row | _raise(month) | {"full_name": "Trần Khác Tên"}),
    Kind("the same row twice", "TWICE", lambda row, _: dict(row)),
    Kind("no birth", "BIRTH-MISSING", lambda row, month: _new(row, month) | NO_BIRTH),
)


def plant(province: Province, file: Declaration, month: Month, name: str) -> tuple[Declaration, list[Fault]]:
    """Return the file with a wrong row where its turn has come, and what was planted."""
    rng = chance(province.seed, f"fault {month} {file.header.unit_code}")
    if rng.integers(EVERY):
        return file, []
    kind = KINDS[int(rng.integers(len(KINDS)))]
    pattern = _pattern(rng, file.rows, kind)
    if pattern is None:
        return file, []
    wrong = kind.spoil(pattern, month)
    rows = _with(file.rows, wrong)
    person = _with(file.person, {})
    return replace(file, rows=rows, person=person), [Fault(name, str(wrong["full_name"]), kind.what, kind.rule)]


def wrong_tax_code(file: Declaration) -> Declaration:
    """Return the file with one digit of the tax code mistyped."""
    code = file.header.tax_code
    other = str((int(code[8]) + 1) % 10)
    return replace(file, header=replace(file.header, tax_code=code[:8] + other + code[9:]))


def _pattern(rng: Rng, rows: DeclarationRows, kind: Kind) -> Row | None:
    """Return a row of the file to be spoiled: one with a number where the number matters."""
    numbered = [place for place in range(len(rows)) if rows.si_number[place]]
    if not numbered:
        return None
    place = numbered[int(rng.integers(len(numbered)))]
    if kind.rule == "TWICE":
        place = len(rows) - 1
    row = {name: column[place] for name, column in rows.columns().items()}
    if kind.rule in ("TWICE", "NAME-DIFFERS"):
        return row
    return row | {"birth": np.datetime64("1990-05-17"), "birth_precision": DAY, "sex": 1}


def _with(table: Any, row: Row) -> Any:  # noqa: ANN401 - the table that came in
    """Return `table` with one more row, blank where `row` says nothing."""
    blank = type(table).of(1, {}).columns()
    columns: dict[str, Column] = {}
    for name, column in table.columns().items():
        value = row.get(name, blank[name][0])
        columns[name] = (
            [*column, value] if isinstance(column, list) else np.append(column, np.array([value], dtype=column.dtype))
        )
    columns["row"] = np.arange(1, len(table) + 2)
    return type(table)(**columns)
