"""Rows of a sheet that others send: Vietnamese headings, and what cannot be a figure told by its row and column."""

import unicodedata

import pytest

from ansinh.domain.planning.indicators import catalogue
from ansinh.domain.planning.planning_file import HEADINGS, read_rows

COUNTED = next(code for code, one in catalogue().items() if not one.is_rate)


def row(**given: str) -> dict[str, str]:
    return {"mã cơ quan": "26", "chỉ tiêu": COUNTED, "kỳ": "2021-10", "giá trị": "6363", **given}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_columns_in_vietnamese(form: str) -> None:
    given = {unicodedata.normalize(form, key): value for key, value in row(nguồn="Báo cáo 99").items()}
    file, findings = read_rows([given], 5, "so-lieu.xlsx")
    assert findings.items == []
    (one,) = file.values
    assert (one.office, one.code, str(one.month), int(one.value), one.source, one.row) == (
        "26", COUNTED, "2021-10", 6363, "Báo cáo 99", 5,
    )  # fmt: skip


def test_every_name_of_the_form_has_one_in_vietnamese() -> None:
    named = {"kind", "office", "indicator", "period", "value", "denominator", "as_of", "source", "year", "month"}
    assert named | {"version", "document", "series"} == set(HEADINGS.values())


@pytest.mark.parametrize(
    ("given", "column"),
    [
        ({"giá trị": "6.363"}, "value"), ({"giá trị": "97,7"}, "value"), ({"giá trị": "-1"}, "value"),
        ({"kỳ": "2021-13"}, "period"), ({"kỳ": "Quý 3"}, "period"), ({"chỉ tiêu": "khong_co"}, "indicator"),
        ({"mẫu số": "0"}, "denominator"), ({"ngày chốt": "2021-09-30"}, "as_of"),
    ],
)  # fmt: skip
def test_what_is_no_figure_is_told_with_its_row_and_column(given: dict[str, str], column: str) -> None:
    _, findings = read_rows([row(), row(**given)], 2, "so-lieu.csv")
    assert [(one.where.row, one.where.column) for one in findings.items] == [(3, column)]
    assert findings.stop
