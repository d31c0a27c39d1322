"""No text of a stranger is run as a formula by the spreadsheet that opens our files."""

import csv
import io

import pytest

from ansinh.formats.harmless import FORMULA, harmless
from ansinh.web.export import table

EVIL = [f"{sign}cmd|'/c calc'!A1" for sign in FORMULA]


@pytest.mark.parametrize("text", EVIL)
def test_what_begins_like_a_formula_stands_behind_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"
    read = csv.reader(io.StringIO(table("x", "csv", ["Ten"], [[text]]).content.decode("utf-8-sig"), newline=""))
    assert list(read)[1] == [f"'{text}"]


@pytest.mark.parametrize("cell", ["Nguyễn Văn A", "", None, -5, "Công ty A-B", "1=1"])
def test_everything_else_stays(cell: object) -> None:
    assert harmless(cell) == cell
