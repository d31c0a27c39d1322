"""Members of the household: in the columns PL of the flat sheet, or on a sheet of their own."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ansinh.formats.codes import RELATION_CODES
from ansinh.formats.columns import Days, Flags, Ints, Texts
from ansinh.formats.people import MemberRows
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
