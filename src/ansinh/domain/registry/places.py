"""Provinces and districts as dated places, and which new province took in which old one."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

MERGED_ON: Final = dt.date(2025, 7, 1)  # Resolution 202/2025/QH15: 34 provinces, two tiers
FIRST_DAY: Final = dt.date(2008, 8, 1)  # Resolution 15/2008/QH12: since then 63 provinces
DOCUMENT: Final = "Nghị quyết 202/2025/QH15"


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place: its code within its kind, from .. to, and the code of the province it lies in ("" for provinces)."""

    kind: str
    code: str
    name: str
    province: str
    valid_from: dt.date
    valid_to: dt.date | None


@cache
def _data() -> dict[str, dict[str, Any]]:
    """Return the file beside this module."""
    source = resources.files("ansinh.domain.registry").joinpath("places.yaml").read_text(encoding="utf-8")
    data: dict[str, dict[str, Any]] = yaml.safe_load(source)
    return data


def place_lines() -> list[PlaceLine]:
    """Return the 63 provinces, the 34, and the districts of the demo's province, parents first."""
    data = _data()
    old = [PlaceLine("province", code, name, "", FIRST_DAY, MERGED_ON) for code, name in data["until_2025"].items()]
    new = [PlaceLine("province", code, line["name"], "", MERGED_ON, None) for code, line in data["since_2025"].items()]
    districts = [
        PlaceLine("district", code, line["name"], line["province"], FIRST_DAY, MERGED_ON)
        for code, line in data["districts"].items()
    ]
    return [*old, *new, *districts]


def successors() -> list[tuple[str, str]]:
    """Return (old province, new province) for each of the 63."""
    return [(old, code) for code, line in _data()["since_2025"].items() for old in line["from"]]


def province_on(code: str, day: dt.date) -> str:
    """Return the province that holds the territory of the old province `code` on `day`; the same before 2025-07."""
    if day < MERGED_ON:
        return code
    return dict(successors()).get(code, code)
