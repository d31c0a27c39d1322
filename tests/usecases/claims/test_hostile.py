"""A corpus of hostile claim files, made here: each gets a clear finding in bounded memory, and nothing of it is lost.

Every file is sent through the door hospitals use: read in the child process with limits, kept whole, listed.
"""

import base64
import io
import struct
import zipfile
from pathlib import Path

import pytest
from django.db import connection

from ansinh.formats.claims_upload import ClaimUpload, opened, read_claims
from ansinh.jobs.claims import intake
from ansinh.jobs.synthetic.claims.factory import Factory
from ansinh.jobs.synthetic.claims.write import envelope, table_xml
from ansinh.records.store.claims import files
from ansinh.usecases.claims import receive
from ansinh.usecases.claims.receiving import precheck

GOOD = envelope([Factory().outpatient().settle()])
BOMB = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def in_record(table: bytes, kind: str = "XML2") -> bytes:
    """The good record with one more table."""
    file = b"<FILEHOSO><LOAIHOSO>%s</LOAIHOSO><NOIDUNGFILE>%s</NOIDUNGFILE></FILEHOSO></HOSO>"
    return GOOD.replace(b"</HOSO>", file % (kind.encode(), base64.b64encode(table)))


def summary(**fields: str) -> bytes:
    visit = Factory().outpatient().settle()
    visit.summary.update(fields)
    return envelope([visit])


def drugs(rows: int) -> bytes:
    made = table_xml("XML2", Factory().outpatient().settle().drugs[:1])
    row = made[made.index("<CHI_TIET_THUOC>") : made.index("</CHI_TIET_THUOC>") + len("</CHI_TIET_THUOC>")]
    return made.replace(row, row * rows).encode()


def archive(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in members:
            made.writestr(name, body)
    return out.getvalue()


def forged(size: int) -> bytes:
    """An archive whose directory says that its member unpacks to `size` bytes."""
    data = bytearray(archive(("big.xml", GOOD)))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(data)


CORPUS: dict[str, bytes] = {
    "empty": b"",
    "one zero": b"\x00",
    "no xml": b"%PDF-1.4 not a claim",
    "an entity bomb": BOMB + GOOD,
    "an entity from outside": OUTSIDE + GOOD,
    "an entity bomb inside base64": in_record(BOMB + b"<CHITIEU_CHITIET_THUOC>&c;</CHITIEU_CHITIET_THUOC>"),
    "broken base64": GOOD.replace(b"<NOIDUNGFILE>", b"<NOIDUNGFILE>@@", 1),
    "another coding": '<?xml version="1.0" encoding="UTF-16"?><GIAMDINHHS/>'.encode("utf-16"),
    "an old Vietnamese coding inside": in_record(b'<?xml version="1.0" encoding="windows-1258"?><X/>'),
    "a table of nobody": in_record(b"<X/>", "XML77"),
    "a table of a version to come": in_record(b"<CHI_TIEU_XML16><MA_LK>1</MA_LK></CHI_TIEU_XML16>", "XML16"),
    "a field of a version to come": in_record(b"<TONG_HOP><MA_LK>1</MA_LK><TRUONG_2030>x</TRUONG_2030></TONG_HOP>"),
    "a hundred thousand lines": in_record(drugs(100_000)),
    "a month thirteen": summary(NGAY_VAO="202113450000"),
    "a year of five signs": summary(NGAY_RA="20260230250"),
    "money of thirty signs": summary(T_BHTT="9" * 30),
    "a megabyte in one cell": summary(HO_TEN="a" * 1_000_000),
    "tags in tags": b"<GIAMDINHHS>" + b"<a>" * 100_000,
    "cut in the middle": GOOD[: len(GOOD) * 2 // 3],
    "twice the same record": GOOD.replace(b"</HOSO>", b"</HOSO><HOSO></HOSO>"),
    "an archive that is none": b"PK\x03\x04" + b"\xff" * 2_000,
    "an archive of zeros": archive(("zeros.xml", b"<GIAMDINHHS>" + b" " * 60_000_000)),
    "an archive that says two gigabytes": forged(2**31 - 1),
    "an archive that says four gigabytes": forged(2**32 - 2),
    "an archive in an archive": archive(("in.zip", archive(("a.xml", GOOD)))),
    "a path upwards": archive(("../../etc/cron.d/x.xml", b"<X/>")),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(CORPUS))
def test_it_is_kept_whole_and_what_is_wrong_is_said(name: str) -> None:
    data = CORPUS[name]
    done = receive(data, "hồ sơ.xml", actor="hospital", sender="26001")
    kept = files.file_by_receipt(done.receipt)
    assert kept is not None
    assert files.content(kept.id) == data
    assert kept.faults or done.findings > 0, "nothing was said about it"
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(accepted), 0) FROM records_claimvisit WHERE facility = 'nobody'")
        assert cursor.fetchone() == (0,)
    again = receive(data, "lần hai.xml", actor="hospital", sender="26001")
    assert (again.receipt, again.again, again.records) == (done.receipt, True, done.records)


@pytest.mark.django_db
def test_what_brings_the_reader_down_is_a_finding() -> None:
    huge = GOOD.replace(b"<HOSO>", b"<HOSO>" + b"<FILEHOSO><LOAIHOSO>XML1</LOAIHOSO></FILEHOSO>" * 1_000_000, 1)
    judged, unread = precheck(huge, "a.xml")
    assert unread or judged.findings.height
    over = b"<GIAMDINHHS>" + b" " * (64 * 1024 * 1024)
    _, unread = precheck(over, "b.xml")
    assert len(unread) == 1
    assert "MB" in unread[0]


def test_a_child_that_lies_is_not_believed() -> None:
    good = read_claims(GOOD, name="a.xml")
    records, told = opened(good, "a.xml")
    assert (len(records), told.faults) == (1, [])
    for lie in ("[]", '{"files": [], "records": [[1]]}', good.body.replace('"XML1":[[', '"XML1":[[7,'), "{"):
        records, told = opened(ClaimUpload(lie, []), "a.xml")
        assert records == []
        assert [fault.rule for _, fault in told.faults] == ["STR-01"]


def test_many_records_are_read_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ansinh.formats.claims_upload.MOST_RECORDS", 2)
    data = envelope([Factory(number=each).outpatient().settle() for each in range(4)])
    records, told = opened(read_claims(data, name="a.xml"), "a.xml")
    assert len(records) == 2
    assert any("split" in fault.found for _, fault in told.faults)


def test_a_file_too_large_for_one_act_is_listed_and_stays(
    committed_db: str,  # noqa: ARG001 - a database of its own
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(intake, "LARGEST_FILE", 20_000)
    (tmp_path / "big.zip").write_bytes(b"PK\x03\x04" + b"0" * 30_000)
    (tmp_path / "good.xml").write_bytes(GOOD)
    first = intake.take_in(tmp_path, actor="test", workers=1)
    again = intake.take_in(tmp_path, actor="test", workers=1)
    assert (first.files, again.files, again.before) == (1, 0, 2)
    kept = files.file_by_receipt(f"GD-{files.digest_of(tmp_path / 'big.zip')[:12].upper()}")
    assert kept is not None
    assert "split" in kept.faults[0]["found"]
