"""Relief measures, read from data (measures.yaml): who, what, from which fund, from .. to, by which deadlines."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Final, Literal

import yaml

from ansinh.core.errors import MissingError
from ansinh.core.fund import Fund
from ansinh.core.text import Text
from ansinh.law.values import Values

KindOfMeasure = Literal["rate_change", "deferral", "cash_support", "confirmation", "refund"]
FUNDS: Final = {"cash": Fund.CASH, "rs": Fund.RS, "sm": Fund.SM, "oad": Fund.OAD, "ui": Fund.UI, "hi": Fund.HI}
KIND_NAMES: Final[dict[str, Text]] = {
    "rate_change": Text("giảm mức đóng", "rate change"),
    "deferral": Text("tạm dừng đóng, đóng bù sau", "deferral"),
    "cash_support": Text("hỗ trợ bằng tiền", "cash support"),
    "confirmation": Text("xác nhận danh sách", "lists confirmed"),
    "refund": Text("hoàn trả", "refund"),
}
UNKNOWN = Text("Không có chính sách hỗ trợ mã {code}.", "There is no relief measure {code}.")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. `sheet` is the column of closing sheets that holds its amounts; `law` the keys of its values.

    `window` is its first and last day; `deadlines` are keys of dates in the law; `series` the indicators it feeds; `of`
    is the measure whose relieved amounts a refund gives back.
    """

    code: str
    number: int
    name: Text
    document: Text
    kind: KindOfMeasure
    fund: Fund
    window: tuple[dt.date, dt.date]
    population: Text
    sheet: str = ""
    law: dict[str, str] = field(default_factory=dict)
    deadlines: dict[str, str] = field(default_factory=dict)
    series: dict[str, dict[str, str]] = field(default_factory=dict)
    of: str = ""

    def deadline(self, name: str, values: Values) -> dt.date:
        """Return the last day of a step of the measure."""
        return values.get(self.deadlines[name], self.window[0]).day


@cache
def measures() -> dict[str, Measure]:
    """Return every measure by its code, in the order of the data."""
    source = resources.files("ansinh.domain.benefits").joinpath("measures.yaml").read_text(encoding="utf-8")
    entries: dict[str, Any] = yaml.load(source, Loader=yaml.CSafeLoader)
    return {code: _measure(code, entry) for code, entry in entries.items()}


def measure(code: str) -> Measure:
    """Return the measure `code`; MissingError for an unknown one."""
    if code not in measures():
        raise MissingError(UNKNOWN.fill(code=code))
    return measures()[code]


def _measure(code: str, entry: dict[str, Any]) -> Measure:
    """Return one measure of the data; a kind, fund or number it may not have is a broken program (ValueError)."""
    if entry["kind"] not in KIND_NAMES or entry["fund"] not in FUNDS:
        message = f"measures.yaml: {code} has an unknown kind or fund"
        raise ValueError(message)
    first, last = (dt.date.fromisoformat(day) for day in entry["window"])
    texts = {name: Text(entry[name]["vi"], entry[name]["en"]) for name in ("name", "document", "population")}
    return Measure(
        code=code, number=int(entry["number"]), name=texts["name"], document=texts["document"], kind=entry["kind"],
        fund=FUNDS[entry["fund"]], window=(first, last), population=texts["population"], sheet=entry.get("sheet", ""),
        law=entry.get("law", {}), deadlines=entry.get("deadlines", {}), series=entry.get("series", {}),
        of=entry.get("of", ""),
    )  # fmt: skip
