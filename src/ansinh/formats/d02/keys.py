"""D02-LT as JSON under the keys of the form, plus `change`, plus `tk1` for the new person."""

from ansinh.formats.d02.official import read_official
from ansinh.formats.d02.rows import D02
from ansinh.formats.evidence import keyed_evidence, read_evidence
from ansinh.formats.faults import refuse
from ansinh.formats.keyed import keyed_grid, keyed_header, keyed_rows
from ansinh.formats.layout import load_layout
from ansinh.formats.person_tk1 import BESIDE, read_persons, said_beside
from ansinh.formats.sheet.grid import Limits
from ansinh.formats.sheet.headings import find_table


def read_keys(data: bytes, limits: Limits) -> D02:
    """Return the declaration in JSON `data`. Raises RefusedFileError where it has another shape.

    Months under `si_from` and `si_to` mean what columns 25 and 26 of the form mean. Rows count from 2, as if the keys
    were the headings of row 1: the same list as CSV gets the same addresses.
    """
    header, rows = keyed_rows(data, limits)
    grid = keyed_grid(rows, BESIDE, limits)
    found = find_table(grid, load_layout("d02_official")) if rows else None
    if found is None:
        refuse("F-TABLE" if rows else "F-NO-ROWS", form="D02-LT")
    read = read_official(found, keyed_header(header))
    nested = [said_beside(rows[place - 2]) for place in read.rows.row]
    person, members, findings = read_persons(nested, read.rows.row)
    evidence, missing = read_evidence(keyed_evidence(header, limits))
    told = [*read.findings, *findings, *missing]
    return D02("keys", read.header, read.rows, person, members, told, found.seen, evidence)
