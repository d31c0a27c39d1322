"""D03-TS, D05-TS and TK3-TS: written and read back; sections and notes decide the kind of change."""

from dataclasses import fields

import numpy as np
import pytest
from tests.formats.test_d02_round_trip import same

from ansinh.core.period import Month
from ansinh.formats.d03_rows import HealthRows
from ansinh.formats.d05_rows import VoluntaryRows
from ansinh.formats.declaration_d03 import read_d03
from ansinh.formats.declaration_d05 import read_d05
from ansinh.formats.employer_tk3 import read_tk3, write_tk3
from ansinh.formats.header import GroupHeader, UnitHeader
from ansinh.formats.people import PersonRows
from ansinh.formats.tk3_values import EmployerForm
from ansinh.formats.write_lists import write_d03, write_d05

OCTOBER = Month.of(2021, 10)
HEADER = UnitHeader("Bưu điện Vĩnh Yên", "DL0001", "0312345673", "Vĩnh Yên", "0211 3", "a@b.vn", "02", OCTOBER)
GROUP = GroupHeader("Hộ gia đình", "GD", 1_490_000, "Hộ gia đình tự đóng", "30", 4)


def days(text: str, size: int):
    return np.array([text] * size, dtype="datetime64[D]")


HEALTH = HealthRows.of(4, {
    "change": ["TM", "ON", "DC", "GH"], "full_name": ["Lò Thị H'Mông"] * 4, "si_number": ["", "2600000001",
    "2600000002", "2600000003"],
    "id_number": ["026090000001"] * 4, "birth": days("1990-05-01", 4), "birth_precision": np.full(4, 2, np.int8),
    "sex": np.ones(4, np.int8), "address": ["Thôn 1"] * 4, "facility": ["26001"] * 4,
    "receipt_date": days("2021-10-04", 4),
    "receipt_number": ["0001"] * 4, "base": np.array([0, 0, 3_000_000, 0]), "support_local": np.array([0, 50_000, 0,
    0]),
    "support_local_percent": np.array([1000, 0, 0, 0]), "from_month": np.full(4, OCTOBER.number), "months": np.full(4,
    12),
    "collector": ["NV01"] * 4,
})  # fmt: skip


@pytest.mark.parametrize("layout", ["official", "json"])
def test_d03_reads_back(layout) -> None:
    read = read_d03(write_d03(HEADER, GROUP, HEALTH, layout=layout))
    assert (read.findings, read.header, read.group) == ([], HEADER, GROUP)
    same(HEALTH, read.rows, {"row", "section", "note"})


def test_d03_agents_sheet_reads_back() -> None:
    rows = HealthRows.of(2, {
        "change": ["TM", "ON"], "full_name": ["Lò Thị Hoa", "Lò Văn Hùng"], "sex": np.array([0, 1], np.int8),
        "facility": ["26001", "01C05"],
        "household_rank": np.array([1, 2], np.int8), "amount": np.array([804_600, 563_220]),
        "from_day": days("2021-10-04", 2),
        "from_month": np.full(2, OCTOBER.number), "months": np.full(2, 12), "household_code": ["2600000099"] * 2,
    })  # fmt: skip
    person = PersonRows.of(2, {"nationality": ["VN"] * 2, "birth_province": ["26"] * 2, "birth_commune": ["08707"] * 2})
    read = read_d03(write_d03(HEADER, GROUP, rows, layout="agent", person=person))
    assert (read.layout, read.findings) == ("agent", [])
    same(rows, read.rows, {"row", "section"})
    assert (read.person.birth_commune, read.person.facility) == (["08707"] * 2, ["26001", "01C05"])


VOLUNTARY = VoluntaryRows.of(3, {
    "change": ["TM", "DT", "GH"], "full_name": ["Lò Thị Hoa"] * 3, "si_number": ["", "2600000001", "2600000002"],
    "address": ["Thôn 1"] * 3, "receipt_date": days("2021-10-04", 3), "receipt_number": ["0001"] * 3,
    "income": np.full(3, 1_500_000), "months": np.full(3, 3), "from_month": np.full(3, OCTOBER.number),
    "amount_due": np.full(3, 990_000), "amount_person": np.full(3, 891_000), "state_percent": np.full(3, 1000),
    "state_amount": np.full(3, 99_000), "local_percent": np.full(3, 250), "other_amount": np.full(3, 1),
    "collector": ["NV01"] * 3,
})  # fmt: skip


@pytest.mark.parametrize("layout", ["official", "json"])
def test_d05_reads_back(layout) -> None:
    read = read_d05(write_d05(HEADER, VOLUNTARY, layout=layout))
    assert (read.findings, read.header) == ([], HEADER)
    same(VOLUNTARY, read.rows, {"row", "section", "note"})


KEYED = '[{{"full_name": "A", "kcb_facility": "26001", "income": 1500000, "months": 3, "change": "{}"}}]'


@pytest.mark.parametrize(("reader", "code"), [(read_d03, "AD"), (read_d03, ""), (read_d05, "ON"), (read_d05, "")])
def test_a_change_outside_the_list_is_a_finding(reader, code: str) -> None:
    read = reader(KEYED.format(code).encode())
    assert (read.rows.change, [finding.code for finding in read.findings]) == ([""], ["K-CODE" if code else "K-NONE"])


FORM = EmployerForm(
    "Công ty Sao Mai", "", "0312345673", "Số 1 Vĩnh Yên", "Doanh nghiệp tư nhân", "", "Số 2 Vĩnh Yên", "0211 3",
    "a@b.vn",
    "123/GP", "Sở Kế hoạch", 3, "Đăng ký lần đầu", "Giấy phép",
)  # fmt: skip


@pytest.mark.parametrize("numbering", ["595", "505"])
def test_tk3_reads_back_in_both_numberings(numbering: str) -> None:
    read = read_tk3(write_tk3(FORM, numbering=numbering))
    assert (read.employer, read.findings) == (FORM, [])


def test_tk3_as_json_and_what_it_cannot_do_without() -> None:
    read = read_tk3(b'{"unit_name": "A", "tax_code": "0312345673", "pay_3m": true}')
    assert (read.employer.unit_name, read.employer.pay_every, read.numbering) == ("A", 3, "keys")
    assert [finding.code for finding in read.findings] == ["C-MISSING"]
    assert {field.name for field in fields(EmployerForm)} >= {"unit_type", "licence_number"}
