"""14-HSB: read as it was written, wherever the form starts; hostile bytes give findings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh.domain.benefits.requested import asked
from ansinh.formats.benefits_request import RequestForm, read_request, write_request
from ansinh.formats.sheet.write import Tab, write_book
from ansinh.formats.words import plain

FORM = RequestForm(
    full_name="Nguyễn Thị Đào", birth_date="01/05/1990", sex="Nữ", si_number="2600000001", id_number="026090000001",
    phone="0912345678", request="Hưởng BHXH một lần", reason="Sau 12 tháng nghỉ việc không tham gia BHXH",
    pay_form="Tài khoản cá nhân", bank_account="0071000123456", bank_name="Vietcombank", signed_on="25/10/2021",
)  # fmt: skip


def test_what_is_written_is_read() -> None:
    read = read_request(write_request(FORM))
    assert (read.form, read.findings) == (FORM, [])


def test_a_form_that_starts_lower_and_further_right_is_read() -> None:
    lines = (
        ["Họ và tên (1): Nguyễn Thị Đào"],
        ["Mã số BHXH:", "2600000001"],
        ["Nội dung yêu cầu giải quyết:", "", "Hưởng lương hưu"],
    )
    rows = [[], ["", "", "ĐƠN ĐỀ NGHỊ"], [], *(["", "", *line] for line in lines)]
    form = read_request(write_book([Tab("x", rows)])).form
    assert (form.full_name, form.si_number, form.request) == ("Nguyễn Thị Đào", "2600000001", "Hưởng lương hưu")


def test_what_is_missing_is_named() -> None:
    read = read_request(b'{"full_name": "A", "phone": "1"}')
    assert [one.code for one in read.findings] == ["C-MISSING", "C-MISSING"]


WORDS = [
    ("Hưởng BHXH một lần", "ra nước ngoài định cư", "onetime", {"ground": "settling_abroad"}),
    ("Rút BHXH", "bị ung thư", "onetime", {"ground": "illness"}),
    ("Hưởng lương hưu", "", "pension", {}),
    ("Trợ cấp một lần khi đang hưởng lương hưu ra nước ngoài định cư", "", "pension.abroad", {}),
    ("Trợ cấp mai táng", "", "survivors.funeral", {}),
    ("Trợ cấp hằng tháng theo Điều 23", "chưa đủ tuổi trợ cấp hưu trí xã hội", "allowance23", {}),
    ("xin nghỉ phép", "", "", {}),
]


@pytest.mark.parametrize(("request_", "reason", "procedure", "typed"), WORDS)
def test_words_open_a_procedure(request_: str, reason: str, procedure: str, typed: dict) -> None:
    found = asked(plain(request_), plain(reason), "")
    assert (found.procedure, found.given) == (procedure, typed)


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=200))
def test_whatever_is_sent_is_answered(data: bytes) -> None:
    assert read_request(data).findings
