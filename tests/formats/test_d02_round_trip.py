import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansinh.core.period import Month
from ansinh.formats.codes import COMPULSORY
from ansinh.formats.columns import Table
from ansinh.formats.d02.rows import DeclarationRows
from ansinh.formats.declaration_d02 import read_d02, write_d02
from ansinh.formats.header import UnitHeader
from ansinh.formats.people import MemberRows, PersonRows

OCTOBER = Month.of(2021, 10).number
HEADER = UnitHeader("Công ty Sao Mai", "TC0001C", "0312345673", "Vĩnh Yên", "0211 3", "a@b.vn", "01", Month(OCTOBER))
PERIODS = {"AD", "SB", "TT", "TU", "AT"}
AWAY = {"TS", "OF", "KL"}
NAMES = st.sampled_from(["Nguyễn Thị Ánh", "H'Mông Y Ngọc", "K'Ho", "Đỗ Hòa", "Đỗ Hoà", "Lê Quỳnh Như-Ý"])
DAYS = st.dates(min_value=__import__("datetime").date(1950, 1, 1), max_value=__import__("datetime").date(2021, 9, 30))


@st.composite
def declarations(draw: st.DrawFn) -> DeclarationRows:
    """Rows as an employer may declare them, of every kind of change."""
    changes = draw(st.lists(st.sampled_from(sorted(COMPULSORY)), min_size=1, max_size=8))
    size = len(changes)
    column = lambda values: draw(st.lists(values, min_size=size, max_size=size))  # noqa: E731 a short word for five lines
    start = OCTOBER - draw(st.integers(0, 20))
    coefficient = np.array(column(st.sampled_from([0, 23_400, 49_800])))
    since = np.array(column(DAYS), dtype="datetime64[D]")
    return DeclarationRows.of(size, {
        "change": changes, "full_name": column(NAMES), "si_number": [f"26{place:08d}" for place in range(size)],
        "birth": np.array(column(DAYS), dtype="datetime64[D]"), "birth_precision": np.full(size, 3, np.int8),
        "sex": np.array(column(st.sampled_from([0, 1])), dtype=np.int8), "coefficient": coefficient,
        "wage": np.where(coefficient, 0, np.array(column(st.integers(101, 149_000_000)))),
        "allow_wage": np.array(column(st.integers(0, 9_999_999))), "from_month": np.full(size, start),
        "to_month": np.array([start if code in PERIODS else OCTOBER + 3 if code in AWAY else 0 for code in changes]),
        "contract_kind": ["fixed"] * size, "contract_from": since, "contract_to": since + np.timedelta64(365),
        "note": column(st.sampled_from(["", "nghỉ không lương", "chuyển đến", "ghi chú riêng"])),
    })  # fmt: skip


def same(one: Table, other: Table, but: set[str]) -> None:
    """Assert that two tables hold the same values."""
    for name, column in one.columns().items():
        if name not in but:
            found = getattr(other, name)
            assert (
                column == found
                if isinstance(column, list)
                else np.array_equal(column, found, equal_nan=column.dtype.kind == "M")
            ), name


@pytest.mark.parametrize("layout", ["official", "flat", "json", "csv"])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=declarations())
def test_what_is_written_reads_back(layout, rows: DeclarationRows) -> None:
    data = write_d02(HEADER, rows, layout=layout)
    # A list under keys may come without its month; the month decides nothing where the code stands in a column.
    read = read_d02(data)
    assert read.findings == []
    order = np.argsort([int(number) for number in read.rows.si_number])
    but = {"row", "section"} | ({"note"} if layout == "official" else set())
    same(rows, read.rows.take(order), but)


def test_flat_sheet_holds_the_new_person_and_the_household() -> None:
    rows = DeclarationRows.of(
        2, {"change": ["TM", "TM"], "full_name": ["Lê An", "Lê Bình"], "wage": np.array([5_310_000] * 2)}
    )
    person = PersonRows.of(2, {
        "nationality": ["VN", "VN"], "ethnicity": ["01", "02"], "birth_province": ["26", "26"],
        "birth_commune": ["08707", "08710"], "facility": ["26001", "01C05"], "head_name": ["Lê Cả", "Lê Cả"],
    })  # fmt: skip
    members = MemberRows.of(3, {
        "worker_row": np.array([1, 1, 2]), "full_name": ["Lê Cả", "Lê Út", "Lê Ba"], "relation": ["00", "08", "08"],
        "birth": np.array(["1960-01-01", "2015-06-01", "2018-02-03"], dtype="datetime64[D]"),
        "birth_precision": np.array([1, 2, 3], np.int8), "sex": np.array([1, 0, 1], np.int8),
    })  # fmt: skip
    read = read_d02(write_d02(HEADER, rows, layout="flat", person=person, members=members))
    assert read.findings == []
    same(person, read.person, {"row"})
    same(members, read.members, {"row", "worker_row"})
    assert [read.rows.full_name[list(read.rows.row).index(row)] for row in read.members.worker_row] == [
        "Lê An",
        "Lê An",
        "Lê Bình",
    ]
    assert len(read.rows) == 2
