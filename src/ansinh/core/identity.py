"""Numbers that name people and employers: their shapes, their check digits, and what they say about their bearer."""

import re
from dataclasses import dataclass
from typing import Final

from stdnum.vn import mst

SI_NUMBER: Final = re.compile(r"[0-9]{10}")
PERSONAL_ID: Final = re.compile(r"[0-9]{12}")
OLD_ID: Final = re.compile(r"[0-9]{9}")
PASSPORT: Final = re.compile(r"[A-Z0-9]{6,20}")
ACCOUNT_CODE: Final = re.compile(r"[A-Z0-9]{5,32}")
# Codes of the place of birth registration (Decree 137/2015/ND-CP): 63 provinces. Countries follow from 100.
_PROVINCES: Final = (
    *(1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34),
    *(35, 36, 37, 38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68),
    *(70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96),
)
PROVINCES: Final = frozenset(f"{code:03d}" for code in _PROVINCES)
_FIRST_COUNTRY: Final = 100


@dataclass(frozen=True, slots=True)
class Bearer:
    """What a personal ID of 12 digits says about its bearer."""

    place: str  # three digits
    sex: str  # male | female
    birth_year: int


def is_si_number(text: str) -> bool:
    """Return whether `text` has the shape of an SI number: 10 digits."""
    return SI_NUMBER.fullmatch(text) is not None


def is_personal_id(text: str) -> bool:
    """Return whether `text` has the shape of a personal ID: 12 digits."""
    return PERSONAL_ID.fullmatch(text) is not None


def is_identity_paper(text: str) -> bool:
    """Return whether `text` may be a personal ID, an older one of 9 digits, or a passport number."""
    return is_personal_id(text) or OLD_ID.fullmatch(text) is not None or PASSPORT.fullmatch(text) is not None


def bearer(personal_id: str) -> Bearer | None:
    """Return what the ID says (Decree 137/2015/ND-CP art. 7: place, century and sex, year), None if it is none."""
    if not is_personal_id(personal_id):
        return None
    century, odd = divmod(int(personal_id[3]), 2)
    return Bearer(personal_id[:3], "female" if odd else "male", 1900 + 100 * century + int(personal_id[4:6]))


def known_place(place: str) -> bool:
    """Return whether the three digits are a province or a country code."""
    return place in PROVINCES or int(place) >= _FIRST_COUNTRY


def is_tax_code(text: str) -> bool:
    """Return whether `text` is a tax code with its right check digit (10 digits, or 10 and a branch of 3)."""
    return bool(mst.is_valid(text))


def tidy_tax_code(text: str) -> str:
    """Return the tax code as it is kept: 0123456789 or 0123456789-001; anything else as it came, trimmed."""
    return str(mst.format(text)) if is_tax_code(text) else text.strip()


def is_account_code(text: str) -> bool:
    """Return whether `text` may be the code of an employer account (letters and digits, as offices gave them)."""
    return ACCOUNT_CODE.fullmatch(text) is not None
