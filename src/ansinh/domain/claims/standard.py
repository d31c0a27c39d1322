"""The claim standard as data: tables, fields, lengths, code lists, and how the older standard is read as the newer.

Source: Decisions 130/QD-BYT (2023), 4750/QD-BYT (2023), 3176/QD-BYT (2024) and, for visits until 2024-06, 4210/QD-BYT.
"""

import datetime as dt
import json
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

SUMMARY: Final = "XML1"
DRUGS: Final = "XML2"
SERVICES: Final = "XML3"
RESULTS: Final = "XML4"
NOTES: Final = "XML5"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: number or text, longest length (0: none), whether it must be filled (until a day), its codes."""

    name: str
    number: bool
    longest: int = 0
    required: bool = False
    required_until: dt.date | None = None
    form: str = ""  # yyyymmdd, yyyymmddHHMM, yyyy
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its root, the list and the row inside (empty where the fields stand under the root), its fields."""

    name: str
    title: str
    root: str
    list_tag: str
    row_tag: str
    fields: tuple[Field, ...]
    positions: dict[str, int] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields in their order."""
        return tuple(self.positions)


@cache
def tables() -> dict[str, Table]:
    """Return the tables of the standard by name (XML0 .. XML15; XML12 is typed on the portal and never sent)."""
    body = json.loads(files("ansinh.domain.claims").joinpath("fields.json").read_text(encoding="utf-8"))
    return {entry["table"]: _table(entry) for entry in body["tables"]}


def _table(entry: dict[str, Any]) -> Table:
    """Return one table of the file."""
    fields = tuple(_field(each) for each in entry["fields"])
    positions = {each.name: place for place, each in enumerate(fields)}
    named = (entry["root"] or "", entry["list"] or "", entry["row"] or "")
    return Table(entry["table"], entry["title"], *named, fields, positions)


def _field(entry: dict[str, Any]) -> Field:
    """Return one field of the file."""
    until = entry.get("required_until")
    return Field(
        entry["name"],
        entry["type"] == "number",
        entry.get("max", 0),
        entry.get("required", False),
        dt.date.fromisoformat(until) if until else None,
        entry.get("format", ""),
        frozenset(entry.get("codes", ())),
    )


@cache
def by_root() -> dict[str, Table]:
    """Return the tables by the tag of their root, and by that of their list (the root in standard 4210)."""
    found = {table.root: table for table in tables().values()}
    return found | {table.list_tag: table for table in tables().values() if table.list_tag}


# Standard 4210 -> 130: the same fact under another name. Amounts and prices that were one stand for both of the two.
OLDER_MARK: Final = "MA_THE"
OLDER_NAMES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    SUMMARY: {
        "MA_THE": ("MA_THE_BHYT",), "MIEN_CUNG_CT": ("NGAY_MIEN_CCT",), "TEN_BENH": ("CHAN_DOAN_RV",),
        "MA_BENH": ("MA_BENH_CHINH",), "MA_BENHKHAC": ("MA_BENH_KT",), "MA_LYDO_VVIEN": ("MA_DOITUONG_KCB",),
        "MA_NOI_CHUYEN": ("MA_NOI_DI",), "TINH_TRANG_RV": ("MA_LOAI_RV",),
        "T_TONGCHI": ("T_TONGCHI_BV", "T_TONGCHI_BH"), "T_NGOAIDS": ("T_BHTT_GDV",),
    },
    DRUGS: {
        "TYLE_TT": ("TYLE_TT_BH",), "THANH_TIEN": ("THANH_TIEN_BV", "THANH_TIEN_BH"),
        "T_NGUON_KHAC": ("T_NGUONKHAC",),
    },
    SERVICES: {
        "TYLE_TT": ("TYLE_TT_BH",), "DON_GIA": ("DON_GIA_BV", "DON_GIA_BH"),
        "THANH_TIEN": ("THANH_TIEN_BV", "THANH_TIEN_BH"),
    },
    RESULTS: {},
    NOTES: {"DIEN_BIEN": ("DIEN_BIEN_LS",), "NGAY_YL": ("THOI_DIEM_DBLS",)},
}  # fmt: skip
