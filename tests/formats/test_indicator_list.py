"""A list of figures as it comes: CSV, XLSX, and what is neither."""

import io

import pytest
import xlsxwriter

from ansinh.formats.indicator_list import is_json, read_json
from ansinh.formats.limits import read_limited


def workbook(rows):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content", [workbook([[], ["Office", "value"], [26, 5], [], ["27", 2.5]]), b"\nOFFICE;Value\n26;5\n;\n27;2.5\n"]
)
def test_rows_keep_their_numbers(content):
    found = read_limited("list", content, name="a")
    assert (found.findings, found.first) == ([], 3)
    assert found.as_mappings() == [{"office": "26", "value": "5"}, {}, {"office": "27", "value": "2.5"}]


def test_titles_above_the_headings_are_passed_over():
    rows = [["BẢO HIỂM XÃ HỘI TỈNH"], ["Số liệu tháng 10/2021"], [], ["Mã cơ quan", "Chỉ tiêu"], ["26", "units"]]
    found = read_limited("list", workbook(rows), name="a")
    assert (found.first, found.as_mappings()) == (5, [{"mã cơ quan": "26", "chỉ tiêu": "units"}])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "F-EMPTY"),
        (b"office,value\n", "F-NO-ROWS"),
        (b"%PDF-1.7", "F-KIND"),
        ("tỉnh,số\n26,5".encode("utf-16"), "F-ENCODING"),
        (workbook([["office"], ["=1+1"]]), "C-FORMULA"),
    ],
)
def test_what_cannot_be_read_says_why(content, code):
    assert [one.code for one in read_limited("list", content, name="a").findings] == [code]


@pytest.mark.parametrize("content", [b"{", b'{"a": 1, "a": 2}', b'{"a": NaN}', b"[" * 10_000, b"\xff{"])
def test_json_from_strangers(content):
    value, findings = read_json(content)
    assert value is None
    assert findings.stop


def test_json_is_known_by_its_first_sign():
    assert is_json(b"\xef\xbb\xbf {}")
    assert not is_json(b"office,value")
