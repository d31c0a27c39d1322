"""The 15 characters of a card: group, level, province of issue, SI number; and what somebody may type instead."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from ansinh.core.identity import is_personal_id, is_si_number

Kind = Literal["card", "si", "personal_id", "newborn"]
_CARD: Final = re.compile(r"([A-Z]{2})([1-5])([0-9]{2})([0-9]{10})")
_SEPARATORS: Final = re.compile(r"[\s.\-]")
_NEWBORN: Final = re.compile(r"TE1([0-9]{2})KT[A-Z0-9]{8}")  # a child without a card, as facilities entered it


@dataclass(frozen=True, slots=True)
class CardNumber:
    """The parts of a card number (QD 1351/QD-BHXH)."""

    group: str
    level: int
    province: str
    si_number: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A number somebody asks by: which kind it is, the key it is found by, and the card's parts where it is one."""

    kind: Kind
    number: str
    card: CardNumber | None = None

    @property
    def key(self) -> str:
        """The SI number or personal ID behind it."""
        return self.card.si_number if self.card else self.number


def card_number(group: str, level: int, province: int, si_number: str) -> str:
    """Return the 15 characters."""
    return f"{group}{level}{province:02d}{si_number}"


def parse_card(text: str) -> CardNumber | None:
    """Return the parts of a card number, None where it is none (letters in capitals, no separators)."""
    found = _CARD.fullmatch(text)
    return CardNumber(found[1], int(found[2]), found[3], found[4]) if found else None


def asked(text: str) -> Asked | None:
    """Return what number somebody typed: spaces, dots and dashes do not matter; None for what is none.

    15 characters of a card, 10 digits of an SI number, 12 of a personal ID, or the form for a child without a card.
    """
    number = text if text.isalnum() else _SEPARATORS.sub("", text[:40])
    if is_si_number(number):
        return Asked("si", number)
    if is_personal_id(number):
        return Asked("personal_id", number)
    number = number.upper()
    if _NEWBORN.fullmatch(number):
        return Asked("newborn", number)
    card = parse_card(number)
    return Asked("card", number, card) if card else None
