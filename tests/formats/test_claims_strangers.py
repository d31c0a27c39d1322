"""Claims as other systems write them: read to the last cell, or refused in words; nothing falls away unsaid."""

import base64
import gzip
import io
import zipfile
from pathlib import Path

import pytest

from ansinh.domain.claims.batch import Record
from ansinh.domain.claims.standard import tables
from ansinh.formats.claims_source import Intake, read_bytes, read_sources
from ansinh.jobs.synthetic.claims.factory import Factory
from ansinh.jobs.synthetic.claims.visit import Visit
from ansinh.jobs.synthetic.claims.write import envelope, table_xml, tables_of

VISIT = Factory().inpatient().settle()
GOOD = envelope([VISIT])
DRUGS = table_xml("XML2", VISIT.drugs)


def read(data: bytes, name: str = "x.xml") -> tuple[list[Record], Intake]:
    intake = Intake()
    return list(read_bytes(data, name, intake)), intake


def cells(record: Record) -> dict[str, list[list[str]]]:
    return {kind: [[(cell or "").strip() for cell in row] for row in rows] for kind, rows in record.tables.items()}


def faults(records: list[Record], intake: Intake) -> list[tuple[str, str]]:
    found = [fault for _, fault in intake.faults] + [fault for record in records for fault in record.faults]
    return [(fault.rule, fault.field) for fault in found]


def with_table(kind: str, body: str | bytes, visit: Visit = VISIT) -> bytes:
    """The good envelope with one table written otherwise."""
    raw = body.encode() if isinstance(body, str) else body
    old = dict(tables_of(visit))[kind]
    return GOOD.replace(old.encode(), base64.b64encode(raw))


def drugs(*changes: str) -> bytes:
    """The good envelope with its drugs written otherwise: old, new, old, new."""
    made = DRUGS
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        made = made.replace(old, new)
    return with_table("XML2", made)


EXPECTED = cells(read(GOOD)[0][0])
INDENTED = DRUGS.replace("><", ">\n\t  <")
LINES = "\n".join(base64.b64encode(DRUGS.encode()).decode()[at : at + 76] for at in range(0, 40_000, 76)).strip()
OWN_NAMES = GOOD.replace(b"<GIAMDINHHS xmlns:xsi", b'<GIAMDINHHS xmlns="http://gmed.example/130" xmlns:xsi')
PREFIXED = GOOD
for word in (b"GIAMDINHHS", b"THONGTINHOSO", b"DANHSACHHOSO", b"FILEHOSO", b"LOAIHOSO", b"NOIDUNGFILE", b"HOSO"):
    PREFIXED = PREFIXED.replace(b"<" + word + b">", b"<q:" + word + b">").replace(b"</" + word, b"</q:" + word)
PREFIXED = PREFIXED.replace(b"<GIAMDINHHS xmlns:xsi", b'<q:GIAMDINHHS xmlns:q="urn:q" xmlns:xsi')

SAME: dict[str, bytes] = {
    "a byte order mark": b"\xef\xbb\xbf" + GOOD,
    "a byte order mark inside": with_table("XML2", b"\xef\xbb\xbf" + DRUGS.encode()),
    "line ends of Windows": GOOD.replace(b"><", b">\r\n<"),
    "line ends of Windows inside": with_table("XML2", DRUGS.replace("><", ">\r\n<")),
    "indented": GOOD.replace(b"><", b">\n    <"),
    "indented inside": with_table("XML2", INDENTED),
    "base64 in lines": GOOD.replace(base64.b64encode(DRUGS.encode()), LINES.encode()),
    "base64 in CDATA": GOOD.replace(b"<NOIDUNGFILE>", b"<NOIDUNGFILE><![CDATA[").replace(
        b"</NOIDUNGFILE>", b"]]></NOIDUNGFILE>"
    ),
    "a comment before the root": GOOD.replace(b"<GIAMDINHHS", b"<!-- <HOSO> made by HIS 5.1 --><GIAMDINHHS", 1),
    "comments between": GOOD.replace(b"<HOSO>", b"<!-- one --><HOSO><!-- two -->"),
    "a comment inside a value": with_table("XML2", DRUGS.replace("<HAM_LUONG>500mg", "<HAM_LUONG>50<!-- - -->0mg")),
    "CDATA inside": with_table("XML2", DRUGS.replace(">500mg<", "><![CDATA[500mg]]><")),
    "entities of signs": with_table("XML2", DRUGS.replace(">500mg<", ">5&#48;0mg<")),
    "no declaration": with_table("XML2", DRUGS.removeprefix('<?xml version="1.0" encoding="utf-8"?>')),
    "utf8 without a dash": with_table("XML2", DRUGS.replace("utf-8", "UTF8")),
    "a namespace of its own": OWN_NAMES,
    "a prefix": PREFIXED,
    "a namespace inside": drugs("<CHITIEU_CHITIET_THUOC>", '<CHITIEU_CHITIET_THUOC xmlns="urn:x">'),
    "attributes": with_table("XML2", DRUGS.replace("<CHI_TIET_THUOC>", '<CHI_TIET_THUOC id="1">')),
    "empty tags cut short": with_table("XML2", DRUGS.replace("<DU_PHONG></DU_PHONG>", "<DU_PHONG/>")),
    "an empty optional tag left out": with_table("XML2", DRUGS.replace("<DU_PHONG></DU_PHONG>", "")),
    "the list tag left out": drugs("<DSACH_CHI_TIET_THUOC>", "", "</DSACH_CHI_TIET_THUOC>", ""),
    "the list tag as root": drugs("<CHITIEU_CHITIET_THUOC>", "", "</CHITIEU_CHITIET_THUOC>", ""),
    "the kind in small letters": GOOD.replace(b"<LOAIHOSO>XML2", b"<LOAIHOSO> xml2 "),
    "the kind after the body": GOOD.replace(b"<LOAIHOSO>XML1</LOAIHOSO>", b"", 1).replace(
        b"</NOIDUNGFILE>", b"</NOIDUNGFILE><LOAIHOSO>XML1</LOAIHOSO>", 1
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(SAME))
def test_it_says_the_same_as_the_plain_file(name: str) -> None:
    records, intake = read(SAME[name])
    assert faults(records, intake) == []
    assert [cells(record) for record in records] == [EXPECTED]


REFUSED: dict[str, tuple[bytes, str]] = {
    "small letters of a root": (GOOD.replace(b"GIAMDINHHS", b"giamdinhhs"), "STR-01"),
    "nothing inside": (b"<GIAMDINHHS><THONGTINDONVI><MACSKCB>26001</MACSKCB></THONGTINDONVI></GIAMDINHHS>", "STR-01"),
    "two documents in a file": (GOOD + GOOD, "STR-01"),
    "a Vietnamese coding of old": (GOOD.replace(b'encoding="utf-8"', b'encoding="windows-1258"'), "STR-01"),
    "UTF-16 with its mark": (GOOD.decode().replace("utf-8", "utf-16").encode("utf-16"), "STR-01"),
    "small letters of fields": (with_table("XML2", DRUGS.replace("MA_THUOC>", "ma_thuoc>")), "TEC-01"),
    "rows of another name": (with_table("XML2", DRUGS.replace("CHI_TIET_THUOC>", "CHITIETTHUOC>", 2)), "STR-01"),
    "a stranger among the rows": (drugs("</CHI_TIET_THUOC>", "</CHI_TIET_THUOC><GHI_CHU>a</GHI_CHU>"), "TEC-01"),
    "a stranger among the tables": (GOOD.replace(b"</FILEHOSO>", b"</FILEHOSO><GHICHU>a</GHICHU>", 1), "TEC-02"),
    "tags inside a value": (with_table("XML2", DRUGS.replace(">500mg<", "><b>500</b>mg<")), "STR-01"),
    "gzip": (gzip.compress(GOOD), "STR-01"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(REFUSED))
def test_what_is_not_taken_is_said(name: str) -> None:
    data, rule = REFUSED[name]
    records, intake = read(data)
    assert rule in {code for code, _ in faults(records, intake)}


def test_text_within_tags_of_a_value_is_kept() -> None:
    records, _ = read(REFUSED["tags inside a value"][0])
    place = tables()["XML2"].positions["HAM_LUONG"]
    assert records[0].tables["XML2"][0][place] == "500mg"


def packed(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in members:
            made.writestr(name, body)
    return out.getvalue()


def test_archives_in_folders_and_what_lies_among_them(tmp_path: Path) -> None:
    (tmp_path / "tháng 4" / "sâu").mkdir(parents=True)
    deep = tmp_path / "tháng 4" / "sâu" / "BV.ZIP"
    deep.write_bytes(packed(("khoa nội/một.XML", GOOD), ("hai.xml.gz", gzip.compress(GOOD)), ("ảnh.jpg", b"\xff\xd8")))
    (tmp_path / "ba.txt").write_bytes(GOOD)
    (tmp_path / "bốn.rar").write_bytes(b"Rar!\x1a\x07\x00")
    (tmp_path / "năm.zip").write_bytes(packed())
    (tmp_path / "sáu.zip").write_bytes(packed(("thư mục/", b"")))
    (tmp_path / "truth.json").write_text("{}")
    intake = Intake()
    records = list(read_sources([tmp_path], intake))
    assert [cells(record) for record in records] == [EXPECTED, EXPECTED]
    assert sorted(name.rsplit("/", 1)[-1] for name, _ in intake.faults) == [
        "bốn.rar", "hai.xml.gz", "năm.zip", "sáu.zip", "ảnh.jpg",
    ]  # fmt: skip


def test_folders_of_windows_and_what_desktops_leave_behind_are_no_fault() -> None:
    litter = [("tháng 4\\", b""), ("__MACOSX/._một.xml", b"\x00\x05"), (".DS_Store", b"x"), ("a/Thumbs.db", b"x")]
    records, intake = read(packed(("tháng 4\\26001\\một.xml", GOOD), *litter), "BV.zip")
    assert [cells(record) for record in records] == [EXPECTED]
    assert intake.faults == []
    _, empty = read(packed(*litter), "BV.zip")
    assert [fault.found for _, fault in empty.faults] == ["no file in the archive"]
    _, bare = read(packed(), "BV.zip")
    assert [fault.found for _, fault in bare.faults] == ["no file in the archive"]


@pytest.mark.parametrize("body", [DRUGS.split("?>", 1)[1], f"<![CDATA[{DRUGS}]]>"], ids=["as it is", "in CDATA"])
def test_xml_in_the_place_of_base64_is_called_that(body: str) -> None:
    old = dict(tables_of(VISIT))["XML2"]
    records, _ = read(GOOD.replace(old.encode(), body.encode()))
    assert [(fault.rule, fault.table, fault.found) for fault in records[0].faults] == [
        ("STR-01", "XML2", "XML, not base64")
    ]


def test_a_sign_that_base64_does_not_have_is_shown() -> None:
    old = dict(tables_of(VISIT))["XML2"]
    records, _ = read(GOOD.replace(old.encode(), "ồ".encode() + old.encode()[1:]))
    assert "'ồ'" in records[0].faults[0].found


def test_several_records_and_tables_in_any_order() -> None:
    visits = [Factory(number=each).outpatient().settle() for each in range(3)]
    data = envelope(visits)
    first, *rest = data.split(b"</HOSO>")
    head, tables_text = first.split(b"<HOSO>")
    turned = b"<FILEHOSO>".join(reversed(tables_text.split(b"<FILEHOSO>")[1:]))
    records, intake = read(b"</HOSO>".join([head + b"<HOSO><FILEHOSO>" + turned, *rest]))
    assert faults(records, intake) == []
    assert [cells(record) for record in records] == [cells(record) for record in read(data)[0]]
