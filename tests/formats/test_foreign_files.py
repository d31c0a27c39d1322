"""The form as offices really send it: broken headings, own columns, all kinds of days, totals, hidden sheets."""

import csv
import datetime as dt
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.formats.made import HEADINGS, MERGES, official, part, saved, worker

from ansinh.formats.d02.rows import D02
from ansinh.formats.declaration_d02 import read_d02
from ansinh.formats.wire import pack, unpack

ROW = {"c6": "026090000001", "c7": "Công nhân may", "c12": 5_310_000, "c25": "10/2021"}
SECTION = [["I", "Tăng", *[None] * 25], ["I.1", "Lao động", *[None] * 25]]


def plain() -> openpyxl.Workbook:
    """The form with one new worker, as openpyxl holds it."""
    return openpyxl.load_workbook(io.BytesIO(official([*SECTION, worker(**ROW)])))


def changed(change: Callable[[Any], None]) -> bytes:
    """The form after `change` was done to its sheet."""
    book = plain()
    change(book.active)
    return saved(book)


def each_text(sheet: Any, change: Callable[[str], str]) -> None:
    """Change every text of a sheet."""
    for line in sheet.iter_rows():
        for cell in line:
            if isinstance(cell.value, str):
                cell.value = change(cell.value)


def people(sheet: Any) -> int:
    """The row of the worker."""
    return int(next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == "Nguyễn Văn An"))


def serial_dates(sheet: Any) -> None:
    """Days and months as the bare numbers a spreadsheet keeps them as."""
    row = people(sheet)
    sheet.cell(row, 4).value, sheet.cell(row, 25).value = 33010, 44470


def real_dates(sheet: Any) -> None:
    row = people(sheet)
    sheet.cell(row, 4).value, sheet.cell(row, 25).value = dt.date(1990, 5, 17), dt.date(2021, 10, 1)


def written_dates(sheet: Any) -> None:
    row = people(sheet)
    sheet.cell(row, 4).value, sheet.cell(row, 25).value = "17-5-1990", "Tháng 10 năm 2021"


def totals(sheet: Any) -> None:
    sheet.append(["", "Tổng cộng", *[None] * 9, 5_310_000, *[None] * 15])
    sheet.append([])
    sheet.append(["Người lập biểu", *[None] * 20, "Giám đốc"])


def counted_totals(sheet: Any) -> None:
    sheet.append([None, "TỔNG SỐ", 1, *[None] * 8, 5_310_000, *[None] * 15])
    sheet.append([None, "Tổng số lao động: 1 người"])


def other_columns(sheet: Any) -> None:
    sheet.insert_cols(3, 2)
    top = next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == "Họ và tên")
    sheet.cell(top, 3).value, sheet.cell(top, 4).value = "Mã nhân viên", "Phòng ban"
    row = people(sheet)
    sheet.cell(row, 3).value, sheet.cell(row, 4).value = "NV001", "May 1"


def further_right(sheet: Any) -> None:
    for merge in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merge))
    sheet.insert_cols(1, 2)


def tall_headings(sheet: Any) -> None:
    """Headings merged downwards, as the printed form has them."""
    top = next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == "Họ và tên")
    for column in (*range(1, 8), 25, 26, 27):
        sheet.merge_cells(start_row=top, end_row=top + 2, start_column=column, end_column=column)


def broken_lines(text: str) -> str:
    return text.replace(" ", "\n", 1) if text in {word for line in HEADINGS for word in line} else text


CHANGES: dict[str, Callable[[Any], None]] = {
    "headings with line breaks": lambda sheet: each_text(sheet, broken_lines),
    "headings in capitals": lambda sheet: each_text(
        sheet, lambda text: text.upper() if text in {word for line in HEADINGS for word in line} else text
    ),
    "letters taken apart (NFD)": lambda sheet: each_text(sheet, lambda text: unicodedata.normalize("NFD", text)),
    "spaces that do not break": lambda sheet: each_text(sheet, lambda text: f" {text.replace(' ', chr(160))} "),
    "days as bare numbers": serial_dates,
    "days as dates": real_dates,
    "days in words": written_dates,
    "a row of totals": totals,
    "totals with counts": counted_totals,
    "columns of their own": other_columns,
    "the table further right": further_right,
    "headings merged downwards": tall_headings,
}


def same_worker(read: D02) -> None:
    """Assert that the one worker was read, and nothing else."""
    assert [(f.code, f.where.row, f.found) for f in read.findings] == []
    rows = read.rows
    assert (rows.change, rows.full_name, rows.si_number) == (["TM"], ["Nguyễn Văn An"], ["2600000001"])
    assert (str(rows.birth[0]), rows.birth_precision[0], rows.sex[0]) == ("1990-05-17", 3, 1)
    assert (rows.id_number, rows.job, rows.wage.tolist()) == (["026090000001"], ["Công nhân may"], [5_310_000])
    assert (rows.from_month.tolist(), rows.to_month.tolist()) == ([2021 * 12 + 9], [0])


@pytest.mark.parametrize("name", CHANGES)
def test_the_same_form_in_another_dress(name: str) -> None:
    same_worker(read_d02(changed(CHANGES[name])))


def test_texts_in_one_table_for_all_cells() -> None:
    """Most tools keep texts in a table of their own; others (openpyxl here) write them into the cells."""
    data = official([*SECTION, worker(**ROW)])
    assert b"inlineStr" in part(data, "xl/worksheets/sheet1.xml")
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        for place, line in enumerate(plain().active.iter_rows(values_only=True)):
            for column, cell in enumerate(line):
                if cell is not None:
                    sheet.write(place, column, cell)
    assert b't="s"' in part(stream.getvalue(), "xl/worksheets/sheet1.xml")
    same_worker(read_d02(stream.getvalue()))


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_what_is_hidden_is_not_sent(state: str) -> None:
    book = plain()
    copy = book.copy_worksheet(book.active)
    copy.title = "Bản cũ"
    copy.cell(people(copy), 2).value = "Trần Thị Cũ"
    copy.sheet_state = state
    book.move_sheet(copy, -1)
    book.active = 1
    same_worker(read_d02(saved(book)))


def test_a_second_sheet_with_a_list_is_not_passed_over_in_silence() -> None:
    book = plain()
    copy = book.copy_worksheet(book.active)
    copy.title = "Tháng 9"
    read = read_d02(saved(book))
    assert len(read.rows) == 1
    assert [(f.code, f.where.sheet, f.stops) for f in read.findings] == [("F-SHEETS", "Tháng 9", False)]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_form_saved_as_csv(delimiter: str) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter)
    for line in plain().active.iter_rows(values_only=True):
        writer.writerow(["" if cell is None else cell for cell in line])
    same_worker(read_d02(b"\xef\xbb\xbf" + stream.getvalue().encode(), name="t10.csv"))


def test_merges_of_the_form_are_those_of_the_printed_one() -> None:
    assert len(plain().active.merged_cells.ranges) == len(MERGES)


def hidden_copy(sheet: Any) -> None:
    """A row above the worker, hidden by hand or by a filter that was left on."""
    row = people(sheet)
    sheet.insert_rows(row)
    for column in range(1, 28):
        sheet.cell(row, column).value = sheet.cell(row + 1, column).value
    sheet.cell(row, 2).value, sheet.cell(row, 3).value = "Trần Thị Ẩn", "2600000002"
    sheet.row_dimensions[row].hidden = True


def test_a_hidden_row_is_read_and_said() -> None:
    read = read_d02(changed(hidden_copy))
    assert read.rows.full_name == ["Trần Thị Ẩn", "Nguyễn Văn An"]
    assert [(f.code, f.where.row, f.stops) for f in read.findings] == [("C-HIDDEN", 12, False)]


def repacked(data: bytes, change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    """The same archive with each part changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(stream, "w") as made:
        for entry in packed.infolist():
            name, content = change(entry.filename, packed.read(entry))
            made.writestr(name, content)
    return stream.getvalue()


def strict(name: str, content: bytes) -> tuple[str, bytes]:
    """A part in the names of strict Office Open XML, its day as an ISO day."""
    content = content.replace(
        b"schemas.openxmlformats.org/spreadsheetml/2006/main", b"purl.oclc.org/ooxml/spreadsheetml/main"
    )
    old, new = b"schemas.openxmlformats.org/officeDocument/2006/rel", b"purl.oclc.org/ooxml/officeDocument/rel"
    day = rb'<c r="D\1" t="d"><v>1990-05-17</v></c>'
    return name, re.sub(rb'<c r="D(\d+)"[^>]*><v>33010</v></c>', day, content.replace(old, new))


def counted_from_1904() -> bytes:
    book = plain()
    book.epoch = CALENDAR_MAC_1904
    real_dates(book.active)
    return saved(book)


SUITES: dict[str, tuple[Callable[[], bytes], str]] = {
    "strict Office Open XML": (lambda: repacked(changed(serial_dates), strict), ""),
    "a workbook that may hold macros and holds none": (
        lambda: repacked(
            saved(plain()),
            lambda name, content: (name, content.replace(b"openxmlformats-officedocument.spreadsheetml.sheet.main",
                                                         b"ms-excel.sheet.macroEnabled.main")),
        ),
        "",
    ),
    "days counted from 1904": (counted_from_1904, ""),
    "OpenDocument": (lambda: repacked(saved(plain()), lambda name, _: (name.replace("xl/", ""), b"<a/>")), "F-KIND"),
    "a letter": (lambda: repacked(saved(plain()), lambda name, _: (name.replace("xl/", "word/"), b"<a/>")), "F-KIND"),
    "binary": (
        lambda: repacked(saved(plain()), lambda name, _: (re.sub(r"(xl/.*)xml$", r"\1bin", name), b"<a/>")), "F-KIND",
    ),
    "old Excel": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "F-OLD-EXCEL"),
    "a page of the web": (lambda: b"<html><table><tr><td>x</td></tr></table></html>", "F-KIND"),
}  # fmt: skip


@pytest.mark.parametrize("name", SUITES)
def test_workbooks_of_other_suites_are_read_or_refused_by_name(name: str) -> None:
    make, code = SUITES[name]
    read = read_d02(make())
    if not code:
        same_worker(read)
    assert [f.code for f in read.findings] == ([code] if code else [])


TABLES = {"UTF-16": "UTF-16", "UTF-16LE": "UTF-16", "cp1258": "windows-1258"}


@pytest.mark.parametrize("table", TABLES)
def test_texts_of_another_code_table_are_refused_with_its_name(table: str) -> None:
    rows = [["" if cell is None else str(cell) for cell in line] for line in plain().active.iter_rows(values_only=True)]
    told = "\n".join(";".join(row) for row in rows)
    data = (unicodedata.normalize("NFD", told) if table == "cp1258" else told).encode(table, "replace")
    (finding,) = read_d02(data, name="t10.csv").findings
    assert (finding.code, TABLES[table] in finding.message.en) == ("F-ENCODING", True)


PAPERS = ["TT", "Họ và tên", "Mã số BHXH", "Tên, loại văn bản", "Số hiệu văn bản", "Ngày ban hành",
          "Thời điểm văn bản có hiệu lực", "Cơ quan ban hành văn bản", "Trích yếu văn bản",
          "Trích lược nội dung cần thẩm định"]  # fmt: skip


def test_the_papers_of_late_changes_stand_on_a_sheet_of_their_own() -> None:
    book = plain()
    sheet = book.create_sheet("D01-TS", 0)
    sheet.append(["BẢNG KÊ THÔNG TIN (kèm theo D02-LT)"])
    sheet.append(PAPERS)
    sheet.append([1, "Nguyễn Văn An", "2600000001", "Hợp đồng lao động", "15/HĐLĐ", "01/08/2021", "01/08/2021",
                  "Công ty Sao Mai", "Tuyển dụng", "Làm việc từ 01/08/2021"])  # fmt: skip
    sheet.append([2, "Lê Thị Mai", None, "Quyết định", None, "01/09/2021", "01/09/2021", "Công ty", "Nâng lương", "x"])
    read = read_d02(saved(book))
    assert (read.rows.full_name, read.layout) == (["Nguyễn Văn An"], "official")
    assert (read.evidence.si_number, read.evidence.document_number) == (["2600000001", ""], ["15/HĐLĐ", ""])
    assert str(read.evidence.effective[0]) == "2021-08-01"
    assert [(f.code, f.where.sheet, f.where.row, f.stops) for f in read.findings] == [("C-MISSING", "D01-TS", 4, False)]
    assert unpack(D02, pack(read)).evidence.about == ["Tuyển dụng", "Nâng lương"]
