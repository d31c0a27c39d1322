"""The same workbook back: cell by cell as it was, one column more."""

import io
import time

import openpyxl
import pytest
from tests.formats.made import official, saved, worker

from ansinh.core.finding import Place
from ansinh.formats.columns import Table
from ansinh.formats.d02.rows import DeclarationRows
from ansinh.formats.declaration_d02 import read_d02, write_d02
from ansinh.formats.faults import fault
from ansinh.formats.header import UnitHeader
from ansinh.formats.sheet.comment import TITLE, comment_workbook

MARKED = "FFFFE699"


def loaded(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture
def sent() -> bytes:
    good = worker(c12=5_310_000, c25="10/2021")
    bad = worker(si="2600000002", name='=HYPERLINK("x")', c12="năm triệu")
    book = loaded(official([["I.1", "Tăng lao động"], good, bad]))
    sheet = book.active
    sheet.column_dimensions["B"].width = 33
    sheet["A1"].font = openpyxl.styles.Font(bold=True, color="FF0000FF")
    sheet["C12"].number_format = "@"
    book.create_sheet("Ghi chú riêng")["A1"] = "giữ nguyên"
    return saved(book)


def test_everything_stays_and_a_column_is_added(sent: bytes) -> None:
    findings = read_d02(sent).findings
    back, before = loaded(comment_workbook(sent, findings)), loaded(sent)
    assert back.sheetnames == before.sheetnames
    old, new = before.active, back.active
    for row in old.iter_rows():
        for cell in row:
            now = new[cell.coordinate]
            if not str(cell.value).startswith("="):
                assert now.value == cell.value, cell.coordinate
            assert (now.font.b, now.number_format, now.border.left.style) == (
                cell.font.b,
                cell.number_format,
                cell.border.left.style,
            )
    assert new.column_dimensions["B"].width == 33
    assert [str(merge) for merge in new.merged_cells.ranges] == [str(merge) for merge in old.merged_cells.ranges]
    assert back["Ghi chú riêng"]["A1"].value == "giữ nguyên"


def test_comments_stand_beside_their_rows_and_cells_are_marked(sent: bytes) -> None:
    read = read_d02(sent)
    sheet = loaded(comment_workbook(sent, read.findings)).active
    row = max(finding.where.row for finding in read.findings if finding.where.row)
    words = sheet.cell(row, 28).value
    assert all(finding.message.vi in words and finding.mend.vi in words for finding in read.findings)
    assert sheet.cell(1, 28).value == TITLE.vi
    columns = {finding.where.column.split(" ")[0] for finding in read.findings}
    assert {sheet[f"{column}{row}"].fill.fgColor.rgb for column in columns} == {MARKED}
    assert sheet.cell(row, 28).data_type == "s"
    assert TITLE.en == loaded(comment_workbook(sent, read.findings, language="en")).active.cell(1, 28).value


def test_no_formula_comes_back(sent: bytes) -> None:
    findings = [*read_d02(sent).findings, fault("C-LETTER", Place("Danh sách", 12, "B · Họ và tên"), "=1+1")]
    book = loaded(comment_workbook(sent, findings))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_what_comes_back_can_be_sent_again(sent: bytes) -> None:
    again = read_d02(comment_workbook(sent, read_d02(sent).findings))
    assert again.rows.si_number == ["2600000001", "2600000002"]


def test_a_csv_comes_back_as_a_workbook() -> None:
    data = b"full_name,change,coef_or_wage\n=An,TM,abc\n"
    sheet = loaded(comment_workbook(data, read_d02(data, name="CSV").findings)).active
    assert [cell.value for cell in sheet[2]][:3] == ["=An", "TM", "abc"]
    assert sheet["A2"].data_type == "s"
    assert "C-" not in sheet["D2"].value
    assert sheet["C2"].fill.fgColor.rgb == MARKED


@pytest.mark.slow
def test_ten_thousand_rows() -> None:
    size = 10_000
    rows: Table = DeclarationRows.of(size, {"change": ["TM"] * size, "full_name": ["Nguyễn Văn An"] * size})
    data = write_d02(UnitHeader(), rows)  # type: ignore[arg-type]
    start = time.process_time()
    read = read_d02(data)
    assert len(read.rows) == size
    spent = time.process_time() - start
    findings = [fault("C-DATE", Place("D02-LT", row, "D · Ngày sinh"), "x") for row in read.rows.row.tolist()]
    back = comment_workbook(data, findings)
    assert time.process_time() - start - spent < 10
    assert loaded(back).active.cell(int(read.rows.row[-1]), 28).value
