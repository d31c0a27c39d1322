"""01B-HSB: the official form there and back, CSV and JSON, words of its columns, a hostile one."""

import datetime as dt
import json

import numpy as np
import pytest

from ansinh.core.period import Month
from ansinh.formats.benefits_hsb import read_hsb
from ansinh.formats.benefits_hsb_rows import HSB, ClaimRows
from ansinh.formats.benefits_hsb_words import Said, next_section, read_bank, read_words
from ansinh.formats.benefits_hsb_write import write_hsb
from ansinh.formats.header import UnitHeader
from ansinh.formats.limits import read_limited
from ansinh.formats.sheet.sections import Section

HEADER = UnitHeader(unit_name="Công ty Hoa Sen", unit_code="TA0001A", number="02", month=Month.of(2021, 10))
ROWS = ClaimRows.of(
    4,
    {
        "procedure": ["sickness.own", "sickness.child", "maternity.birth", "recovery.sickness"],
        "full_name": ["Nguyễn Thị Đào", "Trần Thị Sen", "Lê Thị Mận", "Phạm Thị Cúc"],
        "si_number": ["2600000001", "2600000002", "2600000003", "2600000004"],
        "first": np.array(["2021-10-04", "2021-10-06", "2021-10-01", "2021-10-11"], dtype="datetime64[D]"),
        "last": np.array(["2021-10-08", "2021-10-07", "2022-03-31", "2021-10-15"], dtype="datetime64[D]"),
        "total": ["5", "2", "6-0", "5"],
        "bank": ["0071000123456, Vietcombank, CN Vĩnh Phúc", "", "", ""],
        "condition": ["J20 viêm phế quản", "Con sinh 01/11/2019", "Sinh con 01/10/2021, sinh đôi", ""],
        "note": ["T2", "", "phẫu thuật", ""],
    },
)


def day(read: HSB, name: str, row: int) -> dt.date | None:
    return getattr(read.rows, name)[row].item()


@pytest.mark.parametrize("layout", ["official", "json"])
def test_there_and_back(layout: str) -> None:
    read = read_hsb(write_hsb(HEADER, ROWS, layout=layout), name="ds.xlsx")  # type: ignore[arg-type]
    assert read.findings == []
    assert (read.header.unit_code, read.header.month) == ("TA0001A", Month.of(2021, 10))
    assert read.rows.procedure == ROWS.procedure
    assert read.rows.full_name == ROWS.full_name
    assert (read.rows.first == ROWS.first).all()
    assert (read.rows.bank_account[0], read.rows.bank_name[0]) == ("0071000123456", "Vietcombank, CN Vĩnh Phúc")
    assert (read.rows.weekly_rest[0], read.rows.disease[0]) == ("0", "J20 viêm phế quản")
    assert day(read, "child_birth", 1) == dt.date(2019, 11, 1)
    assert (day(read, "child_birth", 2), read.rows.children[2], read.rows.surgery[2]) == (dt.date(2021, 10, 1), 2, 1)


def test_csv_with_a_column_for_the_benefit() -> None:
    text = (
        "STT;Họ và tên;Mã số BHXH;Từ ngày;Đến ngày;Tổng số;Chế độ;Ngày sinh con\n"
        "1;Nguyễn Thị Đào;2600000001;04/10/2021;08/10/2021;5;Ốm thường;\n"
        "2;Trần Thị Sen;2600000002;06/10/2021;07/10/2021;2;sickness.child;01/11/2019\n"
    )
    read = read_limited("hsb", text.encode("utf-8-sig"), name="ds.csv")
    assert read.findings == []
    assert read.rows.procedure == ["sickness.own", "sickness.child"]
    assert day(read, "child_birth", 1) == dt.date(2019, 11, 1)


HEADINGS = [
    ("A. CHẾ ĐỘ ỐM ĐAU", "A", "sickness.own"), ("I. Ốm thường", "A", "sickness.own"),
    ("II. Ốm dài ngày", "A", "sickness.long"), ("III. Con ốm", "A", "sickness.child"),
    ("B. CHẾ ĐỘ THAI SẢN", "B", ""), ("I. Khám thai", "B", "maternity.prenatal"),
    ("III. Sinh con", "B", "maternity.birth"), ("1. Trường hợp thông thường", "B", "maternity.birth"),
    ("IV. Nhận nuôi con nuôi", "B", "maternity.adoption"), ("V. Lao động nữ mang thai hộ sinh con", "B", ""),
    ("VII. Lao động nam nghỉ việc khi vợ sinh con", "B", "maternity.father"),
    ("C. NGHỈ DƯỠNG SỨC PHỤC HỒI SỨC KHỎE", "C", ""), ("I. Ốm đau", "C", "recovery.sickness"),
    ("II. Thai sản", "C", "recovery.maternity"), ("III. TNLĐ, BNN", "C", "recovery.accident"),
    ("PHẦN 2: DANH SÁCH ĐỀ NGHỊ ĐIỀU CHỈNH SỐ ĐÃ ĐƯỢC GIẢI QUYẾT", "adjust", ""),
]  # fmt: skip


def test_the_headings_of_the_form_open_their_sections() -> None:
    section = Section()
    for heading, group, code in HEADINGS:
        section = next_section(section, heading) or section
        assert (section.direction, section.subject) == (group, code), heading


def test_a_day_that_is_none_is_said_with_its_place() -> None:
    row = {"full_name": "Nguyễn Thị Đào", "si_number": "2600000001", "from_date": "32/13/2021"}
    read = read_hsb(json.dumps({"header": {"unit_code": "TA0001A", "month": "2021-10"}, "rows": [row]}).encode())
    assert [(one.code, one.where.row, one.found) for one in read.findings] == [("C-DATE", 2, "32/13/2021")]


def test_rows_of_part_two_keep_batch_and_reason_as_words() -> None:
    rows = [
        {"full_name": "Lê Thị Mận", "si_number": "2600000003", "procedure": "sickness.own", "from_date": "04/10/2021",
         "to_date": "05/10/2021"},
        {"full_name": "Nguyễn Thị Đào", "si_number": "2600000001", "procedure": "điều chỉnh",
         "old_batch": "00001/2021/2601-DS", "reason": "sai số ngày"},
    ]  # fmt: skip
    read = read_hsb(json.dumps({"header": {"unit_code": "TA0001A", "month": "2021-10"}, "rows": rows}).encode())
    assert read.findings == []
    assert read.rows.procedure == ["sickness.own", "adjust"]
    assert (read.rows.old_batch[1], read.rows.reason[1]) == ("00001/2021/2601-DS", "sai số ngày")


@pytest.mark.parametrize(
    ("text", "account", "bank"),
    [
        ("0071000123456, Vietcombank, CN Vĩnh Phúc", "0071000123456", "Vietcombank, CN Vĩnh Phúc"),
        ("Agribank 2800 2051 23456", "2800205123456", "Agribank"),
        ("", "", ""),
        ("nhận tại BHXH", "", "nhận tại BHXH"),
    ],
)
def test_the_bank_column(text: str, account: str, bank: str) -> None:
    assert read_bank(text) == (account, bank)


def test_words_of_condition_and_note() -> None:
    said = read_words("Thai 10 tuần; 31/02/2021", "T5, CN; PCKV 0,7; sinh 2 con")
    assert (said.weeks, said.weekly_rest, said.special_area, said.children, said.dates) == (10, "3,6", True, 2, ())
    assert read_words("", "con dưới 32 tuần tuổi; con thứ hai") == Said(under_32=True, second_child=True)


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"PK\x03\x04broken", b'{"rows": [[1]]}', b"[]", b"a;b\n1;2\n"])
def test_a_hostile_file_is_a_finding(data: bytes) -> None:
    read = read_hsb(data, name="x.xlsx")
    assert len(read.rows) == 0
    assert len(read.findings) == 1
