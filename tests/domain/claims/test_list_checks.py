"""A list before anybody approves it: every cell that cannot be is named, and versions cut one another by their days."""

import datetime as dt
import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.domain.claims.list_checks import ReadList, check_list, held_from
from ansinh.domain.claims.list_columns import shapes
from ansinh.domain.claims.lists import SCHEMAS
from ansinh.records.store.claims.lists import Version, in_force

DRUGS = shapes()["drugs"]
HEADINGS = [column.heading.lower() for column in DRUGS.columns]
GOOD = ["40.67", "VD-1", "12/QD", "1000", "100", "1.01", "01/01/2026", ""]


def sheet(*rows: list[str], headings: list[str] = HEADINGS) -> ReadList:
    return ReadList("drugs", 2, headings, rows)


def changed(column: str, value: str) -> list[str]:
    row = list(GOOD)
    row[[one.name for one in DRUGS.columns].index(column)] = value
    return row


@pytest.mark.parametrize("code", list(shapes()))
def test_every_list_has_the_columns_of_the_checker(code: str) -> None:
    given = {column.name for column in shapes()[code].columns}
    assert set(SCHEMAS[code]) - {"facility"} == given


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("drug", "", "L-MISSING"),
        ("drug", "<script>", "L-KIND"),
        ("price", "", "L-MISSING"),
        ("price", "-5", "L-KIND"),
        ("price", "1e9", "L-KIND"),
        ("quantity", "1.5", "L-KIND"),
        ("valid_from", "202113450000", "L-KIND"),
        ("valid_from", "31/02/2026", "L-KIND"),
        ("valid_from", "20261301", "L-KIND"),
        ("valid_to", "31/12/2025", "L-ENDS"),
    ],
)
def test_a_wrong_cell_is_named(column: str, value: str, code: str) -> None:
    found = check_list(DRUGS, sheet(GOOD, changed(column, value)), "26001").findings
    assert (code, 3) in [(one.code, one.where.row) for one in found]


def test_days_are_read_however_they_are_written() -> None:
    rows = [changed("drug", f"40.{n}") for n in range(4)]
    for row, day in zip(rows, ("2026-01-31", "31/1/2026", "20260131", "31-01-2026"), strict=True):
        row[6] = day
    checked = check_list(DRUGS, sheet(*rows), "26001")
    assert checked.findings == []
    assert checked.frame["valid_from"].to_list() == ["2026-01-31"] * 4
    assert held_from(checked.frame, dt.date(2030, 1, 1)) == dt.date(2026, 1, 31)


def test_one_code_has_one_price_on_a_day() -> None:
    later = [*GOOD[:6], "01/06/2026", ""]
    found = check_list(DRUGS, sheet(GOOD, later), "26001").findings
    assert [(one.code, one.where.row) for one in found] == [("L-OVERLAP", 3)]
    ended = [*GOOD[:7], "31/05/2026"]
    assert check_list(DRUGS, sheet(ended, later), "26001").findings == []


def test_another_facility_a_missing_column_an_empty_list() -> None:
    other = sheet([*GOOD, "26099"], headings=[*HEADINGS, "ma_cskcb"])
    assert [one.code for one in check_list(DRUGS, other, "26001").findings] == ["L-OWN"]
    assert "L-COLUMN" in [one.code for one in check_list(DRUGS, sheet(GOOD, headings=["x"]), "26001").findings]
    assert [one.code for one in check_list(DRUGS, sheet(), "26001").findings] == ["L-EMPTY"]


def test_a_dearer_price_is_named_and_passes() -> None:
    standing = pl.DataFrame({"drug": ["40.67"], "registration": ["VD-1"], "tender": ["12/QD"], "price": ["900"]})
    checked = check_list(DRUGS, sheet(GOOD), "26001", standing)
    assert ([one.code for one in checked.findings], checked.broken) == (["L-DEARER"], False)


@given(st.lists(st.lists(st.text(max_size=12), min_size=8, max_size=8), max_size=6))
def test_whatever_is_written_gives_findings_and_never_an_error(rows: list[list[str]]) -> None:
    checked = check_list(DRUGS, sheet(*rows), "26001")
    assert checked.broken or checked.frame.height > 0


def version(day: str, *rows: tuple[str, str, str, str | None]) -> Version:
    frame = pl.DataFrame(
        [(None, *row) for row in rows], orient="row",
        schema=dict.fromkeys(("facility", "service", "price", "valid_from", "valid_to"), pl.String),
    )  # fmt: skip
    out = io.BytesIO()
    frame.write_ipc(out)
    return Version(dt.date.fromisoformat(day), out.getvalue())


def test_a_later_version_holds_from_its_day_and_the_earlier_one_before_it() -> None:
    first = version("2026-01-01", ("A", "100", "2026-01-01", None), ("B", "50", "2026-01-01", "2026-03-31"))
    second = version("2026-07-01", ("A", "120", "2026-01-01", None))
    rows = sorted(in_force([first, second]).drop("facility").rows())
    assert rows == [
        ("A", "100", "2026-01-01", "2026-06-30"),
        ("A", "120", "2026-07-01", None),
        ("B", "50", "2026-01-01", "2026-03-31"),
    ]
