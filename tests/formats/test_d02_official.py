from pathlib import Path

import numpy as np
import pytest
import yaml
from tests.formats.made import HEADINGS, official, saved, worker

from ansinh.core.period import Month
from ansinh.formats.declaration_d02 import read_d02

KINDS = yaml.safe_load((Path(__file__).parent / "kinds_of_change.yaml").read_text(encoding="utf-8"))
OCTOBER = Month.of(2021, 10)


def under(section: str) -> list[list[object]]:
    """Rows of section headings: "I Tăng / I.1 Lao động"."""
    headings = [line.split(" ", 1) for line in section.split(" / ") if line]
    return [[number, words, *[None] * 25] for number, words in headings]


@pytest.mark.parametrize(("section", "note", "starts", "stops", "change"), KINDS)
def test_kind_of_change(section: str, note: str, starts: str, stops: str, change: str) -> None:
    row = worker(c12=5_310_000, c25=starts or None, c26=stops or None, c27=note or None)
    read = read_d02(official([*under(section), row]))
    if change == "?":
        assert read.rows.change == [""]
        assert [finding.code[:2] for finding in read.findings] == ["K-"]
        assert read.findings[0].where.row == read.rows.row[0]
        assert read.findings[0].mend.vi
    else:
        assert (read.rows.change, read.findings) == ([change], [])


@pytest.mark.parametrize("above", [0, 1, 7, 30])
def test_the_table_is_found_wherever_it_starts(above: int) -> None:
    read = read_d02(
        official([*under("I Tăng / I.1 Lao động"), worker(c12=5_310_000, c25="10/2021")], empty_above=above)
    )
    assert read.layout == "official"
    assert read.rows.row.tolist() == [above + 4 + 1 + 4 + 2 + 1]
    assert (read.header.unit_code, read.header.tax_code, read.header.month) == ("TC1234C", "0312345673", OCTOBER)
    assert (read.header.unit_name, read.header.number) == ("Công ty TNHH Sao Mai", "01")


def test_every_column_of_the_form() -> None:
    row = worker(
        c6="026090000001", c7="Công nhân may", c10="01/02/2020", c12=2.34, c13=0.2, c14=7, c15="12,5", c16=300_000,
        c17="1.250.000",
        c18="01/01/2021", c19="31/12/2021", c21="01/06/2020", c22="31/05/2022", c25="10/2021", c27="ghi chú",
    )  # fmt: skip
    rows = read_d02(official([*under("I Tăng / I.1 Lao động"), row])).rows
    assert (rows.full_name, rows.si_number, rows.id_number) == (["Nguyễn Văn An"], ["2600000001"], ["026090000001"])
    assert (rows.birth[0], rows.birth_precision[0], rows.sex[0]) == (np.datetime64("1990-05-17"), 3, 1)
    assert (rows.position, rows.position_from[0]) == (["mid_tech"], np.datetime64("2020-02-01"))
    assert (rows.coefficient[0], rows.wage[0], rows.allow_position[0]) == (23_400, 0, 2_000)
    assert (rows.over_grade_percent[0], rows.seniority_percent[0]) == (700, 1250)
    assert (rows.allow_wage[0], rows.supplement[0]) == (300_000, 1_250_000)
    assert (rows.hazard_from[0], rows.hazard_to[0]) == (np.datetime64("2021-01-01"), np.datetime64("2021-12-31"))
    assert (rows.contract_kind, rows.contract_from[0]) == (["fixed"], np.datetime64("2020-06-01"))
    assert rows.contract_to[0] == np.datetime64("2022-05-31")
    assert (rows.from_month[0], rows.to_month[0], rows.note) == (OCTOBER.number, 0, ["ghi chú"])


def test_who_stops_in_september_is_gone_from_october() -> None:
    row = worker(c26="09/2021", c27="Nghỉ việc")
    rows = read_d02(official([*under("II Giảm / II.1 Lao động"), row])).rows
    assert (rows.from_month[0], rows.to_month[0]) == (OCTOBER.number, 0)


def test_columns_may_stand_in_another_order_with_strange_ones_between() -> None:
    import openpyxl  # noqa: PLC0415 only this test builds a book of its own

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(
        [
            "Tổ",
            "GHI CHÚ",
            "ho va ten",
            "Mức lương",
            "MÃ SỐ BHXH",
            "Giới tính",
            "Ngày sinh",
            "Từ tháng, năm",
            "Đến tháng, năm",
        ]
    )
    sheet.append(["I", "Tăng"])
    sheet.append(["Tổ 1", None, "Trần Thị Bưởi", 5_310_000, "2600000002", "Nữ", "1990", "10/2021", None])
    sheet["A2"], sheet["B2"], sheet["C2"] = None, None, "I. Tăng lao động"
    read = read_d02(saved(book))
    assert (read.rows.full_name, read.rows.wage.tolist(), read.rows.change) == (["Trần Thị Bưởi"], [5_310_000], ["TM"])
    assert read.rows.birth_precision.tolist() == [1]


def test_totals_signatures_and_empty_rows_are_no_people() -> None:
    rows = [
        *under("I Tăng / I.1 Lao động"), worker(c12=5_310_000, c25="10/2021"), [None, "Cộng tăng", *[None] * 25], [],
        *under("II Giảm / II.1 Lao động"), worker(name="Lê Thị Hoa", c26="09/2021"), [None, "Tổng cộng"], [],
        [*[None] * 20, "Ngày 05 tháng 11 năm 2021"], [None, "Người lập biểu", *[None] * 20, "Thủ trưởng đơn vị"],
        [None, "Phạm Văn Ký", *[None] * 20, "Đỗ Thị Giám"],
    ]  # fmt: skip
    read = read_d02(official(rows))
    assert (read.rows.full_name, read.rows.change, read.findings) == (["Nguyễn Văn An", "Lê Thị Hoa"], ["TM", "GH"], [])


def test_all_findings_at_once_each_with_its_address() -> None:
    bad = worker(name="Nguyễn Văn \u202eAn", si=12345678, c4="31/02/1990", c5="Mèo", c12="năm triệu", c25="13/2021")
    read = read_d02(official([*under("I Tăng / I.1 Lao động"), bad]))
    found = {finding.where.column[:1]: finding.code for finding in read.findings}
    assert found == {
        "B": "C-CONTROL", "C": "C-ZERO", "D": "C-DATE", "E": "C-SEX", "L": "C-NUMBER", "Y": "C-MONTH", "A": "K-NONE",
    }  # fmt: skip
    assert {finding.where.row for finding in read.findings} == {int(read.rows.row[0])}
    assert all(
        finding.message.vi and finding.message.en and finding.mend.vi and finding.mend.en for finding in read.findings
    )


def test_two_columns_of_one_name_are_refused() -> None:
    import openpyxl  # noqa: PLC0415 only this test builds a book of its own

    book = openpyxl.Workbook()
    book.active.append(["STT", "Họ và tên", "Mã số BHXH", "Mã số BHXH", "Hệ số/Mức lương"])
    book.active.append([1, "Trần Thị Bưởi", "2600000002", "2600000003", 5_310_000])
    assert [finding.code for finding in read_d02(saved(book)).findings if finding.where.row is None] == ["F-TWICE"]


def test_headings_of_the_form_are_those_of_the_layout() -> None:
    assert len(HEADINGS[0]) == 27
