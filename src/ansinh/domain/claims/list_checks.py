"""What is wrong with a list before anybody approves it: cells that cannot be, rows twice, periods over each other.

Works on columns: each kind of cell is one expression over the whole column. Everything is found at once.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from ansinh.core.finding import Finding, Place, Severity
from ansinh.core.text import Text
from ansinh.domain.claims.list_columns import ListColumn, ListShape

MOST_FINDINGS: Final = 500
CHOICES: Final = {
    "level": ("initial", "basic", "basic_50", "specialised"),
    "tier": ("commune", "district", "provincial", "central"),
}
_PATTERNS: Final = {
    "code": r"^[0-9A-Za-z][0-9A-Za-z._/\-+; ]{0,254}$",
    "text": r"^.{0,1024}$",
    "words": r"^.{1,4000}$",
    "price": r"^\d{1,12}(\.\d{1,3})?$",
    "count": r"^\d{1,12}$",
    "flag": r"^[01]$",
    "hours": r"^([01]\d|2[0-4])[0-5]\d-([01]\d|2[0-4])[0-5]\d$",
    "minute": r"^\d{12}$",
}
_SAYS: Final = {
    "L-MISSING": (Text("Thiếu {column}.", "{column} is missing."), Text("Điền ô này.", "Fill in the cell.")),
    "L-KIND": (
        Text("{column} không đọc được: “{found}”.", "{column} cannot be read: “{found}”."),
        Text("Ghi theo mẫu: {example}.", "Write it as in the form: {example}."),
    ),
    "L-TWICE": (
        Text("Dòng trùng với dòng {other}.", "The row repeats row {other}."),
        Text("Xóa một trong hai dòng.", "Remove one of the two."),
    ),
    "L-OVERLAP": (
        Text("Thời hạn chồng lên dòng {other} của cùng mã.", "Its days overlap row {other} of the same code."),
        Text("Kết thúc dòng cũ trước ngày dòng mới bắt đầu.", "End the older row before the newer one begins."),
    ),
    "L-ENDS": (
        Text("Ngày kết thúc trước ngày bắt đầu.", "It ends before it begins."),
        Text("Sửa TU_NGAY hoặc DEN_NGAY.", "Mend TU_NGAY or DEN_NGAY."),
    ),
    "L-OWN": (
        Text("MA_CSKCB {found} không phải cơ sở gửi.", "MA_CSKCB {found} is not the sender."),
        Text("Chỉ gửi danh mục của cơ sở mình.", "Send your own list only."),
    ),
    "L-COLUMN": (
        Text("Thiếu cột {found}.", "The column {found} is missing."),
        Text("Tải mẫu, giữ nguyên dòng tiêu đề.", "Take the form and keep its heading row."),
    ),
    "L-EMPTY": (
        Text("Danh mục không có dòng nào.", "The list has no rows."),
        Text("Nhập dữ liệu dưới dòng tiêu đề.", "Enter rows under the headings."),
    ),
    "L-DEARER": (
        Text("Giá {found} cao hơn giá đang áp dụng {other}.", "The price {found} is above the one in force, {other}."),
        Text("Kèm quyết định giá hoặc kết quả thầu.", "Attach the price decision or the tender result."),
    ),
}
EXAMPLES: Final = {
    "code": "40.67", "text": "VD-1234-26", "words": "18. 22.", "price": "125000", "count": "1000", "flag": "1",
    "day": "01/01/2026", "hours": "0700-1700", "minute": "202604010830", "choice": "basic",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadList:
    """A sheet as it came: where its rows begin, headings in lower case, cells as text."""

    sheet: str
    first: int
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class CheckedList:
    """The columns the checker knows (text, days as YYYY-MM-DD), and everything that was found."""

    frame: pl.DataFrame
    findings: list[Finding]

    @property
    def broken(self) -> bool:
        """Whether something must be mended before it can be approved."""
        return any(finding.stops for finding in self.findings)


def check_list(shape: ListShape, read: ReadList, facility: str, standing: pl.DataFrame | None = None) -> CheckedList:
    """Return the list and its findings; `standing` is what is in force (dearer prices are named, not refused)."""
    places = {column.name: _place(column, read.headings) for column in shape.columns}
    gone = [column.heading for column in shape.columns if column.needed and places[column.name] < 0]
    if gone:
        return CheckedList(_empty(shape), [_finding("L-COLUMN", Place(read.sheet), name) for name in gone])
    raw = _raw(shape, read, places)
    if raw.is_empty():
        return CheckedList(_empty(shape), [_finding("L-EMPTY", Place(read.sheet))])
    frame = raw.with_columns(_days(column) for column in shape.columns if column.kind == "day")
    findings = [*_cells(shape, raw, frame, (places, read.sheet)), *_owners(read, facility)]
    findings += [*_twice(shape, frame, read.sheet), *_dearer(shape, frame, standing, read.sheet)]
    findings.sort(key=lambda one: one.where.row or 0)
    return CheckedList(frame, findings[:MOST_FINDINGS])


def _place(column: ListColumn, headings: Sequence[str]) -> int:
    """Return where a column stands: by its official heading, its own name or its words; -1 where it does not."""
    names = {text.lower() for text in (column.heading, column.name, column.title.vi, column.title.en)}
    return next((at for at, heading in enumerate(headings) if heading.strip() in names), -1)


def _raw(shape: ListShape, read: ReadList, places: dict[str, int]) -> pl.DataFrame:
    """Return the cells as text columns with the number of their row; empty rows are left out, blank is null."""
    columns = {
        name: [row[at].strip() if 0 <= at < len(row) else "" for row in read.rows] for name, at in places.items()
    }
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).with_columns(
        pl.selectors.string().replace("", None),
        at=pl.int_range(read.first, read.first + len(read.rows), dtype=pl.Int64),
    )
    return frame.filter(pl.any_horizontal(pl.col(column.name).is_not_null() for column in shape.columns))


def _empty(shape: ListShape) -> pl.DataFrame:
    """Return the list without rows."""
    return pl.DataFrame(schema={column.name: pl.String for column in shape.columns} | {"at": pl.Int64})


def _days(column: ListColumn) -> pl.Expr:
    """Return a column of days as YYYY-MM-DD, however they were written; null where they are none."""
    text = pl.col(column.name)
    read = [text.str.to_date(form, strict=False) for form in ("%Y-%m-%d", "%d/%m/%Y", "%Y%m%d", "%d-%m-%Y")]
    plain = text.str.contains(r"^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{8})$")
    found = pl.when(plain).then(pl.coalesce(read))
    return pl.when(found.dt.year().is_between(1990, 2100)).then(found.dt.to_string("%Y-%m-%d")).alias(column.name)


def _cells(shape: ListShape, raw: pl.DataFrame, frame: pl.DataFrame, seen: tuple[dict[str, int], str]) -> list[Finding]:
    """Return the findings of single cells, and of rows that end before they begin."""
    places, sheet = seen
    found: list[Finding] = []
    for column in shape.columns:
        text = raw[column.name]
        where = _letter(places[column.name], column)
        if column.needed:
            found += [_finding("L-MISSING", Place(sheet, at, where), column=column.heading)
                      for at in raw.filter(text.is_null())["at"].head(MOST_FINDINGS)]  # fmt: skip
        bad = raw.filter(text.is_not_null() & ~_readable(column, text, frame[column.name]))
        found += [_finding("L-KIND", Place(sheet, at, where), cell, column=column.heading,
                           example=", ".join(CHOICES.get(column.name, (EXAMPLES[column.kind],))))
                  for at, cell in bad.select("at", column.name).head(MOST_FINDINGS).iter_rows()]  # fmt: skip
    for first, last in (("valid_from", "valid_to"), ("contract_from", "contract_to")):
        if first in frame.columns and last in frame.columns:
            late = frame.filter(pl.col(last) < pl.col(first))
            found += [_finding("L-ENDS", Place(sheet, at)) for at in late["at"].head(MOST_FINDINGS)]
    return found


def _readable(column: ListColumn, text: pl.Series, day: pl.Series) -> pl.Series:
    """Return which cells of a column can be read."""
    if column.kind == "day":
        return day.is_not_null()
    if column.kind == "choice":
        return text.is_in(CHOICES[column.name])
    return text.str.contains(_PATTERNS[column.kind]).fill_null(value=True)


def _letter(place: int, column: ListColumn) -> str:
    """Return how the sender sees a column: its letter, then its heading."""
    if place < 0:
        return column.heading
    letters, rest = "", place + 1
    while rest:
        rest, more = divmod(rest - 1, 26)
        letters = chr(65 + more) + letters
    return f"{letters} · {column.heading}"


def _owners(read: ReadList, facility: str) -> list[Finding]:
    """Return a finding for every row that names another facility."""
    at = next((place for place, heading in enumerate(read.headings) if heading == "ma_cskcb"), -1)
    if at < 0:
        return []
    return [
        _finding("L-OWN", Place(read.sheet, number), row[at].strip())
        for number, row in enumerate(read.rows, read.first)
        if at < len(row) and row[at].strip() not in ("", facility)
    ]


def _twice(shape: ListShape, frame: pl.DataFrame, sheet: str) -> list[Finding]:
    """Return rows of one key that repeat each other, or whose days overlap."""
    keys = list(shape.key)
    if not shape.dated:
        again = frame.with_columns(other=pl.col("at").first().over(keys)).filter(pl.col("at") != pl.col("other"))
        return [_finding("L-TWICE", Place(sheet, at), other=other) for at, other in again.select("at", "other").rows()]
    ends = pl.col("valid_to").fill_null("9999-12-31")
    ordered = frame.drop_nulls("valid_from").sort([*keys, "valid_from", "at"]).with_columns(ends=ends)
    ordered = ordered.with_columns(
        other=pl.col("at").shift(1).over(keys), until=pl.col("ends").shift(1).over(keys),
        same=(pl.col("valid_from") == pl.col("valid_from").shift(1).over(keys)),
    )  # fmt: skip
    over = ordered.filter(pl.col("valid_from") <= pl.col("until"))
    return [
        _finding("L-TWICE" if same else "L-OVERLAP", Place(sheet, at), other=other)
        for at, other, same in over.select("at", "other", "same").head(MOST_FINDINGS).iter_rows()
    ]


def _dearer(shape: ListShape, frame: pl.DataFrame, standing: pl.DataFrame | None, sheet: str) -> list[Finding]:
    """Return warnings for prices above those in force."""
    if standing is None or "price" not in frame.columns:
        return []
    keys = list(shape.key)
    price = pl.col("price").cast(pl.Decimal(20, 3), strict=False)
    now = standing.with_columns(price).group_by(keys).agg(now=pl.col("price").max())
    both = frame.with_columns(price).join(now, on=keys, how="inner", nulls_equal=True).filter(
        pl.col("price") > pl.col("now"))  # fmt: skip
    return [
        _finding("L-DEARER", Place(sheet, at), f"{asked:f}", weight=Severity.WARNING, other=f"{kept:f}")
        for at, asked, kept in both.select("at", "price", "now").head(MOST_FINDINGS).iter_rows()
    ]


def _finding(
    code: str, where: Place, found: object = "", *, weight: Severity = Severity.ERROR, **words: object
) -> Finding:
    """Return a finding of this file's table."""
    message, mend = _SAYS[code]
    shown = str(found)[:120]
    given = {"found": shown, **words}
    return Finding(code, where, shown, message.fill(**given), mend.fill(**given), weight)


def held_from(frame: pl.DataFrame, today: dt.date) -> dt.date:
    """Return the first day a list speaks about: the earliest of its rows, else `today`."""
    for name in ("valid_from", "contract_from", "issued"):
        if name in frame.columns:
            first = frame[name].drop_nulls().min()
            if isinstance(first, str):
                return dt.date.fromisoformat(first)
    return today
