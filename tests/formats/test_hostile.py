"""Files that mean harm, or only are broken: every one is refused in words, quickly, and nothing is read of it."""

import io
import json
import struct
import time
import zipfile

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.formats.made import official, part, repacked, saved, worker

from ansinh.core.finding import Finding
from ansinh.formats.bank import read_bank
from ansinh.formats.declaration_d02 import read_d02
from ansinh.formats.declaration_d03 import read_d03
from ansinh.formats.declaration_d05 import read_d05
from ansinh.formats.employer_tk3 import read_tk3
from ansinh.formats.sheet.grid import Limits
from ansinh.formats.vietqr import VietQR, parse

GOOD = official([["I.1", "Tăng lao động"], worker(c12=5_310_000, c25="10/2021")])
SHEET = "xl/worksheets/sheet1.xml"
READERS = [read_d02, read_d03, read_d05, read_tk3, read_bank]


def _replace(name: str, text: bytes) -> bytes:
    return repacked(GOOD, **{name.replace("/", "__"): text})


def many_entries() -> bytes:
    return repacked(GOOD, **{f"xl__media__{place}.png": b"x" for place in range(300)})


def bomb() -> bytes:
    return repacked(GOOD, xl__media__big=b"\0" * 150_000_000)


def encrypted() -> bytes:
    data = bytearray(GOOD)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


def lying_size() -> bytes:
    """The directory says the sheet is tiny; unpacked it is not."""
    data = bytearray(_replace(SHEET, part(GOOD, SHEET) + b" " * 5_000_000))
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        length = struct.unpack("<H", data[place + 28 : place + 30])[0]
        if data[place + 46 : place + 46 + length].decode() == SHEET:
            data[place + 24 : place + 28] = struct.pack("<I", 1000)
        place = data.find(b"PK\x01\x02", place + 4)
    return bytes(data)


def overlapping() -> bytes:
    """Two names for the same bytes."""
    data = bytearray(_replace("xl/media/a", b"x" * 100))
    places = []
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        places.append(place)
        place = data.find(b"PK\x01\x02", place + 4)
    data[places[-1] + 42 : places[-1] + 46] = data[places[0] + 42 : places[0] + 46]
    return bytes(data)


def symlink() -> bytes:
    stream = io.BytesIO(GOOD)
    with zipfile.ZipFile(stream, "a") as packed:
        link = zipfile.ZipInfo("xl/media/link")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    return stream.getvalue()


def far_cell(address: str) -> bytes:
    book = openpyxl.Workbook()
    book.active[address] = 1
    return saved(book)


XML_BOMB = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><l>&b;</l>'
XXE = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>'
DEEP = b"<a>" * 200_000

REFUSED = {
    "empty": (b"", "F-EMPTY"),
    "spaces": (b" \n\t ", "F-EMPTY"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "F-OLD-EXCEL"),
    "pdf": (b"%PDF-1.7 ...", "F-KIND"),
    "picture": (b"\x89PNG\r\n\x1a\n", "F-KIND"),
    "page": (b"<html>", "F-KIND"),
    "other archive": (repacked(GOOD, **{"xl__workbook.xml": None}), "F-KIND"),
    "truncated": (GOOD[:-400], "F-BROKEN"),
    "many entries": (many_entries(), "F-ENTRIES"),
    "bomb": (bomb(), "F-BOMB"),
    "encrypted": (encrypted(), "F-OLD-EXCEL"),
    "lying size": (lying_size(), "F-BROKEN"),
    "overlap": (overlapping(), "F-PART"),
    "symlink": (symlink(), "F-PART"),
    "path": (repacked(GOOD, **{"xl__..__..__etc__passwd": b"x"}), "F-PART"),
    "absolute path": (repacked(GOOD, __etc__passwd=b"x"), "F-PART"),
    "strange part": (repacked(GOOD, evil_exe=b"MZ"), "F-PART"),
    "macro": (repacked(GOOD, **{"xl__vbaProject.bin": b"x"}), "F-MACRO"),
    "embedded": (repacked(GOOD, **{"xl__embeddings__oleObject1.bin": b"x"}), "F-MACRO"),
    "external link": (repacked(GOOD, **{"xl__externalLinks__externalLink1.xml": b"<a/>"}), "F-LINK"),
    "dtd in sheet": (_replace(SHEET, XML_BOMB), "F-DTD"),
    "xxe in strings": (_replace("xl/sharedStrings.xml", XXE), "F-DTD"),
    "utf-16 sheet": (_replace(SHEET, part(GOOD, SHEET).decode().encode("utf-16")), "F-ENCODING"),
    "utf-7 sheet": (_replace(SHEET, b'<?xml version="1.0" encoding="utf-7"?><worksheet/>'), "F-ENCODING"),
    "last cell of all": (far_cell("XFD1048576"), "F-ROWS"),
    "cell beyond its row": (_replace(SHEET, part(GOOD, SHEET).replace(b'r="A1"', b'r="A9999999"')), "F-ROWS"),
    "far column": (far_cell("XFD5"), "F-COLUMNS"),
    "too many columns": (far_cell("GZ5"), "F-COLUMNS"),
    "windows-1258": ("Họ tên;Mã số".encode("cp1258", "replace") + b"\xd0\xf5\n", "F-ENCODING"),
    "tcvn3": (b"H\xe4 v\xb5 t\xaan;M\xb7 s\xe8\n", "F-ENCODING"),
    "utf-16 text": ("Họ tên;Mã số".encode("utf-16"), "F-ENCODING"),
    "nul": (b"full_name,si_number\nA\0,1\n", "F-ENCODING"),
    "open quote": (b'full_name,si_number\n"A,1\n' + b"x" * 1000, "F-CSV"),
    "long line": (b"full_name,si_number\n" + b"x" * 10_000_000, "F-CSV"),
    "json depth": (b"[" * 100_000, "F-JSON"),
    "json digits": (b'{"rows": [{"full_name": ' + b"9" * 5000 + b"}]}", "F-JSON"),
    "json twice": (b'{"rows": [], "rows": [{}]}', "F-JSON"),
    "json nan": (b'{"rows": [{"full_name": NaN}]}', "F-JSON"),
    "json shape": (b'{"rows": {"full_name": "A"}}', "F-JSON"),
    "json nested": (b'{"rows": [{"full_name": ["A"], "change": "TM"}]}', "F-JSON"),
    "json no rows": (b"[]", "F-NO-ROWS"),
    "no table": (b"a,b\n1,2\n", "F-TABLE"),
    "too many rows": (b"full_name,change\n" + b"A,TM\n" * 20_501, "F-ROWS"),
    "a few rows too many": (b"full_name,change\n" + b"A,TM\n" * 20_001, "F-ROWS"),
    "large": (b"x" * 25_000_001, "F-LARGE"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_words(name: str) -> None:
    data, code = REFUSED[name]
    start = time.process_time()
    read = read_d02(data, name=name)
    assert time.process_time() - start < 5
    assert [finding.code for finding in read.findings] == [code]
    assert len(read.rows) == 0
    finding = read.findings[0]
    assert finding.where.row is None
    assert finding.message.vi != finding.message.en
    assert finding.mend.vi
    assert "{" not in finding.message.vi + finding.mend.vi + finding.message.en + finding.mend.en


@pytest.mark.parametrize(("data", "code"), [(XML_BOMB, "F-DTD"), (XXE, "F-DTD"), (DEEP, "F-XML"),
    (b"<a>" * 40 + b"</a>" * 40, "F-XML"),
                                            (b"<a/><b/>", "F-XML"), (b"<a>" + b"x" * 100_000 + b"</a>", "F-XML"),
                                            (b"<a/>", "F-KIND")])  # fmt: skip
def test_bank_xml_is_refused(data: bytes, code: str) -> None:
    read = read_bank(data)
    assert ([finding.code for finding in read.findings], read.statements) == ([code], [])


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_refuses_every_file(reader) -> None:
    for name, (data, _) in REFUSED.items():
        assert reader(data).findings, name


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(data=b"PK\x03\x04" + b"\0" * 40)
@example(data=b"<?xml")
@example(data=b"{}")
def test_readers_are_total(reader, data: bytes) -> None:
    assert reader(data).findings


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_one_changed_byte_never_gives_a_traceback(place: int, byte: int) -> None:
    read = read_d02(GOOD[:place] + bytes([byte]) + GOOD[place + 1 :])
    assert len(read.rows) or read.findings  # nothing is lost without a word


KEYS = [
    "full_name",
    "si_number",
    "birth_date",
    "sex",
    "coef_or_wage",
    "si_from",
    "si_to",
    "note",
    "change",
    "months",
    "income",
    "tk1",
]
VALUES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(KEYS), VALUES), min_size=1, max_size=4))
def test_json_rows_are_read_or_found_wrong(rows) -> None:
    data = json.dumps({"header": {"month": "2021-10"}, "rows": rows}).encode()
    for reader in (read_d02, read_d03, read_d05):
        read = reader(data)
        bad = {finding.where.row for finding in read.findings}
        assert None in bad or all(
            row in bad for row, change in zip(read.rows.row.tolist(), read.rows.change, strict=True) if not change
        )


def test_formulas_are_findings_of_their_cells() -> None:
    data = official(
        [
            ["I.1", "Tăng lao động"],
            worker(c12="=5000000+1", c25="10/2021"),
            worker(si="2600000002", c12=1e6, c25="10/2021"),
        ]
    )
    read = read_d02(data)
    assert [(finding.code, finding.where.column[:1]) for finding in read.findings] == [("C-FORMULA", "L")]
    assert read.findings[0].where.row == read.rows.row[0]


def test_a_formula_outside_the_table_is_nobodys_business() -> None:
    data = official(
        [
            ["I.1", "Tăng lao động"],
            worker(c1="=1+1", c12=1e6, c25="10/2021"),
            [None, "Cộng", *[None] * 9, "=SUM(L1:L9)"],
        ]
    )
    assert read_d02(data).findings == []


def test_text_that_looks_like_a_formula_stays_text() -> None:
    rows = b"full_name,change,note,coef_or_wage,si_from\nAn,TM,\"=cmd|' /C calc'!A0\",5310000,10/2021\n"
    assert read_d02(rows).rows.note == ["=cmd|' /C calc'!A0"]


def test_empty_formatted_rows_to_the_end_of_the_sheet_do_not_count() -> None:
    text = part(GOOD, SHEET)
    styled = b"".join(b'<row r="%d" spans="1:3"><c r="A%d" s="0"/></row>' % (row, row) for row in range(1_000, 21_000))
    read = read_d02(
        _replace(SHEET, text.replace(b"</sheetData>", styled + b"</sheetData>")), limits=Limits(unpacked_bytes=10**8)
    )
    assert (len(read.rows), read.findings) == (1, [])


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_qr_parser_is_total(text: str) -> None:
    assert isinstance(parse(text), VietQR | Finding)
