"""Writes the flat sheet of the I-VANs: 113 columns, a row per worker and change, household members beside or below."""

from typing import Final

from ansinh.formats import printed
from ansinh.formats.codes import COMPULSORY, LABELS, RELATIONS
from ansinh.formats.columns import Table
from ansinh.formats.d02.rows import DeclarationRows
from ansinh.formats.header import UnitHeader
from ansinh.formats.layout import load_layout
from ansinh.formats.people import MemberRows, PersonRows
from ansinh.formats.sheet.write import Tab, Written, write_book

_ROW_TYPES: Final = {
    "increase": ("1", "Tăng lao động"),
    "decrease": ("2", "Giảm lao động"),
    "adjust": ("3", "Điều chỉnh"),
}
_POSITIONS: Final = {
    "manager": "Nhà quản lý",
    "high_tech": "CMKT bậc cao",
    "mid_tech": "CMKT bậc trung",
    "other": "Khác",
}
_CONTRACTS: Final = {"indefinite": "0", "fixed": "1", "other": "2"}
_COEFFICIENTS: Final = frozenset({"coefficient", "allow_position"})
_PERCENTS: Final = frozenset({"over_grade_percent", "seniority_percent", "rate_percent"})
_SEXES: Final = {"1": "1", "0": "2", "2": "3"}
_PRECISION: Final = {3: "0", 2: "1", 1: "2", -1: ""}
Columns = dict[str, printed.Cells]


def write_flat(
    header: UnitHeader, rows: DeclarationRows, person: PersonRows | None, members: MemberRows | None
) -> bytes:
    """Return the flat sheet as XLSX; `person` stands beside the rows, a member in its worker's row or below it."""
    layout = load_layout("d02_flat")
    cells = _worker_cells(rows)
    if person is not None:
        cells |= {f"person.{name}": column for name, column in _plain(person).items()}
    member_cells = {f"member.{name}": column for name, column in _member_cells(members).items()} if members else {}
    lines: list[list[Written]] = []
    for worker, member in _lines(rows, members):
        own = {name: column[worker] for name, column in cells.items()} if worker >= 0 else {}
        beside = {name: column[member] for name, column in member_cells.items()} if member >= 0 else {}
        line = {"seq": worker + 1 if worker >= 0 else "", **own, **beside}
        lines.append([line.get(field.name, "") if field.name else "" for field in layout.fields])
    month = f"Tháng {header.month.month:02d}/{header.month.year}" if header.month else ""
    head: list[list[Written]] = [
        [f"Tên đơn vị: {header.unit_name}"], [f"Mã đơn vị: {header.unit_code}"],
        [f"Mã số thuế: {header.tax_code}"], [month], [],
    ]  # fmt: skip
    headings: list[Written] = [field.heading for field in layout.fields]
    styles = {(len(head), column): "heading" for column in range(len(headings))}
    widths = dict.fromkeys(range(len(headings)), 14.0) | {0: 6.0, 1: 26.0}
    tab = Tab("D02-LT", [*head, headings, *lines], styles=styles, widths=widths, frozen_rows=len(head) + 1)
    return write_book([tab], font="Calibri")


def _lines(rows: DeclarationRows, members: MemberRows | None) -> list[tuple[int, int]]:
    """Return (worker, member) per line of the sheet; -1 is none."""
    relatives: dict[int, list[int]] = {}
    for place, row in enumerate(members.worker_row.tolist() if members else []):
        relatives.setdefault(row, []).append(place)
    lines = []
    for worker, row in enumerate(rows.row.tolist()):
        own = relatives.get(row, [])
        lines.append((worker, own[0] if own else -1))
        lines += [(-1, member) for member in own[1:]]
    return lines


def _worker_cells(rows: DeclarationRows) -> Columns:
    """Return the cells of the worker's columns."""
    cells = _plain(rows)
    cells["birth"] = printed.partial_days(rows.birth, rows.birth_precision)
    cells["birth_kind"] = [_PRECISION[known] for known in rows.birth_precision.tolist()]
    types = [_ROW_TYPES.get(COMPULSORY.get(change, ""), ("", "")) for change in rows.change]
    cells["row_type"], cells["row_type_name"] = [code for code, _ in types], [name for _, name in types]
    cells["change_name"] = [LABELS.get(change, "") for change in rows.change]
    cells["from_month"], cells["to_month"] = printed.months(rows.from_month), printed.months(rows.to_month)
    cells["position_name"] = [_POSITIONS.get(position, "") for position in rows.position]
    cells["contract_name"] = [_CONTRACTS.get(kind, "") for kind in rows.contract_kind]
    cells["region"] = ["" if region < 0 else f"0{region}" for region in rows.region.tolist()]
    return cells


def _member_cells(members: MemberRows) -> Columns:
    """Return the cells of the members' columns."""
    cells = _plain(members)
    cells["birth"] = printed.partial_days(members.birth, members.birth_precision)
    cells["birth_kind"] = [_PRECISION[known] for known in members.birth_precision.tolist()]
    cells["relation_name"] = [RELATIONS.get(code, "") for code in members.relation]
    return cells


def _plain(table: Table) -> Columns:
    """Return the columns of a table as cells; sexes in the codes of these sheets (1 male, 2 female, 3 other)."""
    cells = printed.table_cells(table, hundredths=_PERCENTS, coefficients=_COEFFICIENTS)
    if "sex" in cells:
        cells["sex"] = [_SEXES.get(str(sex), "") for sex in cells["sex"]]
    return cells
