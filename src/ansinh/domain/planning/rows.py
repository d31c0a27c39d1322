"""Lists of objects in somebody's file, read with a finding for everything that is not what it should be.

Addresses: sheet = the list, row = the place in it from 1 (or the row of the sheet), column = the key.
Numbers stand as text, so that nothing is rounded on the way; whole JSON numbers are taken too.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeVar

from ansinh.core.finding import Finding, Findings, Place
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.expression import DECIMAL, Expression, ExpressionError

MOST_ROWS = 10_000
"""Rows read of any list; a file with more is refused."""

T = TypeVar("T")

_EMPTY = Text("Trường này bắt buộc và phải là chữ.", "This field is required and must be text.")
_NUMBER = Text("Đây không phải là số thập phân.", "This is not a decimal number.")
_AS_TEXT = Text('Hãy viết số dưới dạng chữ, ví dụ "97.7".', 'Write the number as text, for example "97.7".')
_EXPRESSION = Text("Biểu thức không đọc được: {why}.", "The expression cannot be read: {why}.")
_ONLY = Text(
    "Chỉ dùng mã chỉ số (S1-001), số thập phân, + - * / và ngoặc đơn.",
    "Use only figure ids (S1-001), decimals, + - * / and parentheses.",
)
_CHOICE = Text("Giá trị này không thuộc danh mục.", "This value is not one of those allowed.")
_MONTH = Text("Tháng viết dạng 2021-10.", "A month is written 2021-10.")
_DAY = Text("Ngày viết dạng 2021-10-31.", "A day is written 2021-10-31.")
_MEND = Text("Viết lại giá trị.", "Write the value again.")


class Row:
    """One object of a list: typed look-ups that leave a finding where the value is not what it should be."""

    def __init__(self, sheet: str, row: int, values: Mapping[str, object], findings: Findings) -> None:
        """Keep the object `values`, the `row`-th of the list `sheet`."""
        self.sheet, self.row, self.values, self.findings = sheet, row, values, findings

    def report(self, key: str, code: str, message: Text, mend: Text) -> None:
        """Leave a finding on `key`."""
        found = str(self.values.get(key))[:60]
        self.findings.add(Finding(code, Place(self.sheet, self.row, key), found, message, mend))

    def text(self, key: str) -> str:
        """Return a text that must be there."""
        value = self.values.get(key)
        if isinstance(value, str) and value:
            return value
        self.report(key, "file.text", _EMPTY, Text("Điền giá trị.", "Fill it in."))
        return ""

    def maybe(self, key: str) -> str | None:
        """Return a text or None."""
        value = self.values.get(key)
        return None if value is None else str(value)

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        """Return one of `allowed`."""
        value = self.values.get(key)
        if value not in allowed:
            named = ", ".join(allowed)
            self.report(key, "file.choice", _CHOICE, Text(f"Một trong: {named}.", f"One of: {named}."))
            return allowed[0]
        return str(value)

    def number(self, key: str, *, least: int | None = None) -> Fraction:
        """Return a decimal, exactly; not below `least`."""
        value = self.values.get(key)
        text = str(value) if isinstance(value, str) or type(value) is int else ""
        if not DECIMAL.fullmatch(text) or (least is not None and Fraction(text) < least):
            self.report(key, "file.number", _NUMBER, _AS_TEXT)
            return Fraction(0)
        return Fraction(text)

    def month(self, key: str) -> Month:
        """Return a month written YYYY-MM."""
        try:
            return Month.parse(str(self.values.get(key))[:7])
        except ValueError:
            self.report(key, "file.month", _MONTH, _MEND)
            return Month.of(2000, 1)

    def day(self, key: str) -> dt.date | None:
        """Return a day written YYYY-MM-DD, or None where there is none."""
        value = self.values.get(key)
        if value is None or value == "":
            return None
        try:
            return dt.date.fromisoformat(str(value)[:10])
        except ValueError:
            self.report(key, "file.day", _DAY, _MEND)
            return None

    def expression(self, key: str) -> Expression | None:
        """Return the expression under `key`, or None where there is none."""
        value = self.values.get(key)
        if value is None:
            return None
        try:
            return Expression.parse(value if isinstance(value, str) else repr(value))
        except ExpressionError as error:
            self.report(key, "file.expression", _EXPRESSION.fill(why=error), _ONLY)
            return None


class Lists:
    """The lists of the file."""

    def __init__(self, raw: Mapping[str, object], findings: Findings) -> None:
        """Keep the file `raw` and where findings go."""
        self.raw, self.findings = raw, findings

    def each(self, name: str, read: Callable[[Row], T], *, required: bool = True) -> list[T]:
        """Return what `read` makes of every object in the list `name`."""
        rows = self.raw.get(name, None if required else [])
        if not isinstance(rows, list) or len(rows) > MOST_ROWS:
            message = Text(f"Thiếu danh sách {name}.", f"The list {name} is missing.")
            mend = Text(f"Thêm danh sách (tối đa {MOST_ROWS} mục).", f"Add the list (at most {MOST_ROWS} items).")
            self.findings.add(Finding("file.list", Place(sheet=name), type(rows).__name__, message, mend))
            return []
        return [read(Row(name, at, self._object(name, at, row), self.findings)) for at, row in enumerate(rows, 1)]

    def _object(self, name: str, at: int, row: object) -> Mapping[str, object]:
        """Return the object in the list, or an empty one and a finding."""
        if isinstance(row, Mapping):
            return row
        message = Text("Mục này phải là một đối tượng.", "This item must be an object.")
        mend = Text("Viết các trường trong { }.", "Write the fields inside { }.")
        self.findings.add(Finding("file.object", Place(name, at), str(row)[:60], message, mend))
        return {}
