"""D02-LT, the monthly declaration of an employer: bytes to values. Layouts are told apart by their headings."""

from typing import Final, Literal

from ansinh.core.finding import Finding
from ansinh.formats.d02.flat import read_flat
from ansinh.formats.d02.keys import read_keys
from ansinh.formats.d02.official import read_official
from ansinh.formats.d02.rows import D02, DeclarationRows
from ansinh.formats.d02.write import write_csv, write_keys, write_official
from ansinh.formats.d02.write_flat import write_flat
from ansinh.formats.evidence import read_evidence
from ansinh.formats.faults import RefusedFileError, fault
from ansinh.formats.header import UnitHeader
from ansinh.formats.layout import load_layout
from ansinh.formats.people import MemberRows, PersonRows
from ansinh.formats.sheet.grid import Grid, Limits
from ansinh.formats.sheet.header_block import read_header
from ansinh.formats.sheet.headings import Found, find_in, refuse_no_list
from ansinh.formats.sheet.read import check_size, read_grids

_LAYOUTS: Final = ("d02_flat", "d02_official")


def read_d02(data: bytes, *, name: str = "", limits: Limits | None = None) -> D02:
    """Return the declaration in `data` (XLSX, CSV or JSON) with a finding for all that cannot be read.

    Never raises for what a sender may send: a file that is refused as a whole comes back without rows and with one
    finding that names no row. `name` is the file's name, shown only.
    """
    try:
        return _read(data, limits or Limits(), name)
    except RefusedFileError as refused:
        return empty_d02([refused.finding])


def empty_d02(findings: list[Finding]) -> D02:
    """Return a declaration of which nothing was read, for the reasons given."""
    return D02("", UnitHeader(), DeclarationRows.of(0, {}), PersonRows.of(0, {}), MemberRows.of(0, {}), findings)


def _read(data: bytes, limits: Limits, name: str) -> D02:
    """Read, or raise RefusedFileError."""
    check_size(data, limits)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        return _bounded(read_keys(data, limits), limits)
    grids = read_grids(data, limits, name)
    found = find_in(grids, _LAYOUTS)
    if found is None:
        refuse_no_list(grids, load_layout("d02_official"))
    return _bounded(_read_table(*found, grids), limits)


def _read_table(layout: str, found: Found, grids: list[Grid]) -> D02:
    """Return the declaration whose table was found."""
    header = read_header(found.grid, found.heading_row)
    if layout == "d02_official":
        read = read_official(found, header)
    else:
        read = read_flat(found, header, [grid for grid in grids if grid is not found.grid])
    evidence, missing = read_evidence([grid for grid in grids if grid is not found.grid])
    findings = [*found.findings, *read.findings, *missing]
    return D02(read.layout, header, read.rows, read.person, read.members, findings, found.seen, evidence)


def _bounded(read: D02, limits: Limits) -> D02:
    """Return `read`, or a refusal where the list is empty or too long."""
    if len(read.rows) > limits.rows:
        return empty_d02([fault("F-ROWS", found=len(read.rows), limit=limits.rows)])
    if not len(read.rows) and not read.findings:
        return empty_d02([fault("F-NO-ROWS")])
    return read


def write_d02(
    header: UnitHeader,
    rows: DeclarationRows,
    *,
    layout: Literal["official", "flat", "json", "csv"] = "official",
    person: PersonRows | None = None,
    members: MemberRows | None = None,
) -> bytes:
    """Return the declaration in a layout. Only the flat sheet holds `person` and `members` (TK1-TS beside the row)."""
    if layout == "flat":
        return write_flat(header, rows, person, members)
    if layout == "json":
        return write_keys(header, rows)
    return write_csv(rows) if layout == "csv" else write_official(header, rows)
