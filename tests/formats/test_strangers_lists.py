"""Lists and statements of people who never saw our templates: read rightly, or told which cell to mend and how."""

import datetime as dt
import io
import unicodedata
from typing import Any

import openpyxl
import pytest
from tests.formats.made import saved

from ansinh.formats.bank import read_bank
from ansinh.formats.declaration_d02 import read_d02
from ansinh.formats.declaration_d03 import read_d03
from ansinh.formats.declaration_d05 import read_d05
from ansinh.formats.employer_tk3 import read_tk3

Rows = list[list[Any]]
TOP = ["STT", "Họ và tên", "Mã số BHXH", "Ngày tháng năm sinh", "Giới tính", "Số CCCD", "Chức danh", "Hệ số/ Mức lương",
       "Phương án", "Từ tháng"]  # fmt: skip
BUOI = [1, "Nguyễn Thị Bưởi", "2620111222", "01/02/1990", "Nữ", "026190000555", "May", 5_310_000, "TM", "10/2021"]
OI = [2, "Nguyễn Văn Ổi", "2620111229", "01/02/1991", "Nam", "026091000555", "May", 5_310_000, "TM", "10/2021"]


def book(rows: Rows, *merges: str) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for merge in merges:
        made.active.merge_cells(merge)
    return saved(made)


def told(read: Any) -> list[tuple[str, int | None, str]]:
    return [(one.code, one.where.row, one.found) for one in read.findings]


def test_an_export_of_a_staff_system_names_the_columns_its_own_way() -> None:
    top = ["Mã NV", "Họ tên nhân viên", "Mã BHXH", "Ngày sinh", "GT", "CCCD", "Chức danh", "Mức lương đóng BHXH",
           "Phương án", "Từ tháng"]  # fmt: skip
    row = ["NV1", "Phạm Thị Hạnh", 2620111225, dt.date(1992, 3, 7), "nữ", "026192000123", "Kế toán", 7_500_000.0,
           "TM - Tăng mới", dt.date(2021, 10, 1)]  # fmt: skip
    read = read_d02(book([["Export 2021-10-05 08:11"], top, row]))
    assert told(read) == []
    assert (read.rows.si_number, read.rows.wage.tolist(), read.rows.sex.tolist(), read.rows.change) == (
        ["2620111225"], [7_500_000], [0], ["TM"],
    )  # fmt: skip


def test_a_column_of_another_name_is_not_passed_over_in_silence() -> None:
    top = [*TOP, "Lương theo hợp đồng mới"]
    read = read_d02(book([top, [*BUOI, 6_000_000]]))
    assert told(read) == [("F-UNREAD", None, "Lương theo hợp đồng mới")]
    assert not read.findings[0].stops


def test_family_and_given_name_in_two_columns_are_one_name() -> None:
    top = ["STT", "Họ và tên đệm", "Tên", *TOP[2:]]
    read = read_d02(book([top, [1, "Nguyễn Thị", "Bưởi", *BUOI[2:]]]))
    assert (read.rows.full_name, told(read)) == (["Nguyễn Thị Bưởi"], [])


def test_headings_printed_again_on_every_page_are_no_people() -> None:
    read = read_d02(book([TOP, BUOI, TOP, OI]))
    assert (read.rows.row.tolist(), told(read)) == ([2, 4], [])


def test_departments_and_their_totals_between_the_people() -> None:
    total = ["Cộng", *[None] * 6, 5_310_000]
    rows = [["DANH SÁCH TĂNG THÁNG 10/2021"], TOP, ["Phòng Kế toán"], BUOI, total, ["Phân xưởng May"], OI, total]
    read = read_d02(book([*rows, ["Bằng chữ: Mười triệu đồng"]], "A1:J1", "A3:J3"))
    assert (read.rows.full_name, read.header.month is not None, told(read)) == ([BUOI[1], OI[1]], True, [])


@pytest.mark.parametrize("written", ["Tăng mới", "tăng  mới", "TM", "TM: tuyển dụng", "(TM)", "tm"])
def test_the_kind_of_change_in_words(written: str) -> None:
    row = [*BUOI[:8], written, BUOI[9]]
    assert read_d02(book([TOP, row])).rows.change == ["TM"]


def test_the_old_form_of_thirteen_columns_with_letters_taken_apart() -> None:
    rows: Rows = [
        ["DANH SÁCH LAO ĐỘNG THAM GIA BHXH, BHYT, BHTN"], ["Số: 03 tháng 10 năm 2021"], [],
        ["STT", "Họ và tên", "Mã số BHXH", "Cấp bậc, chức vụ, chức danh nghề, nơi làm việc", "Tiền lương", *[None] * 5,
         "Từ tháng, năm", "Đến tháng, năm", "Ghi chú"],
        [*[None] * 4, "Hệ số/ Mức lương", "Phụ cấp"],
        [*[None] * 5, "Chức vụ", "Thâm niên VK (%)", "Thâm niên nghề (%)", "Phụ cấp lương", "Các khoản bổ sung"],
        ["A", "B", "C", *map(str, range(1, 11))], ["I", "Tăng"], ["I.1", "Lao động"],
        ["1", "Nguyễn Thị Bưởi", "2620111222", "May", "5.310.000", *[None] * 5, "10/2021", None, "Tăng mới"],
        ["", "Cộng tăng", "", "", 5_310_000], ["II", "Giảm"], ["II.1", "Lao động"],
        ["2", "Trần Quốc Bảo", "2620111224", "May", 5_310_000, 0.05, *[None] * 5, "9/2021", "Nghỉ việc"],
        ["Tổng cộng"], ["Người lập", *[None] * 6, "Thủ trưởng đơn vị"], ["Phạm Lan"],
    ]  # fmt: skip
    apart = [[unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    read = read_d02(book(apart, "A1:M1", "E4:J4", "F5:J5"))
    assert (read.rows.full_name, read.rows.change, told(read)) == (["Nguyễn Thị Bưởi", "Trần Quốc Bảo"], ["TM", "GH"],
                                                                   [])  # fmt: skip
    assert read.rows.from_month.tolist() == [2021 * 12 + 9] * 2


UNREADABLE = {
    "two digits of a year": (3, "01/02/90", "C-DATE"), "an American day": (3, "12/30/1985", "C-DATE"),
    "a month in English": (9, "Oct-21", "C-MONTH"), "half a dong": (7, "5310000,5", "C-WHOLE"),
    "a cross for a woman": (4, "x", "C-SEX"), "a lost zero": (5, 26_190_000_555, "C-ZERO"),
    "a code of no list": (8, "XX", "K-CODE"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_names_its_cell(name: str) -> None:
    place, cell, code = UNREADABLE[name]
    row = [*BUOI]
    row[place] = cell
    (finding,) = read_d02(book([TOP, row])).findings
    assert (finding.code, finding.where.row, finding.where.column[0], finding.stops) == (
        code, 2, "ABCDEFGHIJ"[place], True,
    )  # fmt: skip
    assert finding.mend.vi
    assert finding.mend.en


def test_a_table_that_lacks_a_column_is_told_which() -> None:
    (finding,) = read_d03(
        book([["Danh sách lớp"], ["TT", "Họ và tên", "Ngày sinh"], [1, "Đào Thị Mơ", "2006"]])
    ).findings
    assert finding.code == "F-LACKS"
    assert "Nơi đăng ký KCB ban đầu" in finding.message.vi
    assert "2" in finding.message.vi
    (finding,) = read_d05(book([TOP, BUOI])).findings
    assert "Mức thu nhập" in finding.message.vi


HEALTH = ["STT", "Họ và tên", "Mã số BHXH", "Số CCCD/ĐDCN/Hộ chiếu", "Ngày, tháng, năm sinh", "Giới tính", "Địa chỉ",
          "Nơi đăng ký KCB ban đầu", "Biên lai thu tiền", None, "Tiền lương hưu, trợ cấp BHXH, TCTN", "Hỗ trợ thêm",
          None, "Từ tháng", "Số tháng đóng", "Mã nhân viên thu", "Ghi chú"]  # fmt: skip


def test_a_health_list_of_a_post_office() -> None:
    rows: Rows = [
        ["Số: 05 tháng 10 năm 2021"], ["Đối tượng tham gia: Hộ gia đình (GD)", None, "Mức lương cơ sở: 1.490.000"],
        [], HEALTH, [*[None] * 8, "Ngày", "Số", None, "NSĐP (%)", "Khác (%)"], ["A", "B", *map(str, range(1, 16))],
        ["I", "Tăng"], ["I.1", "Người tham gia"],
        [1, "Nguyễn Văn Hộ", "2620999001", "026070001111", "15/8/1970", "Nam", "Thôn Đông", "26001 - TTYT Tam Dương",
         "04/10/2021", "BL1", None, "", None, "10/2021", 12, "NV02", ""],
        [2, "Trần Thị Hộ", "", "026172001112", "1972", "Nữ", "-nt-", "26.001", 44473, "BL2", None, 0.1, None, 44470,
         "12 tháng", "NV02", "người thứ 2"],
        ["", "Cộng", 2], ["Tổng số thẻ đề nghị cấp: 02 thẻ"], ["Đại lý thu", *[None] * 3, "Cán bộ thu"],
    ]  # fmt: skip
    read = read_d03(book(rows, "I4:J4", "L4:M4"))
    assert told(read) == []
    assert (read.group.group_code, read.group.base_salary) == ("GD", 1_490_000)
    assert (read.rows.facility, read.rows.months.tolist()) == (["26001", "26001"], [12, 12])
    assert (str(read.rows.receipt_date[1]), read.rows.support_local_percent.tolist()) == ("2021-10-04", [0, 1000])


def test_a_list_of_a_school_with_card_codes_and_classes() -> None:
    top = ["TT", "Họ và tên", "Lớp", "Số thẻ BHYT", "Ngày sinh", "GT", "Nơi ĐK KCB BĐ", "Từ tháng", "Số tháng",
           "Số tiền đóng", "Phương án"]  # fmt: skip
    row = [1, "Đào Thị Mơ", "10A1", "HS4262620999010", 20060131, "Nữ", "26002", "10/2021", 3, "140.805", "Tăng mới"]
    read = read_d03(book([["NĂM HỌC 2021-2022"], top, row, ["Lớp 10A2"]]))
    assert told(read) == []
    assert (read.rows.si_number, read.rows.amount.tolist(), read.rows.change) == (["2620999010"], [140_805], ["TM"])
    assert str(read.rows.birth[0]) == "2006-01-31"


def test_a_voluntary_list_with_per_cents_as_a_spreadsheet_keeps_them() -> None:
    top = ["Họ và tên", "Mã số BHXH", "Mức thu nhập tháng đóng BHXH", "Số tháng đóng", "Từ tháng", "NSNN hỗ trợ", None,
           "Phương án"]  # fmt: skip
    below = [*[None] * 5, "Tỷ lệ (%)", "Số tiền"]
    row = ["Phùng Văn Tơ", "2620888001", "700 000", 3, "T10/2021", 0.3, 138_600, "Đóng tiếp"]
    read = read_d05(book([top, below, row], "F1:G1"))
    assert told(read) == []
    assert (read.rows.state_percent.tolist(), read.rows.change) == ([3000], ["DT"])


def test_a_registration_with_several_items_on_one_line() -> None:
    lines = ["[01]. Tên đơn vị: CÔNG TY TNHH TRE VIỆT", "[03]. Mã số thuế: 0 1 0 0 2 3 3 4 8 8",
             "[04]. Địa chỉ đăng ký kinh doanh: Xã Xuân Hòa", "[05]. Loại hình đơn vị: Công ty",
             "[06]. Ngành nghề: tre",
             "[08]. Số điện thoại: 0211.3.123; [09]. Địa chỉ email: tre@viet.vn",
             "[10]. Quyết định thành lập: [10.1]. Số: 123; [10.2]. Nơi cấp: Sở KHĐT",
             "[11]. Phương thức khác: [11.1]. Đóng hằng 03 tháng: □ [11.2]. Đóng 06 tháng: ☑"]  # fmt: skip
    form = read_tk3(book([[line] for line in lines])).employer
    assert (form.phone, form.email, form.licence_number, form.licence_place, form.pay_every) == (
        "0211.3.123", "tre@viet.vn", "123", "Sở KHĐT", 6,
    )  # fmt: skip
    across = read_tk3(book([["Tên đơn vị", "Mã số thuế", "Địa chỉ"], ["Công ty A", "0100233488", "Xã B"]]))
    assert told(across) == [("F-FORM", None, "")]


def test_a_statement_in_two_languages() -> None:
    rows: Rows = [
        ["SAO KÊ TÀI KHOẢN / STATEMENT OF ACCOUNT"], ["Số tài khoản/Account No:", "0011000026"],
        ["Loại tiền/Currency:", "VND"], ["Số dư đầu kỳ/Opening balance:", "1,000,000"], [],
        ["Ngày giao dịch\nTransaction date", "Số chứng từ\nDoc No", "Ghi nợ\nDebit", "Ghi có\nCredit", "Số dư\nBalance",
         "Nội dung chi tiết\nTransactions in detail"],
        ["01/10/2021 08:15:22", "5001 - 1", "", "2,500,000", "3,500,000", "TC1234C DONG BHXH T9/2021"],
        ["05/10/2021 09:00:00", "5001 - 2", "100,000", "", "3,400,000", "PHI DICH VU"],
        ["Tổng cộng/Total", "", "100,000", "2,500,000"], ["Số dư cuối kỳ/Closing balance:", "3,400,000"],
        ["Giao dịch viên", "", "Kiểm soát"],
    ]  # fmt: skip
    read = read_bank(book(rows, "A1:F1"))
    assert told(read) == []
    assert [(str(one.booked), one.amount, one.reference) for one in read.statements[0].entries] == [
        ("2021-10-01", 2_500_000, "5001 - 1"), ("2021-10-05", -100_000, "5001 - 2"),
    ]  # fmt: skip


@pytest.mark.parametrize(("currency", "codes"), [("VND", []), ("USD", ["B-CURRENCY"])])
def test_the_currency_in_a_column_of_its_own(currency: str, codes: list[str]) -> None:
    rows: Rows = [
        ["Account", "19036000026"], ["Opening Balance", "0"], ["Closing Balance", "750000"],
        ["No", "Date", "Description", "Amount", "CCY", "Dr/Cr", "Running Balance"],
        [1, dt.date(2021, 10, 4), "IBFT CONG TY ABC", 750_000, currency, "CR", 750_000],
    ]  # fmt: skip
    assert [one.code for one in read_bank(book(rows)).findings] == codes


def test_days_packed_and_totals_without_words() -> None:
    text = "Số TK;1020000026\nSố dư đầu;5.000.000\nSố dư cuối;5.500.000\nNgày;PS Nợ;PS Có;Nội dung;Số dư\n"
    lines = "20211004;;500.000;NOP BHXH;5.500.000\n;;500.000;;\n"
    read = read_bank(io.StringIO(text + lines).read().encode())
    assert [(str(one.booked), one.amount) for one in read.statements[0].entries] == [("2021-10-04", 500_000)]
