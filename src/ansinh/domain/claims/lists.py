"""What the agency knows beside the claim: approved lists of facilities, the register of cards, what was settled.

A list that is not there is not guessed: the rules that need it are named as not checked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl

_FROM_TO: Final = ("valid_from", "valid_to")
SCHEMAS: Final[dict[str, tuple[str, ...]]] = {
    # facility: code; level: initial, basic, basic_50, specialised; tier before 2025: commune, district, provincial,
    # central; narrow 1: commune station and the like (code 1.2); contract_kind 0: outpatient only; drug_class
    "facilities": ("facility", "level", "tier", "narrow", "contract_from", "contract_to", "contract_kind",
    "drug_class"),
    "departments": ("facility", "department", "beds", *_FROM_TO),
    "staff": ("facility", "licence", "scope", "exams", "hours", *_FROM_TO),
    "drugs": ("facility", "drug", "registration", "tender", "price", "quantity", "route", *_FROM_TO),
    "supplies": ("facility", "supply", "tender", "price", *_FROM_TO),
    "services": ("facility", "service", "kind", "price", *_FROM_TO),
    "machines": ("facility", "machine", "sort", "hours", "days", *_FROM_TO),
    "hi_drugs": ("drug", "ratio", "classes", "icd"),
    # cards as the register holds them on any day; status: a look-up code such as 000 or 110; right: best rate of a
    # person's other group in per cent; si: has compulsory social insurance
    # provinces: whose cards the register holds; no list: of all
    "provinces": ("province",),
    "register": (
        "card", "name", "born", "sex", "status", "registered", "five_years", "area", "died_on", "other_group",
        "si_from",
        "si_to", "real_card_from", *_FROM_TO,
    ),
    "copayments": ("card", "year", "paid", "certificate_from"),
    "slips": ("slip", "issued"),
    "settled": ("facility", "episode"),
    "periods": ("facility", "year", "month"),
    "statement": ("facility", "card", "came", "left", "total_bv", "total_bh", "fund", "copay", "own", "other"),
    "budgets": ("facility", "year", "expected", "spent"),
    "history": ("facility", "month", "visits", "fund"),
    "check_ins": ("episode", "facility"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists by name, all columns text, as SCHEMAS names them."""

    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Return whether the list is there."""
        return name in self.tables

    def get(self, name: str) -> pl.DataFrame:
        """Return a list, empty where it is not there; dates and numbers are still text."""
        if name in self.tables:
            return self.tables[name]
        return pl.DataFrame(schema=dict.fromkeys(SCHEMAS[name], pl.String))


def missing_columns(name: str, columns: list[str]) -> list[str]:
    """Return the columns a list must have and does not."""
    return [column for column in SCHEMAS[name] if column not in columns]
