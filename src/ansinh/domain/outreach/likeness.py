"""What makes a taxpayer and an employer look like one firm: weights as data, names without common words."""

import re
from functools import cache
from importlib.resources import files
from typing import Final

from ansinh.core.person_name import search_key
from ansinh.domain.registry.look_alikes import Likeness, parse_likeness

SURE: Final = 0.9  # probability from which an employer is taken as known; below, a person looks
_COMMON: Final = re.compile(
    r"\b(cong ty|cty|ct|tnhh|trach nhiem huu han|co phan|cp|mtv|mot thanh vien|dntn|"
    r"doanh nghiep tu nhan|hop tac xa|htx|"
    r"viet nam|vn|va|tm|thuong mai|sx|san xuat|dv|dich vu)\b"
)


@cache
def firm_likeness() -> Likeness:
    """Return the comparisons of likeness.yaml."""
    return parse_likeness(files("ansinh.domain.outreach").joinpath("likeness.yaml").read_text(encoding="utf-8"))


def firm_name(name: str) -> str:
    """Return the name as firms are compared: without accents and without the words most firms bear."""
    bare = _COMMON.sub(" ", search_key(name))
    return " ".join(bare.split()) or search_key(name)


def core(name: str) -> str:
    """Return the last two words of the compared name: names of firms end in what is their own."""
    return " ".join(firm_name(name).split()[-2:])


def district(address: str) -> str:
    """Return the district of an address, its part before the last comma."""
    parts = [part.strip() for part in search_key(address).split(",") if part.strip()]
    return parts[-2] if len(parts) >= 2 else ""
