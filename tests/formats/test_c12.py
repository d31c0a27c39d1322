"""The monthly statement: what is printed, that the code on the page can be read, and how long a page takes."""

import datetime as dt
import io
import json
import time
from dataclasses import replace

import openpyxl
import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from ansinh.core.period import Month
from ansinh.formats.c12_page import qr_text
from ansinh.formats.c12_values import C12, C12Interest, C12Pay, C12Person, C12Receipt, FundAmounts
from ansinh.formats.statement_c12 import write_c12_json, write_c12_pdf, write_c12_png, write_c12_xlsx
from ansinh.formats.vietqr import parse

F = FundAmounts
OCTOBER = Month.of(2021, 10)
STATEMENT = C12(
    "2601", "BHXH huyện Bình Xuyên", "BHXH tỉnh Vĩnh Phúc", "TC0123C", "Công ty TNHH May Sao Mai", "Xã Thiện Kế",
    "0312345673", OCTOBER,
    {
        "A.1": F(2, 2, 2, 2), "A.2": F(100_000), "A.2.2": F(100_000), "B.2": F(10_620_000, 10_620_000, 10_620_000,
        10_620_000),
        "B.3": F(2_655_000, 477_900, 212_400, 53_100), "D.1": F(100_000), "Đ.1": F(2, 2, 2, 2), "Đ.2": F(2_655_000,
        477_900, 212_400, 53_100),
    },
    {"si": "0,8333"}, (C12Receipt("FT1", dt.date(2021, 10, 12), 100_000),),
    {"si": Month.of(2021, 9), "hi": OCTOBER, "ui": OCTOBER, "oad": None},
    C12Pay(3_398_400, dt.date(2021, 11, 30), "970415", "VietinBank", "113366668888", "BHXH huyện Bình Xuyên",
    "BHXH TC0123C 102021"),
    (C12Interest("si", 100_000, "0,8333 %/tháng", "tháng 9/2021", 833),),
    (C12Person("2600000001", "Nguyễn Thị Hồng Nhung", 5_310_000, F(1_327_500, 238_950, 106_200, 26_550)),),
    dt.date(2021, 11, 2),
)  # fmt: skip


def words(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_page_says_what_is_due_first_and_in_words() -> None:
    text = words(write_c12_pdf(STATEMENT))
    for said in (
        "THÔNG BÁO KẾT QUẢ ĐÓNG BHXH", "Tháng 10 năm 2021", "Công ty TNHH May Sao Mai", "3.398.400", "30/11/2021",
        "Ba triệu ba trăm chín mươi tám nghìn bốn trăm đồng", "113366668888", "BHXH TC0123C 102021",
        "UNC số FT1, ngày 12/10/2021",
        "tháng 09/2021", "chưa đóng", "Nguyễn Thị Hồng Nhung", "10.620.000",
    ):  # fmt: skip
        assert said in text, said
    assert text.index("3.398.400") < text.index("Kỳ trước mang sang")


def test_the_code_on_the_page_can_be_read_by_an_independent_library() -> None:
    page = Image.open(io.BytesIO(write_c12_png(STATEMENT)[0]))
    found = [code.text for code in zxingcpp.read_barcodes(page)]
    assert found == [qr_text(STATEMENT)]
    asked = parse(found[0])
    assert (asked.amount, asked.account, asked.purpose) == (3_398_400, "113366668888", "BHXH TC0123C 102021")


@pytest.mark.parametrize(("amount", "said"), [(0, "ĐƠN VỊ ĐÃ ĐÓNG ĐỦ"), (-5_000, "ĐƠN VỊ ĐÓNG THỪA")])
def test_nothing_due_has_no_code(amount: int, said: str) -> None:
    settled = replace(STATEMENT, pay=replace(STATEMENT.pay, amount=amount))
    assert said in words(write_c12_pdf(settled))
    assert qr_text(settled) == ""


def test_one_page_without_the_people() -> None:
    assert len(PdfReader(io.BytesIO(write_c12_pdf(replace(STATEMENT, people=())))).pages) == 1


def test_only_fonts_of_the_package() -> None:
    reader = PdfReader(io.BytesIO(write_c12_pdf(STATEMENT)))
    fonts = {
        str(font.get_object()["/BaseFont"]) for page in reader.pages for font in page["/Resources"]["/Font"].values()
    }
    assert all("Inter" in font for font in fonts)


def test_the_same_value_gives_the_same_bytes() -> None:
    assert write_c12_pdf(STATEMENT) == write_c12_pdf(STATEMENT)
    assert write_c12_xlsx(STATEMENT) == write_c12_xlsx(STATEMENT)


def test_workbook_holds_every_line_as_numbers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_c12_xlsx(STATEMENT)))
    lines = {row[0]: row[2:7] for row in book["C12-TS"].iter_rows(min_row=9, values_only=True)}
    assert lines["B.3"] == (2_655_000, 477_900, 212_400, 53_100, 3_398_400)
    assert lines["A.1"] == (2, 2, 2, 2, 2)
    assert {"A.2.1", "B.4.1.1", "B.6", "C.1", "Đ.2.3"} <= set(lines)
    assert book["Người lao động"]["C2"].value == "Nguyễn Thị Hồng Nhung"


def test_json_says_the_same() -> None:
    value = json.loads(write_c12_json(STATEMENT))
    assert (value["month"], value["lines"]["B.3"]["si"], value["vietqr"]) == ("2021-10", 2_655_000, qr_text(STATEMENT))
    assert value["paid_to"] == {"si": "2021-09", "hi": "2021-10", "ui": "2021-10", "oad": None}


def test_a_page_takes_at_most_60_ms() -> None:
    write_c12_pdf(STATEMENT)
    start = time.process_time()
    for _ in range(20):
        write_c12_pdf(STATEMENT)
    assert (time.process_time() - start) / 20 < 0.060
