"""Rows gathered as columns are the rows the careful parser reads, to the last sign and the last fault."""

import base64

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from ansinh.domain.claims.batch import Batch, batch_of
from ansinh.domain.claims.gathered import Gathered, Span
from ansinh.domain.claims.record import Record, Rows
from ansinh.domain.claims.standard import tables
from ansinh.formats.claims_plain import Plain
from ansinh.formats.claims_source import Intake, read_bytes

VALUES = [
    "", " ", "a", "Thuốc ho bổ phế", " \t a \n", "mười hai ký", "exactly12byt", "exactly13byte", "a\rb", "a\r\nb",
    "1 &lt; 2", "a>b", "]]>", "<![CDATA[a<b]]>", "<!-- x -->", "<x/>", "\u00a0a\u00a0", "\u3000", "é", "a\u2028",
    "\ufffe", "\uffff", "\ufeff", "a\x01", "\x7f", "\U0001f600" * 4, "x" * 5_000,
]  # fmt: skip
ORDERS = {
    "XML2": [
        ("MA_LK", "STT", "MA_THUOC", "TEN_THUOC"), ("STT", "MA_LK", "TEN_THUOC"), ("MA_LK", "STT", "LA", "TEN_THUOC"),
        ("MA_LK", "STT", "TEN_THUOC", "TEN_THUOC"), ("MA_LK", "TEN_THUOC", "THANH_TIEN", "TYLE_TT"), ("MA_LK",),
        tables()["XML2"].names,
    ],
    "XML1": [("MA_LK", "HO_TEN"), ("MA_LK", "MA_THE", "MA_BENH", "T_NGOAIDS"), ("MA_LK", "MA_THE_BHYT")],
}  # fmt: skip
GLUE = ["", "", "", "\n", " \t\r\n ", "\u00a0", "x", "<!-- between -->"]
PLAIN = Plain()  # of all examples: orders one taught are tried on the next
HEADS = ["", "", '<?xml version="1.0" encoding="utf-8"?>', "\ufeff", "\ufeff\n", "<?a b?>", " ", '<?xml version="1.0"']


@st.composite
def table_texts(draw: st.DrawFn) -> tuple[str, bytes]:
    """A table as some system may write it: kind and bytes."""
    kind = draw(st.sampled_from(["XML2", "XML2", "XML1"]))
    table, tags = tables()[kind], draw(st.sampled_from(ORDERS[kind]))
    glue, row = draw(st.sampled_from(GLUE)), draw(st.sampled_from([table.row_tag, table.row_tag, "KHAC"]))
    lines = []
    for _ in range(draw(st.integers(0, 3)) if table.row_tag else 1):
        some = draw(st.lists(st.sampled_from(VALUES), min_size=4, max_size=4))
        cells = "".join(
            draw(st.sampled_from([f"<{tag}>{some[place % 4]}</{tag}>"] * 6 + [f"<{tag}/>", f"<{tag} />", ""])) + glue
            for place, tag in enumerate(tags[:8] if len(tags) > 8 else tags)
        )
        lines.append(f"<{row}>{glue}{cells}</{row}>" if table.row_tag else cells)
    inner = glue.join(lines)
    if table.row_tag and draw(st.booleans()):
        inner = f"<{table.list_tag}>{glue}{inner}{glue}</{table.list_tag}>"
    text = (
        f"{draw(st.sampled_from(HEADS))}<{table.root}>{glue}{inner}{glue}</{table.root}>{draw(st.sampled_from(GLUE))}"
    )
    return kind, text.encode("utf-8", "surrogatepass")


def envelope(records: list[list[tuple[str, bytes]]]) -> bytes:
    """Return a file of records."""
    cases = "".join(
        "<HOSO>" + "".join(
            f"<FILEHOSO><LOAIHOSO>{kind}</LOAIHOSO><NOIDUNGFILE>{base64.b64encode(text).decode()}</NOIDUNGFILE></FILEHOSO>"
            for kind, text in files
        ) + "</HOSO>"
        for files in records
    )  # fmt: skip
    return f"<GIAMDINHHS><THONGTINHOSO><DANHSACHHOSO>{cases}</DANHSACHHOSO></THONGTINHOSO></GIAMDINHHS>".encode()


def read(data: bytes, quick: Plain | None) -> tuple[list[Record], Batch]:
    """Return what a file holds, and as columns."""
    records = list(read_bytes(data, "x.xml", Intake(quick=quick)))
    return records, batch_of(records)


def trimmed(rows: Rows) -> list[list[str | None]]:
    """Return rows without the blanks of ASCII around values, as what was gathered holds them."""
    return [[(cell or "").strip(" \t\n") or None for cell in row] for row in rows]


@given(st.lists(st.lists(table_texts(), min_size=1, max_size=3), min_size=1, max_size=5))
def test_gathered_rows_are_the_careful_ones(files: list[list[tuple[str, bytes]]]) -> None:
    data = envelope(files)
    careful, expected = read(data, None)
    quick, found = read(data, PLAIN)
    assert [record.faults for record in quick] == [record.faults for record in careful]
    assert [record.standard for record in quick] == [record.standard for record in careful]
    assert set(found.tables) == set(expected.tables)
    for name, frame in expected.tables.items():
        assert_frame_equal(found.tables[name], frame)
    for one, other in zip(quick, careful, strict=True):
        for kind, rows in other.tables.items():
            assert trimmed(one.tables[kind]) == trimmed(rows)


def test_a_known_order_is_gathered_and_a_stranger_beside_it_keeps_its_place() -> None:
    row = "<CHI_TIET_THUOC><MA_LK>{case}</MA_LK><STT>1</STT><TEN_THUOC>{name}</TEN_THUOC></CHI_TIET_THUOC>"
    names = ["đầu", "Thuốc ho bổ phế", "a &amp; b", "cuối cùng"]
    whole = "<CHITIEU_CHITIET_THUOC><DSACH_CHI_TIET_THUOC>{}</DSACH_CHI_TIET_THUOC></CHITIEU_CHITIET_THUOC>"
    files = [[("XML2", whole.format(row.format(case=at, name=name)).encode())] for at, name in enumerate(names)]
    records, batch = read(envelope(files), Plain())
    ways = [isinstance(record.tables["XML2"], Span) for record in records]
    assert ways == [False, True, False, True]  # learned from the first; the third has an entity
    assert batch.table("XML2").select("visit", "row", "MA_LK", "TEN_THUOC").rows() == [
        (0, 1, "0", "đầu"), (1, 1, "1", "Thuốc ho bổ phế"), (2, 1, "2", "a & b"), (3, 1, "3", "cuối cùng"),
    ]  # fmt: skip


def test_some_records_of_a_gathering_and_two_gatherings_are_one_batch() -> None:
    row = "<CHI_TIET_THUOC><MA_LK>{}</MA_LK><STT>1</STT></CHI_TIET_THUOC>"
    whole = "<CHITIEU_CHITIET_THUOC><DSACH_CHI_TIET_THUOC>{}</DSACH_CHI_TIET_THUOC></CHITIEU_CHITIET_THUOC>"
    files = [[("XML2", whole.format("".join([row.format(at)] * (at + 1))).encode())] for at in range(4)]
    (_, first, second, third), _ = read(envelope(files), Plain())
    (again, *_), _ = read(envelope(files), Plain())
    batch = batch_of([third, again, first])
    assert batch.table("XML2").select("visit", "row", "MA_LK").rows() == [
        *((0, number, "3") for number in range(1, 5)), (1, 1, "0"), (2, 1, "1"), (2, 2, "1"),
    ]  # fmt: skip
    assert second.tables["XML2"][-1][0] == "2"
    assert len(second.tables["XML2"][:2]) == 2


@pytest.mark.parametrize("value", ["", "twelve bytes", "thirteen byte", "é" * 9])
def test_a_view_holds_short_values_and_names_the_place_of_long_ones(value: str) -> None:
    table = tables()["XML5"]
    tags = (table.root, table.list_tag, table.row_tag, "MA_LK")
    text = "".join(f"<{tag}>" for tag in tags) + value + "".join(f"</{tag}>" for tag in reversed(tags))
    files = [[("XML5", text.encode())]] * 3
    records, batch = read(envelope(files), Plain())
    span = records[2].tables["XML5"]
    assert isinstance(span, Span)
    assert isinstance(span.gathered, Gathered)
    assert span.gathered.used == (2 * len(value.encode()) if len(value.encode()) > 12 else 0)
    assert batch.table("XML5")["MA_LK"].to_list() == [value or None] * 3
    assert batch.table("XML5").schema["MA_LK"] == pl.String
