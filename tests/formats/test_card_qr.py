"""Codes scanned at a counter: citizen IDs, cards, and whatever else somebody holds under the scanner."""

import datetime as dt
import io

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ansinh.core.finding import Finding
from ansinh.formats import qr
from ansinh.formats.card_pdf import CardFace, picture, write_card
from ansinh.formats.card_qr import PrintedCard, Scan, scan, write

CARD = PrintedCard(
    "DN4260110000017", "Nguyễn Thị Ánh", "05/02/1988", "female", "Thôn 2, xã Hợp Thịnh", "26001",
    dt.date(2021, 1, 1), None, dt.date(2021, 1, 4), "026", 0, dt.date(2024, 6, 1),
)  # fmt: skip
CHIP = "026188000123|123456789|NGUYỄN THỊ ÁNH|05021988|Nữ|Thôn 2, Hợp Thịnh, Tam Dương, Vĩnh Phúc|12052021"


def test_a_card_is_read_as_it_was_written() -> None:
    read = scan(write(CARD))
    assert isinstance(read, Scan)
    assert (read.kind, read.number, read.name, read.birth, read.sex) == (
        "card_qr", CARD.number, CARD.name, CARD.birth, "female",
    )  # fmt: skip
    assert (read.facility, read.valid_from, read.valid_to, read.five_year) == (
        "26001", CARD.valid_from, None, CARD.five_year,
    )  # fmt: skip


@pytest.mark.parametrize("more", ["", "|", "|Con: X|2024", "|||||"])
def test_a_citizen_id_is_read_with_or_without_the_fields_of_2024(more: str) -> None:
    read = scan(CHIP + more)
    assert isinstance(read, Scan)
    assert (read.kind, read.number, read.name, read.birth, read.sex, read.issued) == (
        "chip_qr", "026188000123", "NGUYỄN THỊ ÁNH", "05/02/1988", "female", dt.date(2021, 5, 12),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "text", "shown"),
    [
        (1, "Nguyễn Văn A", "Nguyễn Văn A"),  # not hexadecimal: as it stands
        (1, "4e677579e1bb854", "4e677579e1bb854"),  # odd length
        (2, "5/2/1988", "5/2/1988"),
        (2, "1988", "1988"),
        (5, "26–001", "26001"),
        (5, "26 001", "26001"),
        (5, "nowhere", ""),
        (0, "0110000017", "0110000017"),
    ],
)
def test_older_forms_of_a_card_are_read_too(field: int, text: str, shown: str) -> None:
    fields = write(CARD).split("|")
    fields[field] = text
    read = scan("|".join(fields))
    assert isinstance(read, Scan)
    assert {0: read.number, 1: read.name, 2: read.birth, 5: read.facility}[field] == shown


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "K-FORM"),
        ("https://example.org/a/long/address", "K-FORM"),
        ("0" * 3_000, "K-FORM"),
        (CHIP.replace("05021988", "31021988"), "K-BIRTH"),
        (CHIP.replace("NGUYỄN THỊ ÁNH", "A\u202eB"), "K-NAME"),
        (CHIP.replace("NGUYỄN THỊ ÁNH", " "), "K-NAME"),
        (write(CARD).replace("05/02/1988", "5 Feb 1988"), "K-BIRTH"),
        (write(CARD).replace("05/02/1988", "31/02/1988"), "K-BIRTH"),
    ],
)
def test_what_cannot_be_used_is_told(text: str, code: str) -> None:
    found = scan(text)
    assert isinstance(found, Finding)
    assert found.code == code


@given(st.text(max_size=400))
def test_any_text_is_a_scan_or_a_finding(text: str) -> None:
    assert isinstance(scan(text), Scan | Finding)


@given(st.lists(st.text(max_size=20), min_size=7, max_size=16), st.sampled_from(("026188000123", "DN4260110000017")))
def test_any_fields_behind_a_number_are_a_scan_or_a_finding(fields: list[str], number: str) -> None:
    assert isinstance(scan("|".join([number, *fields])), Scan | Finding)


@given(st.integers(0, len(write(CARD)) - 1), st.characters())
def test_one_wrong_sign_never_breaks_the_reader(place: int, sign: str) -> None:
    text = write(CARD)
    assert isinstance(scan(text[:place] + sign + text[place + 1 :]), Scan | Finding)


def test_the_printed_card_is_scanned_back() -> None:
    face = CardFace("BHXH tỉnh", "Vĩnh Phúc", "Trạm y tế xã Hợp Thịnh", "Người lao động", 80, "Dữ liệu tổng hợp")
    assert write_card(CARD, face).startswith(b"%PDF")
    assert len(picture(CARD, face)) == 2
    seen = zxingcpp.read_barcodes(Image.open(io.BytesIO(qr.png(write(CARD)))))
    assert [code.text for code in seen] == [write(CARD)]
