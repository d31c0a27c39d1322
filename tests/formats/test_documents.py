"""One report value in five forms."""

import io
import json
import re
from fractions import Fraction

import openpyxl
import pytest
from pypdf import PdfReader

from ansinh.formats.document import (
    Chart,
    Document,
    DocumentTable,
    Figure,
    Figures,
    Paragraph,
    Section,
    Series,
    TableColumn,
)
from ansinh.formats.document_write import write_document
from ansinh.formats.documents.charts import chart_svg
from ansinh.formats.documents.numbers import shown

TABLE = DocumentTable(
    "Theo loại hình", (TableColumn("Loại"), TableColumn("Người", 0, "người"), TableColumn("Đạt", 1, "%")),
    (("BHXH | bắt buộc", 220_596, Fraction(2_205_960, 22_950)), ("Cộng", 1_099_580, None)), "Nguồn: chốt tháng.",
    frozenset({1}),
)  # fmt: skip
BULLET = Chart("bullet", "So với kế hoạch", ("BHXH", "BHYT"), (
    Series("Thực hiện", (90, 97)), Series("Kế hoạch", (100, 100)), Series("Nhịp", (95, None)),
), "người")  # fmt: skip
LINE = Chart(
    "line", "Lũy kế", ("T1", "T2"), (Series("Thu", (1, Fraction(5, 2))), Series("Nhịp", (2, None))), "tỷ đồng", places=1
)
REPORT = Document("briefing", "Tình hình thu", "Vĩnh Phúc, 10/2021", "vi", (
    Section("Đang ở đâu", (Paragraph("Đạt 97,7 % kế hoạch <b>.", lead=True), Figures((Figure("BHYT", "1.099.580",
    "kế hoạch năm", "good"),)))),
    Section("Chi tiết", (TABLE, BULLET, LINE)),
), "An Sinh")  # fmt: skip


@pytest.mark.parametrize(("value", "places", "vi", "en"), [
    (1_099_580, 0, "1.099.580", "1,099,580"), (Fraction(977, 10), 1, "97,7", "97.7"), (Fraction(2, 3), 2, "0,67",
    "0.67"),
    (-210, 0, "−210", "−210"), (Fraction(1, 2), 0, "1", "1"), (5, 1, "5,0", "5.0"), (None, 0, "–", "–"), ("chữ", None,
    "chữ", "chữ"),
])  # fmt: skip
def test_numbers_are_printed_as_people_write_them(value, places, vi: str, en: str) -> None:
    assert (shown(value, places, "vi"), shown(value, places, "en")) == (vi, en)


def test_markdown() -> None:
    text = write_document(REPORT, "md").decode()
    assert "# Tình hình thu" in text
    assert "| BHXH \\| bắt buộc | 220.596 | 96,1 |" in text
    assert "| **Cộng** | **1.099.580** | **–** |" in text
    assert "| T2 | 2,5 | – |" in text


def test_html_needs_nothing_from_outside() -> None:
    page = write_document(REPORT, "html").decode()
    assert re.findall(r"(?:src|href)=\"?(?!data:)|url\((?!data:|#)|@import|<script", page) == []
    assert set(re.findall(r"https?://[^\"' )]+", page)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert "&lt;b&gt;" in page
    assert page.count("<svg") == 2


def test_pdf_prints_words_tables_and_charts() -> None:
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(write_document(REPORT, "pdf"))).pages)
    for said in ("Tình hình thu", "220.596", "96,1", "1.099.580", "So với kế hoạch", "tỷ đồng"):
        assert said in text, said


def test_workbook_holds_numbers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_document(REPORT, "xlsx")))
    assert len(book.sheetnames) == 4
    sheet = book[book.sheetnames[1]]
    assert (sheet["B3"].value, sheet["C4"].value) == (220_596, None)


def test_json_keeps_exact_values() -> None:
    blocks = json.loads(write_document(REPORT, "json"))["sections"][1]["blocks"]
    assert blocks[0]["rows"][0] == ["BHXH | bắt buộc", 220_596, "73532/765"]
    assert Fraction(blocks[0]["rows"][0][2]) == Fraction(2_205_960, 22_950)
    assert blocks[2]["rows"] == [["T1", 1, 2], ["T2", "2.5", None]]


@pytest.mark.parametrize("kind", ["line", "bar", "stacked", "bullet"])
def test_charts_are_svg_in_both_languages(kind) -> None:
    chart = Chart(kind, BULLET.title, BULLET.labels, BULLET.series, BULLET.unit)
    for language in ("vi", "en"):
        assert chart_svg(chart, language).startswith("<svg")
