"""The health insurance card as PDF: two sides of the size of a bank card, with the QR code counters scan."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from ansinh.formats import qr
from ansinh.formats.card_qr import PrintedCard, write
from ansinh.formats.typeset import typeset

SEXES: Final = {"male": "Nam", "female": "Nữ"}


@dataclass(frozen=True, slots=True)
class CardFace:
    """What stands on the card beside what its code says: names of the offices, the facility, the group, the share."""

    parent: str
    office: str
    facility_name: str
    group_name: str
    rate: int
    footer: str


def write_card(card: PrintedCard, face: CardFace) -> bytes:
    """Return the card as PDF."""
    return typeset("card", _data(card, face))[0]


def picture(card: PrintedCard, face: CardFace) -> list[bytes]:
    """Return both sides as PNG pictures."""
    return typeset("card", _data(card, face), "png")


def _data(card: PrintedCard, face: CardFace) -> dict[str, Any]:
    """Return what the template prints."""
    facility = f"{face.facility_name} ({card.facility[:2]}-{card.facility[2:]})" if card.facility else "—"
    return {
        "title": f"Thẻ BHYT {card.number[-10:]}", "parent": face.parent, "office": face.office,
        "si_number": card.number[-10:], "number": card.number, "letters": card.number[:3], "name": card.name.upper(),
        "birth": card.birth, "sex": SEXES.get(card.sex, "—"), "valid_from": _day(card.valid_from),
        "valid_to": _day(card.valid_to) if card.valid_to else "khi thôi tham gia", "facility": facility,
        "group": face.group_name, "rate": f"{face.rate} %", "five_year": _day(card.five_year),
        "area": f"K{card.area}" if card.area else "—", "issued": _day(card.issued), "footer": face.footer,
        "qr": qr.svg(write(card)),
    }  # fmt: skip


def _day(day: dt.date | None) -> str:
    """Return a day as it is printed."""
    return f"{day:%d/%m/%Y}" if day else "—"
