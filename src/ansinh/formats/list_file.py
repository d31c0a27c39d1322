"""Opening a list: JSON, CSV or workbook; which layout, which table, which header."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from ansinh.formats.faults import refuse
from ansinh.formats.header import UnitHeader
from ansinh.formats.keyed import keyed_grid, keyed_header, keyed_rows
from ansinh.formats.layout import load_layout
from ansinh.formats.person_tk1 import BESIDE, said_beside
from ansinh.formats.sheet.grid import Grid, Limits
from ansinh.formats.sheet.header_block import read_header
from ansinh.formats.sheet.headings import Found, find_in, find_table, refuse_no_list
from ansinh.formats.sheet.read import check_size, read_grids

# Keys of TK1-TS that the lists have columns for.
_COLUMNS: Final = frozenset({"kcb_facility", "household_code", "pay_method"})


@dataclass(frozen=True, slots=True)
class ListFile:
    """An opened list: `kind` official, agent or keys; `objects` and `raw_header` are what JSON said beside.

    `others` are the sheets beside the list, where members of households may stand.
    """

    kind: str
    layout: str
    found: Found
    header: UnitHeader
    raw_header: Mapping[str, Any]
    objects: Sequence[Mapping[str, Any]]
    others: Sequence[Grid] = ()

    def nested(self, rows: Iterable[int]) -> list[Mapping[str, Any] | None]:
        """Return the TK1-TS data of each row (rows count from 2)."""
        return [said_beside(self.objects[int(row) - 2]) for row in rows]


def open_list(data: bytes, layouts: Sequence[str], limits: Limits, name: str = "") -> ListFile:
    """Return the list in `data` in the first of `layouts` that fits. Raises RefusedFileError where none does.

    JSON uses the last layout, which carries the keys of the form.
    """
    check_size(data, limits)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        return _keyed(data, layouts[-1], limits)
    grids = read_grids(data, limits, name)
    fitting = find_in(grids, layouts)
    if fitting is None:
        refuse_no_list(grids, load_layout(layouts[-1]))
    layout, found = fitting
    kind = "agent" if layout.endswith("_agent") else "official"
    others = [grid for grid in grids if grid is not found.grid]
    return ListFile(kind, layout, found, read_header(found.grid, found.heading_row), {}, [], others)


def _keyed(data: bytes, layout: str, limits: Limits) -> ListFile:
    """Return a list sent as JSON."""
    header, rows = keyed_rows(data, limits)
    if not rows:
        refuse("F-NO-ROWS")
    # The sender says which form it is, and leaves out keys that nobody fills: a name is enough.
    named = replace(load_layout(layout), need=("full_name",))
    found = find_table(keyed_grid(rows, BESIDE - _COLUMNS, limits), named)
    if found is None:
        refuse("F-TABLE", form=load_layout(layout).form)
    return ListFile("keys", layout, found, keyed_header(header), header, rows)
