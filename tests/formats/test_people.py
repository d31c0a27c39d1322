"""TK1-TS data beside a list: as an object, as keys of the row, and members of the household on a sheet of their own."""

import json

import numpy as np
import openpyxl
import pytest
from tests.formats.made import saved

from ansinh.formats.declaration_d02 import read_d02
from ansinh.formats.declaration_d03 import read_d03

TK1 = {
    "nationality": "VN", "ethnicity": "01", "phone": "0912 345 678", "kcb_facility": "26001",
    "birth_cert_place": {"province": "26", "commune": "08707", "text": "Xã Thiện Kế"},
    "result_address": "Số 1 Vĩnh Yên",
    "household_appendix": [
        {"full_name": "Lê Cả", "relation": "Chủ hộ", "birth_date": "1960", "sex": "Nam"},
        {"full_name": "Lê Út", "relation": "08", "birth_date": "06/2015", "sex": "Nữ", "id_number": "026315000001"},
    ],
}  # fmt: skip
ROW = {"full_name": "Lê An", "change": "TM", "coef_or_wage": 5_310_000, "si_from": "2021-10"}


@pytest.mark.parametrize("row", [{**ROW, "tk1": TK1}, {**ROW, **TK1}], ids=["object", "keys of the row"])
def test_the_new_person_and_the_household(row: dict) -> None:
    read = read_d02(json.dumps({"header": {"month": "10/2021", "unit_code": "TC1"}, "rows": [row]}).encode())
    assert read.findings == []
    person, members = read.person, read.members
    assert (person.nationality, person.facility, person.phone) == (["VN"], ["26001"], ["0912 345 678"])
    assert (person.birth_province, person.birth_commune, person.birth_address) == (["26"], ["08707"], ["Xã Thiện Kế"])
    assert person.result_address == ["Số 1 Vĩnh Yên"]
    assert (members.full_name, members.relation) == (["Lê Cả", "Lê Út"], ["00", "08"])
    assert members.worker_row.tolist() == [int(read.rows.row[0])] * 2
    assert (members.birth_precision.tolist(), members.birth[1]) == ([1, 2], np.datetime64("2015-06-01"))


@pytest.mark.parametrize(("key", "value", "code"), [
    ("phone", "09\u202e12", "C-CONTROL"), ("nationality", ["VN"], "C-CODE"), ("vsi_income", "nhiều", "C-NUMBER"),
    ("household_appendix", [{"relation": "00"}], "C-MISSING"), ("household_appendix", [{"full_name": "A1"}],
    "C-LETTER"),
])  # fmt: skip
def test_what_is_wrong_beside_the_row_is_found(key: str, value: object, code: str) -> None:
    read = read_d02(json.dumps([{**ROW, "tk1": {key: value}}]).encode())
    assert [finding.code for finding in read.findings] == [code]


def test_a_list_of_health_insurance_holds_the_person_too() -> None:
    row = {
        "full_name": "Lê An",
        "change": "TM",
        "kcb_facility": "26001",
        "months": 12,
        "guardian": "Lê Ba",
        "ethnicity": "01",
    }
    read = read_d03(json.dumps([row]).encode())
    assert (read.findings, read.person.guardian, read.rows.facility) == ([], ["Lê Ba"], ["26001"])


def test_members_on_a_sheet_of_their_own_are_joined_by_the_number_of_the_worker() -> None:
    book = openpyxl.Workbook()
    book.active.append(["STT", "Họ và tên", "Mã số BHXH", "Mã loại PA", "Mã PA", "Tháng/năm bắt đầu", "Mức lương"])
    book.active.append([1, "Lê An", "2600000001", 1, "TM", "10/2021", 5_310_000])
    book.active.append([2, "Lê Bình", "2600000002", 1, "TM", "10/2021", 5_310_000])
    sheet = book.create_sheet("Hộ gia đình")
    sheet.append(["STT người lao động", "Họ và tên", "Ngày sinh", "Giới tính", "Mối quan hệ với chủ hộ"])
    sheet.append([2, "Lê Cả", "1960", "1", "Chủ hộ"])
    sheet.append([9, "Lê Lạc", "1960", "1", "Con"])
    sheet.append([1, "Lê Sai", "31/02/1960", "1", "Con"])
    read = read_d02(saved(book))
    assert read.members.worker_row.tolist() == [3, 0, 2]
    assert read.members.relation == ["00", "08", "08"]
    assert [(finding.code, finding.where.sheet, finding.where.row, finding.stops) for finding in read.findings] == [
        ("C-DATE", "Sheet", 2, True),
        ("C-MISSING", "Hộ gia đình", 3, False),
    ]


D03_LISTS = {
    "agent": (
        ["STT", "HoTen", "MasoBHXH", "PA", "NgaySinh", "GioiTinh", "TuNgay", "Sothang"],
        [[1, "Lê An", "2600000001", "TM", "1990", "1", "01/10/2021", 12],
         [2, "Lê Bình", "2600000002", "TM", "1991", "0", "01/10/2021", 12]],
    ),
    "official": (
        ["STT", "Họ và tên", "Mã số BHXH", "Ngày sinh", "Giới tính", "Nơi đăng ký KCB ban đầu", "Từ tháng", "Số tháng"],
        [[1, "Lê An", "2600000001", "1990", "Nam", "26001", "10/2021", 12],
         [2, "Lê Bình", "2600000002", "1991", "Nữ", "26001", "10/2021", 12]],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", D03_LISTS)
def test_a_list_of_health_insurance_has_the_households_on_a_second_sheet(kind: str) -> None:
    headings, rows = D03_LISTS[kind]
    book = openpyxl.Workbook()
    book.active.title = "D03"
    for row in (headings, *rows):
        book.active.append(row)
    sheet = book.create_sheet("Hộ gia đình")
    sheet.append(["STT NLĐ", "Mã số hộ gia đình", "Họ và tên", "Ngày sinh", "Giới tính", "Quan hệ với chủ hộ"])
    sheet.append([2, "2600000099", "Lê Cả", "1960", "Nam", "Chủ hộ"])
    sheet.append([1, "2600000098", "Lê Sai", "31/02/1960", "Nam", "Con"])
    sheet.append([7, "2600000097", "Lê Lạc", "1960", "Nam", "Con"])
    read = read_d03(saved(book))
    assert (read.layout, read.rows.full_name) == (kind, ["Lê An", "Lê Bình"])
    assert read.members.worker_row.tolist() == [3, 2, 0]
    assert (read.members.full_name, read.members.relation) == (["Lê Cả", "Lê Sai", "Lê Lạc"], ["00", "08", "08"])
    told = [(one.code, one.where.sheet, one.where.row, one.stops) for one in read.findings if one.code != "K-NONE"]
    assert told == [("C-DATE", "D03", 2, True), ("C-MISSING", "Hộ gia đình", 4, False)]
