"""QR codes scanned at a counter: the chip citizen ID and the health insurance card; and the card's own, written.

A scanner gives a line of text from somebody's paper, so the reader is total: any text is a `Scan` or a finding.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final, Literal

from ansinh.core.finding import Finding
from ansinh.core.identity import is_personal_id
from ansinh.core.person_name import UNSAFE, tidy
from ansinh.domain.coverage.card_number import asked
from ansinh.formats.faults import fault

MOST: Final = 2_000  # signs of the longest code that is read
CHIP_FIELDS: Final = 7
CARD_FIELDS: Final = 13
SEXES: Final = {"1": "male", "2": "female", "nam": "male", "nữ": "female", "nu": "female"}
AREAS: Final = {"1": 1, "2": 2, "3": 3, "K1": 1, "K2": 2, "K3": 3}
_DAY: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_PACKED: Final = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_FACILITY: Final = re.compile(r"\s*([0-9]{2})\s*[-\u2013\u2014]?\s*([0-9]{3})\s*")


@dataclass(frozen=True, slots=True)
class Scan:
    """What a code says: number asked by, name, birth as dd/MM/yyyy or yyyy; the rest where the card says it."""

    kind: Literal["chip_qr", "card_qr"]
    number: str
    name: str
    birth: str
    sex: str = ""
    address: str = ""
    facility: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    issued: dt.date | None = None
    area: int = 0
    five_year: dt.date | None = None


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """What the QR code of a card says; `valid_to` is the last day, None where it serves until participation stops."""

    number: str
    name: str
    birth: str
    sex: str
    address: str
    facility: str
    valid_from: dt.date
    valid_to: dt.date | None
    issued: dt.date
    agency: str
    area: int
    five_year: dt.date | None
    parent: str = ""


def scan(text: str) -> Scan | Finding:
    """Return what a scanned line says, or the finding that says why it cannot be used. Total, whatever the text."""
    if not 12 <= len(text) <= MOST:
        return fault("K-FORM", found=text[:40])
    fields = text.strip().rstrip("$").split("|")
    if is_personal_id(fields[0].strip()) and len(fields) >= CHIP_FIELDS:
        return _chip(fields)
    if len(fields) >= CARD_FIELDS and asked(fields[0]) is not None:
        return _card(fields)
    return fault("K-FORM", found=text[:40])


def write(card: PrintedCard) -> str:
    """Return the text of the QR code of a card (form of QD 1666/QD-BHXH)."""
    fields = (
        card.number, _hidden(card.name), card.birth, {"male": "1", "female": "2"}.get(card.sex, ""),
        _hidden(card.address), f"{card.facility[:2]} - {card.facility[2:]}" if card.facility else "-",
        _written(card.valid_from), _written(card.valid_to), _written(card.issued), card.agency,
        _hidden(card.parent) if card.parent else "-", str(card.area or 4), _written(card.five_year), "$",
    )  # fmt: skip
    return "|".join(fields)


def _chip(fields: list[str]) -> Scan | Finding:
    """Return what the code of a citizen ID says: 12 digits, old ID, name, birth, sex, address, day of issue."""
    number, _, name, birth, sex, address, issued = (field.strip() for field in fields[:CHIP_FIELDS])
    born = _PACKED.fullmatch(birth)
    if UNSAFE.search(name + address) or not tidy(name):
        return fault("K-NAME", found=name[:40])
    if born is None or _day(*born.groups()) is None:
        return fault("K-BIRTH", found=birth[:40])
    day = _PACKED.fullmatch(issued)
    return Scan(
        "chip_qr", number, tidy(name), "/".join(born.groups()), SEXES.get(sex.lower(), ""), tidy(address),
        issued=_day(*day.groups()) if day else None,
    )  # fmt: skip


def _card(fields: list[str]) -> Scan | Finding:
    """Return what the code of a card says."""
    found = asked(fields[0])
    name, address = _shown(fields[1]), _shown(fields[4])
    birth = fields[2].strip()
    if found is None or UNSAFE.search(name + address) or not tidy(name):
        return fault("K-NAME", found=name[:40])
    day = _DAY.fullmatch(birth)
    if not (day and _read(birth)) and not re.fullmatch(r"[0-9]{4}", birth):
        return fault("K-BIRTH", found=birth[:40])
    facility = _FACILITY.fullmatch(fields[5])
    return Scan(
        "card_qr", found.number, tidy(name), birth, SEXES.get(fields[3].strip().lower(), ""), tidy(address),
        facility[1] + facility[2] if facility else "", _read(fields[6]), _read(fields[7]), _read(fields[8]),
        AREAS.get(fields[11].strip().upper(), 0), _read(fields[12]),
    )  # fmt: skip


def _shown(field: str) -> str:
    """Return a field written in hexadecimal UTF-8; as it stands where it is not."""
    try:
        return bytes.fromhex(field.strip()).decode("utf-8")
    except ValueError:
        return field.strip()


def _hidden(text: str) -> str:
    """Return the hexadecimal of the UTF-8 bytes of a text."""
    return text.encode().hex()


def _read(text: str) -> dt.date | None:
    """Return the day written dd/MM/yyyy (zeros may be missing); None for anything else."""
    found = _DAY.fullmatch(text.strip())
    return _day(*found.groups()) if found else None


def _written(day: dt.date | None) -> str:
    """Return a day as dd/MM/yyyy, - for none."""
    return f"{day:%d/%m/%Y}" if day else "-"


def _day(day: str, month: str, year: str) -> dt.date | None:
    """Return the day; None where the calendar has none such."""
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
