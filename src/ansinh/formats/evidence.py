"""D01-TS: the papers that prove late or adjusted changes, on a sheet of its own beside the list, or in its JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ansinh.core.finding import Finding
from ansinh.formats.columns import Days, Table, Texts
from ansinh.formats.faults import warning
from ansinh.formats.keyed import keyed_grid
from ansinh.formats.layout import load_layout
from ansinh.formats.sheet.grid import Grid, Limits
from ansinh.formats.sheet.headings import find_table
from ansinh.formats.sheet.sections import read_body
from ansinh.formats.sheet.table import RowReader, same_columns

LAYOUT: Final = "d01_official"
BESIDE: Final = "evidence"  # the key beside "rows" in a JSON list
_NEEDED: Final = ("document", "document_number", "issued", "effective", "issuer", "about", "extract")


@dataclass(frozen=True, slots=True)
class EvidenceRows(Table):
    """One paper a row: whose change it proves, what it is and says."""

    full_name: Texts
    si_number: Texts
    document: Texts
    document_number: Texts
    issued: Days
    effective: Days
    issuer: Texts
    about: Texts
    extract: Texts


def no_evidence() -> EvidenceRows:
    """Return a list of no papers."""
    return EvidenceRows.of(0, {})


def read_evidence(grids: Sequence[Grid]) -> tuple[EvidenceRows, list[Finding]]:
    """Return the papers on the first of `grids` that is a D01-TS, and what is missing there.

    The findings only warn: their rows are those of the papers, not those of the list.
    """
    layout = load_layout(LAYOUT)
    found = next((table for grid in grids if (table := find_table(grid, layout)) is not None), None)
    if found is None:
        return no_evidence(), []
    reader = RowReader(found, layout, read_body(found, ("document", "document_number")).places)
    given = same_columns(reader, EvidenceRows, [name for name in EvidenceRows.kinds() if name != "row"])
    reader.check_marks()
    said = [warning(one.code, one.where, one.found) for one in reader.findings]
    for name in _NEEDED:
        title = layout.field(name).heading
        empty = [place for place, cell in enumerate(reader.cells(name)) if cell in {"", None}]
        said += [warning("C-MISSING", reader.where(place, name), what=title) for place in empty]
    return EvidenceRows.of(len(reader.places), {"row": reader.numbers, **given}), said


def keyed_evidence(header: Mapping[str, Any], limits: Limits) -> list[Grid]:
    """Return the papers that a JSON list says under `evidence` of its header, as sheets to be read."""
    rows = header.get(BESIDE)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        return []
    return [keyed_grid(rows, frozenset(), limits)]
