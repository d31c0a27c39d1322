"""What an office sends to planning: reported values, targets, reference series; read with every finding at once.

JSON of the form `ansinh-planning/1`, or rows of a sheet with the same names as columns. Values are exact decimals as
text; people, cases and dong are whole numbers.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from unicodedata import normalize

from ansinh.core.finding import Finding, Findings, Place
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.carriers import KINDS, Carrier
from ansinh.domain.planning.indicators import Indicator, catalogue
from ansinh.domain.planning.rows import Lists, Row

FORMAT = "ansinh-planning/1"
VERSIONS = ("estimate", "assigned", "adjusted", "reforecast", "stretch")
ROWS = ("value", "target", "reference")
# What the columns of a sheet are called in Vietnamese; the names of the JSON form stand for themselves.
HEADINGS = {
    "loại": "kind", "mã cơ quan": "office", "cơ quan": "office", "mã chỉ tiêu": "indicator", "chỉ tiêu": "indicator",
    "kỳ": "period", "kỳ báo cáo": "period", "giá trị": "value", "số liệu": "value", "mẫu số": "denominator",
    "ngày chốt": "as_of", "ngày chốt số": "as_of", "nguồn": "source", "năm": "year", "tháng": "month",
    "phiên bản": "version", "văn bản": "document", "dãy số": "series",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LoadedValue:
    """A reported value; `row` is where it stood."""

    row: int
    office: str
    code: str
    month: Month
    value: Fraction
    denominator: Fraction | None
    as_of: dt.date
    source: str


@dataclass(frozen=True, slots=True)
class LoadedTarget:
    """A target with its version and document ("" where none is named)."""

    row: int
    office: str
    code: str
    year: int
    month: int | None
    version: str
    value: Fraction
    document: str
    title: str = ""
    day: dt.date | None = None
    carrier: Carrier | None = None


@dataclass(frozen=True, slots=True)
class LoadedReference:
    """A reference value with its source."""

    row: int
    office: str
    series: str
    year: int
    value: Fraction
    source: str


@dataclass(frozen=True, slots=True)
class PlanningFile:
    """All that one file brings."""

    values: Sequence[LoadedValue] = ()
    targets: Sequence[LoadedTarget] = ()
    references: Sequence[LoadedReference] = ()


_FORMAT = Text("Tệp không thuộc dạng ansinh-planning/1 hay ansinh-figures/1.", "The file has neither known format.")
_PUT = Text(f'Đặt "format": "{FORMAT}" ở đầu tệp.', f'Put "format": "{FORMAT}" at the top of the file.')
_CODE = Text("Không có chỉ tiêu mang mã này.", "There is no indicator with this code.")
_CODES = Text("Xem danh mục: ansinh indicators list.", "See the list: ansinh indicators list.")
_WHOLE = Text("Người, hồ sơ và đồng là số nguyên không âm.", "People, cases and dong are whole numbers, not negative.")
_WRITE = Text("Viết lại số.", "Write the number again.")
_EARLY = Text("Ngày chốt số trước ngày đầu của kỳ.", "The as-of day lies before the period.")
_YEAR = Text("Năm không hợp lệ.", "This is not a year.")
_BASE = Text("Mẫu số phải lớn hơn 0.", "A denominator is above zero.")


def read_planning(raw: object) -> tuple[PlanningFile, Findings]:
    """Return what a JSON file brings, and what is wrong with it; where anything is an error nothing is to be kept."""
    findings = Findings()
    if not isinstance(raw, Mapping) or raw.get("format") != FORMAT:
        found = str(raw.get("format"))[:40] if isinstance(raw, Mapping) else type(raw).__name__
        findings.add(Finding("planning.format", Place(column="format"), found, _FORMAT, _PUT))
        return PlanningFile(), findings
    source = str(raw.get("source") or "")
    lists = Lists(raw, findings)
    file = PlanningFile(
        values=lists.each("values", lambda row: _value(row, source), required=False),
        targets=lists.each("targets", _target, required=False),
        references=lists.each("references", lambda row: _reference(row, source), required=False),
    )
    return file, findings


def read_rows(rows: Sequence[Mapping[str, object]], first_row: int, source: str) -> tuple[PlanningFile, Findings]:
    """Return what the rows of a sheet bring; `kind` says what a row is (a value where it says nothing).

    Columns bear the names of the JSON form, or those of HEADINGS.
    """
    findings = Findings()
    found: dict[str, list[Row]] = {kind: [] for kind in ROWS}
    for number, values in enumerate(rows, first_row):
        if not values:
            continue  # an empty row of the sheet: counted, not read
        named = {HEADINGS.get(normalize("NFC", key), key): value for key, value in values.items()}
        row = Row("", number, {key: value for key, value in named.items() if value not in {"", None}}, findings)
        found[row.choice("kind", ROWS) if "kind" in row.values else "value"].append(row)
    file = PlanningFile(
        values=[_value(row, source) for row in found["value"]],
        targets=[_target(row) for row in found["target"]],
        references=[_reference(row, source) for row in found["reference"]],
    )
    return file, findings


def _value(row: Row, source: str) -> LoadedValue:
    """Read one reported value."""
    indicator, month = _indicator(row), row.month("period")
    denominator = row.number("denominator") if row.values.get("denominator") is not None else None
    if denominator is not None and denominator <= 0:
        row.report("denominator", "planning.denominator", _BASE, _WRITE)
    as_of = row.day("as_of") or month.last_day
    if as_of < month.first_day:
        row.report("as_of", "planning.as_of", _EARLY, _WRITE)
    return LoadedValue(
        row=row.row,
        office=row.text("office"),
        code=indicator.code if indicator else "",
        month=month,
        value=_amount(row, indicator, with_denominator=denominator is not None),
        denominator=denominator,
        as_of=as_of,
        source=row.maybe("source") or source,
    )


def _target(row: Row) -> LoadedTarget:
    """Read one target."""
    indicator = _indicator(row)
    document = row.values.get("document")
    paper = Row(row.sheet, row.row, document if isinstance(document, Mapping) else {"number": document}, row.findings)
    month = row.values.get("month")
    return LoadedTarget(
        row=row.row,
        office=row.text("office"),
        code=indicator.code if indicator else "",
        year=_whole(row, "year", 1995, 2100),
        month=None if month is None else _whole(row, "month", 1, 12),
        version=row.choice("version", VERSIONS) if "version" in row.values else "assigned",
        value=_amount(row, indicator, with_denominator=False),
        document=paper.maybe("number") or "",
        title=paper.maybe("title") or "",
        day=paper.day("day"),
        carrier=_carrier(row),
    )


def _carrier(row: Row) -> Carrier | None:
    """Return who carries a target if it is not the office itself: the columns assignee_kind, _code and _name."""
    if row.values.get("assignee_kind") is None:
        return None
    code = row.text("assignee_code")
    return Carrier(row.choice("assignee_kind", tuple(KINDS)), code, row.maybe("assignee_name") or code)


def _reference(row: Row, source: str) -> LoadedReference:
    """Read one reference value."""
    return LoadedReference(
        row=row.row,
        office=row.text("office"),
        series=row.choice("series", ("population", "labour_force", "households")),
        year=_whole(row, "year", 1995, 2100),
        value=row.number("value", least=1),
        source=row.maybe("source") or source,
    )


def _indicator(row: Row) -> Indicator | None:
    """Return the indicator a row names."""
    found = catalogue().get(row.text("indicator"))
    if found is None:
        row.report("indicator", "planning.indicator", _CODE, _CODES)
    return found


def _amount(row: Row, indicator: Indicator | None, *, with_denominator: bool) -> Fraction:
    """Return the value of a row: whole where things are counted, at most six decimals for a rate."""
    value = row.number("value", least=0)
    places = 6 if indicator is not None and indicator.is_rate and not with_denominator else 0
    if (value * 10**places).denominator != 1:
        row.report("value", "planning.whole", _WHOLE, _WRITE)
        return Fraction(0)
    return value


def _whole(row: Row, key: str, least: int, most: int) -> int:
    """Return a whole number between two bounds."""
    value = row.number(key)
    if value.denominator != 1 or not least <= value <= most:
        row.report(key, "planning.year", _YEAR, _WRITE)
        return least
    return int(value)
