import io

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ansinh.core.finding import Finding
from ansinh.core.period import Month
from ansinh.formats import qr
from ansinh.formats.vietqr import VietQR, crc16, parse, payload, purpose

ASKED = VietQR("970415", "113366668888", 3_398_400, "BHXH 0312345673 012026")
VECTOR = (
    "00020101021238560010A0000007270126000697041501121133666688880208QRIBFTTA5303704540733984005802VN"
    "62260822BHXH 0312345673 01202663047074"
)


def test_the_checked_vectors() -> None:
    assert crc16(b"123456789") == 0x29B1
    assert payload(ASKED) == VECTOR
    assert parse(VECTOR) == ASKED


@given(st.builds(
    VietQR, st.from_regex(r"97[0-9]{4}", fullmatch=True), st.from_regex(r"[0-9A-Z]{6,19}", fullmatch=True),
    st.integers(0, 10**12),
    st.from_regex(r"[A-Z0-9 ]{0,25}", fullmatch=True),
))  # fmt: skip
def test_reads_back(asked: VietQR) -> None:
    assert parse(payload(asked)) == asked


@pytest.mark.parametrize("place", range(len(VECTOR)))
def test_one_wrong_letter_is_seen(place: int) -> None:
    wrong = VECTOR[:place] + ("1" if VECTOR[place] != "1" else "2") + VECTOR[place + 1 :]
    assert isinstance(parse(wrong), Finding)


def test_an_independent_library_reads_the_picture() -> None:
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(qr.png(VECTOR))))
    assert [code.text for code in found] == [VECTOR]


def test_purpose_is_plain_and_machine_readable() -> None:
    assert purpose("TC0001C", Month.of(2021, 10)) == "BHXH TC0001C 102021"
    assert purpose("Đ1", Month.of(2021, 9), "lãi") == "BHXH D1 092021 lai"


@pytest.mark.parametrize("asked", [VietQR("97041", "1", 0, ""), VietQR("970415", "1-2", 0, ""), VietQR("970415", "12",
    -1, ""),
                                   VietQR("970415", "12", 1, "x" * 200)])  # fmt: skip
def test_what_cannot_be_written_is_an_error(asked: VietQR) -> None:
    with pytest.raises(ValueError, match=r"VietQR|long"):
        payload(asked)


def test_svg_names_no_host() -> None:
    text = qr.svg(VECTOR)
    assert text.startswith("<svg")
    assert text.count("http") == text.count("http://www.w3.org/2000/svg")
