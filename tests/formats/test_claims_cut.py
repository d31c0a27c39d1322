"""Cutting records out of the stream gives exactly what the careful parser gives, however the sender writes."""

import base64
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.domain.claims.batch import Record
from ansinh.formats import claims_cut, claims_envelope
from ansinh.formats.claims_envelope import Opening, read_envelope

DRUG = (
    "<CHI_TIET_THUOC><MA_LK>{case}</MA_LK><STT>{row}</STT><MA_THUOC>40.67</MA_THUOC><TEN_THUOC>{name}</TEN_THUOC>"
    "</CHI_TIET_THUOC>"
)
NAMES = ["Paracetamol", "Thuốc ho bổ phế", "", " a ", "1 &lt; 2", "x > y", "/>", "<![CDATA[a<b]]>", "a\x01b", "\uffff"]
GLUE = ["", "\n", " \t\r\n", "\n    "]
BETWEEN = ["", "\n  ", "<!-- no record: <HOSO></HOSO> -->", "<LA>x</LA>", "junk", "<?php 1 ?>", "<X", "<X/>"]
HEADS = ["", ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"', ' xmlns="urn:another"']


def table(rows: list[str], case: int, written: str) -> bytes:
    """One XML2; `written` is what stands between its rows."""
    lines = written.join(DRUG.format(case=case, row=number, name=name) for number, name in enumerate(rows, 1))
    return (
        f"<CHITIEU_CHITIET_THUOC><DSACH_CHI_TIET_THUOC>{lines}</DSACH_CHI_TIET_THUOC></CHITIEU_CHITIET_THUOC>".encode()
    )


def written_file(kind: str, content: str, glue: str) -> str:
    """One FILEHOSO."""
    return (
        f"<FILEHOSO>{glue}<LOAIHOSO>{kind}</LOAIHOSO>{glue}<NOIDUNGFILE>{content}</NOIDUNGFILE>{glue}</FILEHOSO>{glue}"
    )


@st.composite
def contents(draw: st.DrawFn) -> tuple[str, str]:
    """A LOAIHOSO and what stands in its NOIDUNGFILE."""
    rows = draw(st.lists(st.sampled_from(NAMES), max_size=4))
    data = table(rows, draw(st.integers(1, 3)), draw(st.sampled_from([*GLUE, *BETWEEN])))
    text = base64.b64encode(data).decode()
    broken = draw(st.sampled_from(["", "", "", "", "wrapped", "cut", "sign", "blank", "entity", "more"]))
    text = {
        "": text, "wrapped": "\n".join(text[at : at + 76] for at in range(0, len(text), 76)), "cut": text[:-3],
        "sign": f"{text[:9]}*{text[9:]}", "blank": " ", "entity": f"&#65;{text}", "more": f"{text}=",
    }[broken]  # fmt: skip
    return draw(st.sampled_from(["XML2", "XML2", "XML2", "XML1", "XML99", " XML2 ", "a<b/>"])), text


@st.composite
def envelopes(draw: st.DrawFn) -> bytes:
    """A file of a sender who writes as he likes."""
    glue = draw(st.sampled_from(GLUE))
    parts = []
    for files in draw(st.lists(st.lists(contents(), max_size=3), max_size=5)):
        record = "".join(written_file(kind, content, glue) for kind, content in files)
        opened = draw(st.sampled_from(["<HOSO>", "<HOSO>", "<HOSO>", '<HOSO id="1">', "<HOSO >"]))
        parts.append(f"{draw(st.sampled_from([glue, glue, glue, *BETWEEN]))}{opened}{glue}{record}</HOSO>")
    prolog = draw(st.sampled_from(["", "\ufeff", '<?xml version="1.0" encoding="utf-8"?>\n']))
    head = draw(st.sampled_from(HEADS))
    end = draw(st.sampled_from(["", "", "", "<!-- end -->", "</WRONG>"]))
    return (
        f"{prolog}<GIAMDINHHS{head}><THONGTINDONVI><MACSKCB>75001</MACSKCB></THONGTINDONVI><THONGTINHOSO>"
        f"<SOLUONGHOSO>{len(parts)}</SOLUONGHOSO><DANHSACHHOSO>{''.join(parts)}{glue}</DANHSACHHOSO></THONGTINHOSO>{end}"
        "<CHUKYDONVI><SignatureValue>x</SignatureValue></CHUKYDONVI></GIAMDINHHS>"
    ).encode()


def taken(data: bytes) -> tuple[list[Record], Opening]:
    opening = Opening()
    return list(read_envelope(io.BytesIO(data), "a.xml", opening)), opening


def told(record: Record) -> tuple[object, ...]:
    """What a record says; an empty cell is no value."""
    cells = {name: [[cell or None for cell in row] for row in rows] for name, rows in record.tables.items()}
    return cells, record.faults, record.sender, record.position


@given(data=envelopes(), chunk=st.sampled_from([7, 64, 300, 1 << 18]))
def test_the_quick_way_and_the_careful_way_read_the_same(data: bytes, chunk: int):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(claims_cut, "CHUNK", chunk)
        quick, opened = taken(data)
        patch.setattr(claims_envelope, "pieces", claims_cut._rest)
        careful, careful_opening = taken(data)
    assert [told(each) for each in quick] == [told(each) for each in careful]
    assert (opened.records, opened.signed, opened.faults) == (
        careful_opening.records, careful_opening.signed, careful_opening.faults,
    )  # fmt: skip


def test_plain_records_are_really_cut_out():
    files = written_file("XML2", base64.b64encode(table(["a", "b"], 1, "")).decode(), "\n")
    data = f"<GIAMDINHHS><DANHSACHHOSO>{f'<HOSO>{files}</HOSO>' * 3}</DANHSACHHOSO></GIAMDINHHS>".encode()
    cuts = [piece for piece in claims_cut.pieces(io.BytesIO(data)) if isinstance(piece, claims_cut.Cut)]
    assert len(cuts) == 3
    assert b"".join(piece for piece in claims_cut.pieces(io.BytesIO(data)) if isinstance(piece, bytes)) == (
        b"<GIAMDINHHS><DANHSACHHOSO></DANHSACHHOSO></GIAMDINHHS>"
    )


def test_a_record_that_never_ends_is_handed_over_and_not_held_for_ever():
    data = b"<GIAMDINHHS><DANHSACHHOSO><HOSO><FILEHOSO><LOAIHOSO>XML2</LOAIHOSO><NOIDUNGFILE>" + b"QUJD" * 5_000_000
    pieces = list(claims_cut.pieces(io.BytesIO(data)))
    assert b"".join(piece for piece in pieces if isinstance(piece, bytes)) == data
