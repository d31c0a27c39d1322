"""VietQR: the text of a QR code that asks for a bank transfer, as EMVCo and NAPAS 247 write it."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ansinh.core.finding import Finding
from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.formats.faults import fault

_GUID: Final = "A000000727"
_TO_ACCOUNT: Final = "QRIBFTTA"
_DONG: Final = "704"


@dataclass(frozen=True, slots=True)
class VietQR:
    """A transfer asked for: `amount` 0 leaves it to the payer; `purpose` is plain ASCII."""

    bank_bin: str
    account: str
    amount: Dong
    purpose: str


def purpose(unit_code: str, month: Month, kind: str = "") -> str:
    """Return the machine-readable text of a payment: BHXH <employer code> <MMYYYY> <kind>."""
    return ascii_text(f"BHXH {unit_code} {month.month:02d}{month.year} {kind}").strip()


def ascii_text(text: str) -> str:
    """Return `text` without accents and without what a bank's form does not take."""
    folded = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in folded if letter.isascii() and letter.isprintable())


def payload(asked: VietQR) -> str:
    """Return the text of the QR code. ValueError where bank, account or purpose cannot be written."""
    bank_right = len(asked.bank_bin) == 6 and asked.bank_bin.isdigit() and asked.bank_bin.isascii()
    if not bank_right or not asked.account.isalnum() or not asked.account.isascii() or asked.amount < 0:
        message = f"no VietQR for {asked}"
        raise ValueError(message)
    target = _field("00", asked.bank_bin) + _field("01", asked.account)
    scheme = _field("00", _GUID) + _field("01", target) + _field("02", _TO_ACCOUNT)
    body = (
        _field("00", "01") + _field("01", "12" if asked.amount else "11") + _field("38", scheme) + _field("53", _DONG)
    )
    body += _field("54", str(asked.amount)) if asked.amount else ""
    body += _field("58", "VN")
    body += _field("62", _field("08", ascii_text(asked.purpose))) if asked.purpose else ""
    body += "6304"
    return body + f"{crc16(body.encode()):04X}"


def parse(text: str) -> VietQR | Finding:
    """Return the transfer a QR code asks for, or the finding that says why it is none. Total, whatever the text."""
    if not text.isascii() or not 12 <= len(text) <= 512:
        return fault("Q-FORM", found=text)
    try:
        fields = dict(_fields(text))
        if text[-8:-4] != "6304" or fields.get("63") != f"{crc16(text[:-4].encode()):04X}":
            return fault("Q-CRC", found=text)
        scheme = dict(_fields(fields["38"]))
        target = dict(_fields(scheme["01"]))
        extra = dict(_fields(fields.get("62", "")))
        if scheme["00"] != _GUID or fields["53"] != _DONG:
            return fault("Q-FORM", found=text)
        return VietQR(target["00"], target["01"], int(fields.get("54", "0")), extra.get("08", ""))
    except (KeyError, ValueError):
        return fault("Q-FORM", found=text)


def _field(key: str, value: str) -> str:
    """Return one field: key, length in two digits, value. ValueError above 99 characters."""
    if len(value) > 99:
        message = f"field {key} is too long"
        raise ValueError(message)
    return f"{key}{len(value):02d}{value}"


def _fields(text: str) -> Iterator[tuple[str, str]]:
    """Yield (key, value); ValueError where a length does not fit."""
    place = 0
    while place < len(text):
        size = int(text[place + 2 : place + 4])
        value = text[place + 4 : place + 4 + size]
        if len(value) != size:
            message = "a field is cut off"
            raise ValueError(message)
        yield text[place : place + 2], value
        place += 4 + size


def crc16(data: bytes) -> int:
    """Return CRC-16/CCITT-FALSE of `data` (polynomial 1021, start FFFF, nothing reflected): "123456789" gives 29B1."""
    value = 0xFFFF
    for byte in data:
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1) ^ 0x1021 if value & 0x8000 else value << 1
        value &= 0xFFFF
    return value
