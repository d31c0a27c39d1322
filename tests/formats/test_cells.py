import datetime as dt
from decimal import Decimal

import pytest

from ansinh.core.period import Month
from ansinh.formats.faults import UnreadableError
from ansinh.formats.sheet import cells

DONG = {
    5310000.0: 5_310_000,
    "5.310.000": 5_310_000,
    "5,310,000": 5_310_000,
    "5 310 000": 5_310_000,
    "5310000 đ": 5_310_000,
    "5.310.000 VNĐ": 5_310_000,
    "0": 0,
}
NOT_DONG = {"5.310.000,5": "C-WHOLE", -1.0: "C-NEGATIVE", "1e9": "C-NUMBER", "NaN": "C-NUMBER", 1e18: "C-BIG",
0.5: "C-WHOLE",
            "5.31.000": "C-NUMBER", "5.310,000.1": "C-NUMBER", "năm": "C-NUMBER", "=1+1": "C-NUMBER"}  # fmt: skip


@pytest.mark.parametrize(("cell", "amount"), DONG.items())
def test_dong(cell, amount) -> None:
    assert cells.dong(cell) == amount


@pytest.mark.parametrize(("cell", "code"), NOT_DONG.items())
def test_not_dong(cell, code) -> None:
    with pytest.raises(UnreadableError) as caught:
        cells.dong(cell)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("cell", "value"), [(2.34, 23_400), ("2,34", 23_400), ("2.34", 23_400), (4.98, 49_800), ("10", 100_000)]
)
def test_coefficient(cell, value) -> None:
    assert cells.ten_thousandths(cell) == value


def test_three_digits_behind_a_mark_may_be_thousands() -> None:
    with pytest.raises(UnreadableError, match="C-AMBIGUOUS"):
        cells.ten_thousandths("2.345")


@pytest.mark.parametrize(("cell", "day", "precision"), [
    ("17/05/1990", dt.date(1990, 5, 17), 3), ("7-5-1990", dt.date(1990, 5, 7), 3),
    ("1990-05-17", dt.date(1990, 5, 17), 3), ("1990/5/17", dt.date(1990, 5, 17), 3),
    (dt.datetime(1990, 5, 17, tzinfo=dt.UTC), dt.date(1990, 5, 17), 3),
    ("05/1990", dt.date(1990, 5, 1), 2), ("1990", dt.date(1990, 1, 1), 1),
    (1990.0, dt.date(1990, 1, 1), 1), (33_000.0, dt.date(1990, 5, 7), 3), ("33000", dt.date(1990, 5, 7), 3),
    ("Ngày 7 tháng 5 năm 1990", dt.date(1990, 5, 7), 3), ("tháng 5 năm 1990", dt.date(1990, 5, 1), 2),
])  # fmt: skip
def test_births_keep_what_is_not_known(cell, day, precision) -> None:
    assert cells.partial_day(cell) == (day, precision)


@pytest.mark.parametrize("cell", ["31/02/1990", "17/05/90", "5/17/1990", 83_000.0, "hôm qua", "1990/13"])
def test_no_day(cell) -> None:
    with pytest.raises(UnreadableError, match="C-DATE"):
        cells.partial_day(cell)


@pytest.mark.parametrize(
    "cell", ["10/2021", "Tháng 10/2021", "T10/2021", "2021-10", "01/10/2021", dt.datetime(2021, 10, 1, tzinfo=dt.UTC)]
)
def test_month(cell) -> None:
    assert cells.month(cell) == Month.of(2021, 10).number


def test_exact_is_what_the_sender_saw() -> None:
    assert cells.exact(0.1) == Decimal("0.1")


@pytest.mark.parametrize(
    ("cell", "sex"), [("Nam", 1), ("nữ", 0), ("NỮ", 0), (1.0, 1), (0.0, 0), (2.0, 0), ("3", 2), ("x ", None)]
)
def test_sex_codes_of_all_tools(cell, sex) -> None:
    if sex is None:
        with pytest.raises(UnreadableError):
            cells.sex(cell)
    else:
        assert cells.sex(cell) == sex


@pytest.mark.parametrize("cell", ["Nguy\u200bễn", "An\u202e", "A\x07n", "\ufeffAn"])
def test_hidden_signs_are_refused(cell) -> None:
    with pytest.raises(UnreadableError, match="C-CONTROL"):
        cells.name(cell)


@pytest.mark.parametrize("cell", ["Аn", "An 😀", "An1", "李"])  # the first letter is Cyrillic
def test_look_alikes_are_refused(cell) -> None:
    with pytest.raises(UnreadableError, match="C-LETTER"):
        cells.name(cell)


def test_nfd_becomes_nfc() -> None:
    assert cells.name("Nguye\u0302\u0303n  Va\u0306n") == "Nguyễn Văn"


def test_lost_zeros_are_seen() -> None:
    assert cells.si_number("0123456789") == "0123456789"
    for parse, cell in ((cells.si_number, 123456789.0), (cells.personal_id, 1090000001.0)):
        with pytest.raises(UnreadableError, match="C-ZERO"):
            parse(cell)


def test_a_number_kept_whole_by_the_formula_of_a_csv() -> None:
    assert cells.personal_id('="026090000001"') == "026090000001"
    with pytest.raises(UnreadableError, match="C-DIGITS"):
        cells.personal_id('="0260" & 1')


def test_a_period_that_ends_before_it_begins_is_told() -> None:
    assert cells.span("01/02/2020 - 31/03/2021") == (dt.date(2020, 2, 1), dt.date(2021, 3, 31))
    with pytest.raises(UnreadableError, match="C-PERIOD"):
        cells.span("31/03/2021 - 01/02/2020")
