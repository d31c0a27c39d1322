"""Vietnamese words as they are compared: without accents, marks and case."""

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^a-z0-9%]+")
# Controls, zero-width signs, marks that turn the direction of writing, lone surrogates, private use, byte order mark.
UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\ue000-\uf8ff]"
)
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return `text` in lower case, without accents, with single spaces: "Mã số  BHXH (1)" is "ma so bhxh 1"."""
    folded = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", letters).strip()


def tidy(text: str) -> str:
    """Return `text` composed (NFC) and with single spaces."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
