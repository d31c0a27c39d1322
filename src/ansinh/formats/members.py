"""Members of the household: in the columns PL of the flat sheet, or on a sheet of their own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ansinh.core.finding import Finding, Place, Severity
from ansinh.formats.codes import RELATION_CODES
from ansinh.formats.columns import Days, Flags, Ints, Texts
from ansinh.formats.faults import fault
from ansinh.formats.layout import load_layout
from ansinh.formats.people import MemberRows
from ansinh.formats.sheet.grid import Grid
from ansinh.formats.sheet.headings import find_table
from ansinh.formats.sheet.table import RowReader
from ansinh.formats.words import plain

_TEXTS = (
    "household_code", "full_name", "si_number", "id_number", "nationality", "ethnicity", "birth_province",
    "birth_commune", "birth_address", "note",
)  # fmt: skip


def read_members(reader: RowReader, workers: Ints, prefix: str = "member.") -> MemberRows:
    """Return the members that `reader` holds; `workers` is, row for row, the row of the person they belong to."""
    given: dict[str, Any] = {name: reader.texts(prefix + name) for name in _TEXTS}
    birth, precision = birth_by_kind(reader, prefix)
    given |= {
        "row": reader.numbers,
        "worker_row": workers,
        "birth": birth,
        "birth_precision": precision,
        "sex": reader.flags(prefix + "sex"),
        "takes_part": reader.flags(prefix + "takes_part"),
        "relation": relations(reader.texts(prefix + "relation"), reader.texts(prefix + "relation_name")),
    }
    return MemberRows.of(len(reader.places), given)


def relations(codes: Sequence[str], names: Sequence[str]) -> Texts:
    """Return codes of relation to the head; where a code is missing, the one of the name."""
    return [code or RELATION_CODES.get(plain(name), "") for code, name in zip(codes, names, strict=True)]


def birth_by_kind(reader: RowReader, prefix: str = "") -> tuple[Days, Flags]:
    """Return (birth, precision); the kind of date beside it (0 full, 1 month, 2 year) makes a full date vaguer."""
    birth, precision = reader.partial_days(prefix + "birth")
    kinds = np.array([{"1": 2, "2": 1}.get(kind, 3) for kind in reader.texts(prefix + "birth_kind")], dtype=np.int8)
    vaguer = precision > kinds
    months = birth.astype("datetime64[M]").astype("datetime64[D]")
    years = birth.astype("datetime64[Y]").astype("datetime64[D]")
    birth = np.where(vaguer & (kinds == 2), months, np.where(vaguer & (kinds == 1), years, birth))
    return birth, np.minimum(precision, kinds)


def join(tables: Sequence[MemberRows]) -> MemberRows:
    """Return several tables of members as one."""
    filled = [table for table in tables if len(table)]
    if not filled:
        return MemberRows.of(0, {})
    columns: dict[str, Any] = {}
    for name, column in filled[0].columns().items():
        parts = [getattr(table, name) for table in filled]
        columns[name] = (
            [value for part in parts for value in part] if isinstance(column, list) else np.concatenate(parts)
        )
    return MemberRows(**columns)


def members_of_sheet(grid: Grid, workers: RowReader, findings: list[Finding]) -> list[MemberRows]:
    """Return the members on a sheet of their own, joined to the workers by the number of the worker's row."""
    layout = load_layout("d02_household")
    found = find_table(grid, layout)
    if found is None:
        return []
    name = found.columns["full_name"]
    places = [
        place
        for place in range(found.first_row, len(grid.rows))
        if len(grid.rows[place]) > name and grid.rows[place][name]
    ]
    reader = RowReader(found, layout, places)
    rows = {number: row for number, row in zip(workers.texts("seq"), workers.numbers.tolist(), strict=True) if number}
    owners = [rows.get(str(number), 0) for number in reader.values("worker")]
    members = read_members(reader, np.array(owners, dtype=np.int64), prefix="")
    for place, owner in enumerate(owners):
        if not owner:
            reader.findings.append(fault("C-MISSING", reader.where(place, "worker"), what="STT người lao động"))
    rows_of = dict(zip(reader.numbers.tolist(), owners, strict=True))
    findings += [_of_worker(found, rows_of, workers.found.grid.name) for found in reader.findings]
    return [members]


def _of_worker(found: Finding, rows_of: dict[int, int], sheet: str) -> Finding:
    """Return a finding about a member under the address of the worker's row, which it stops; a lost one only warns."""
    owner = rows_of.get(found.where.row or 0, 0)
    if not owner:
        return replace(found, severity=Severity.WARNING)
    column = f"{found.where.sheet}!{found.where.row} · {found.where.column}"
    return replace(found, where=Place(sheet, owner, column))
