"""Vietnamese names: refused signs, one spelling (NFC), the key they are searched by and the key they are sorted by.

Both keys are made here, never by the database, so that every server finds and orders alike.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

UNSAFE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff\ue000-\uf8ff]"
)
_SPACES: Final = re.compile(r"\s+")
_NOT_WORD: Final = re.compile(r"[^a-z0-9]+")

# The dictionary's order of letters and of tones: level, grave, hook, tilde, acute, dot below.
ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES: Final = {"\u0300": 2, "\u0309": 3, "\u0303": 4, "\u0301": 5, "\u0323": 6}
_LETTER_CODE: Final = {letter: f"{place:02d}" for place, letter in enumerate(ALPHABET, start=10)}
_WORD_ENDS: Final = "00"
_OTHER: Final = "99"


def tidy(name: str) -> str:
    """Return `name` composed (NFC) and with single spaces, as it is stored."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", name)).strip()


def unsafe_signs(name: str) -> list[str]:
    """Return the signs no name may hold (controls, zero width, turned direction, private use), as U+XXXX."""
    return [f"U+{ord(sign):04X}" for sign in UNSAFE.findall(name)]


@lru_cache(maxsize=65536)
def search_key(name: str) -> str:
    """Return `name` in lower case without accents, đ as d, single spaces: "Nguyễn  Thị Đào" is "nguyen thi dao"."""
    parts = unicodedata.normalize("NFD", name.lower()).replace("đ", "d")
    return _NOT_WORD.sub(" ", "".join(sign for sign in parts if not unicodedata.combining(sign))).strip()


@lru_cache(maxsize=65536)
def sort_key(name: str) -> str:
    """Return digits that sort as a Vietnamese list does: given name, then family name, then the words between.

    Each word is its letters in dictionary order, then its tone; where the tone is written (hòa, hoà) is no matter.
    Digits only, so that every collation of every server gives the same order.
    """
    words = search_words(name)
    return "".join(_word_key(word) for word in [*words[-1:], *words[:-1]])


def search_words(name: str) -> list[str]:
    """Return the words of `name` in lower case, composed, accents kept."""
    return [word for word in tidy(name).lower().split(" ") if word]


@lru_cache(maxsize=65536)
def _word_key(word: str) -> str:
    """Return letters (two digits each), an end mark, and the tones (two digits each)."""
    letters: list[str] = []
    tones: list[str] = []
    for sign in unicodedata.normalize("NFD", word):
        if sign in TONES:
            tones.append(f"{TONES[sign]:02d}")
        elif unicodedata.combining(sign):
            letters[-1:] = [letters[-1] + sign] if letters else []
        else:
            letters.append(sign)
    codes = [_LETTER_CODE.get(unicodedata.normalize("NFC", letter), _OTHER) for letter in letters]
    return "".join(codes) + _WORD_ENDS + ("".join(tones) or "01")
