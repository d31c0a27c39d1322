"""Claims from strangers: broken, foreign, huge or malicious files are findings; nothing is lost, memory is bounded."""

import base64
import io
import resource
import zipfile
from collections.abc import Iterable

import pytest

from ansinh.domain.claims.batch import Fault, Record
from ansinh.formats.claims_plain import Plain
from ansinh.formats.claims_source import Intake, read_bytes
from ansinh.jobs.synthetic.claims.factory import Factory
from ansinh.jobs.synthetic.claims.write import envelope, table_xml


def read(data: bytes, name: str = "x.xml") -> tuple[list[Record], Intake]:
    intake = Intake()
    return list(read_bytes(data, name, intake)), intake


def hoso(tables: Iterable[tuple[str, bytes]]) -> bytes:
    inner = "".join(
        f"<FILEHOSO><LOAIHOSO>{kind}</LOAIHOSO><NOIDUNGFILE>{base64.b64encode(body).decode()}</NOIDUNGFILE></FILEHOSO>"
        for kind, body in tables
    )
    return wrapped(f"<HOSO>{inner}</HOSO>")


def wrapped(records: str) -> bytes:
    return (
        "<GIAMDINHHS><THONGTINDONVI><MACSKCB>26001</MACSKCB></THONGTINDONVI><THONGTINHOSO><NGAYLAP>20260101</NGAYLAP>"
        f"<SOLUONGHOSO>1</SOLUONGHOSO><DANHSACHHOSO>{records}</DANHSACHHOSO></THONGTINHOSO><CHUKYDONVI/></GIAMDINHHS>"
    ).encode()


def summary() -> bytes:
    return table_xml("XML1", [Factory().outpatient().settle().summary]).encode()


def archive(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in members:
            made.writestr(name, body)
    return out.getvalue()


BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (b"", "empty"),
        (b"<TONG_HOP><MA_LK>1</MA_LK>", "XML"),
        (BOMB + b"<TONG_HOP><MA_LK>&c;</MA_LK></TONG_HOP>", "document type"),
        (b'<?xml version="1.0" encoding="windows-1258"?><TONG_HOP/>', "encoding"),
        ("<TONG_HOP><MA_LK>é</MA_LK></TONG_HOP>".encode("utf-16"), "UTF-16"),
        (b"<TONG_HOP><HO_TEN>Nguy\xea\xf2n</HO_TEN></TONG_HOP>", "XML"),
        (b"<KHAC/>", "root"),
        (b"<TONG_HOP>" + b"<a>" * 300 + b"</a>" * 300 + b"</TONG_HOP>", "XML"),
    ],
)
def test_a_table_that_cannot_be_read_is_named(table: bytes, said: str) -> None:
    records, _ = read(hoso([("XML1", table)]))
    assert [fault.rule for fault in records[0].faults] == ["STR-01"]
    assert said in records[0].faults[0].found


def test_broken_base64_and_unknown_tables_leave_the_rest_of_the_record() -> None:
    body = hoso([("XML1", summary()), ("XML77", b"<X/>")]).replace(
        b"</HOSO>", b"<FILEHOSO><LOAIHOSO>XML5</LOAIHOSO><NOIDUNGFILE>@@@</NOIDUNGFILE></FILEHOSO></HOSO>"
    )
    records, _ = read(body)
    assert [fault.rule for fault in records[0].faults] == ["TEC-02", "STR-01"]
    assert len(records[0].tables["XML1"]) == 1


def test_a_hundred_thousand_lines_are_a_finding_within_bounded_memory() -> None:
    row = table_xml("XML2", Factory().outpatient().settle().drugs[:1])
    line = row[row.index("<CHI_TIET_THUOC>") : row.index("</CHI_TIET_THUOC>") + len("</CHI_TIET_THUOC>")]
    head, tail = row.split(line)
    many = (head + line * 100_000 + tail).encode()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    records, intake = read(hoso([("XML1", summary()), ("XML2", many)]))
    faults = [fault for record in records for fault in record.faults] + [fault for _, fault in intake.faults]
    assert [fault.rule for fault in faults][:1] == ["STR-01"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1_500_000  # KB


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not XML"),
        (b"\x00\x01\x02", "not XML"),
        (b"PK\x03\x04broken", "zip"),
        (b"<other/>", "root <other>"),
        (BOMB + b"<GIAMDINHHS/>", "document type"),
        ("<?xml version='1.0' encoding='UTF-16'?><GIAMDINHHS/>".encode("utf-16"), "not XML"),
    ],
)
def test_a_file_that_cannot_be_read_is_listed(data: bytes, said: str) -> None:
    records, intake = read(data)
    found: list[tuple[str, Fault]] = intake.faults
    assert records == []
    assert [fault.rule for _, fault in found] == ["STR-01"]
    assert said in f"{found[0][1].field} {found[0][1].found}"
    assert intake.files[0].unread


def test_what_stands_before_a_cut_is_kept() -> None:
    visits = [Factory(number=each).outpatient().settle() for each in range(3)]
    whole = envelope(visits)
    records, intake = read(whole[: int(len(whole) * 0.7)])
    assert 1 <= len(records) < 3
    assert intake.faults[0][1].rule == "STR-01"


def test_another_number_of_records_is_noticed() -> None:
    _, intake = read(envelope([Factory().outpatient().settle()]).replace(b"<SOLUONGHOSO>1<", b"<SOLUONGHOSO>9<"))
    assert [fault.rule for _, fault in intake.faults] == ["TEC-03"]


def test_archives_hold_files_and_surprises() -> None:
    good = envelope([Factory().outpatient().settle()])
    data = archive(
        ("a/good.xml", good), ("../../evil.xml", good), ("in.zip", b"PK"),
        ("zeros.xml", b"<GIAMDINHHS>" + b" " * 40_000_000),
        ("note.txt", b"hello"),
    )  # fmt: skip
    records, intake = read(data, "b.zip")
    assert len(records) == 2
    assert [fault.found.split()[0] for _, fault in intake.faults] == ["archive", "unpacks", "not"]


def test_loose_tables_of_one_episode_come_together() -> None:
    visit = Factory().outpatient().settle()
    data = archive(
        ("1_XML1.xml", table_xml("XML1", [visit.summary]).encode()),
        ("1_XML2.xml", table_xml("XML2", visit.drugs).encode()),
    )
    records, _ = read(data, "loose.zip")
    assert [sorted(record.tables) for record in records] == [["XML1", "XML2"]]


def test_the_older_standard_is_read_as_the_newer() -> None:
    old = (
        b"<TONG_HOP><MA_LK>9</MA_LK><HO_TEN>A</HO_TEN><MA_THE>DN4260000000001</MA_THE><MA_BENH>I10</MA_BENH>"
        b"<T_TONGCHI>5</T_TONGCHI></TONG_HOP>"
    )
    row = b"<CHI_TIET_THUOC><MA_LK>9</MA_LK><THANH_TIEN>5</THANH_TIEN></CHI_TIET_THUOC>"
    lines = b"<DSACH_CHI_TIET_THUOC>" + row + b"</DSACH_CHI_TIET_THUOC>"
    records, _ = read(hoso([("XML1", old), ("XML2", lines)]))
    assert (records[0].standard, len(records[0].tables["XML2"]), records[0].faults) == ("4210", 1, [])


def cells(records: list[Record]) -> list[dict[str, list[list[str]]]]:
    return [{k: [[cell or "" for cell in row] for row in rows] for k, rows in one.tables.items()} for one in records]


def test_both_ways_of_reading_give_the_same_rows() -> None:
    visits = [Factory(number=each).inpatient().settle() for each in range(4)]
    plain = envelope(visits)
    intake = Intake(quick=Plain())
    assert cells(read(plain)[0]) == cells(list(read_bytes(plain, "x.xml", intake)))


@pytest.mark.parametrize("odd", ["<![CDATA[a & b]]>", "a &amp; b", "a <!-- c -->", "a<?b c?>d"])
def test_what_is_not_plain_goes_the_careful_way(odd: str) -> None:
    text = summary().decode().replace("<LY_DO_VV>ho, sốt</LY_DO_VV>", f"<LY_DO_VV>{odd}</LY_DO_VV>")
    records, _ = read(hoso([("XML1", text.encode())]))
    assert records[0].faults == []
    assert len(records[0].tables["XML1"]) == 1
