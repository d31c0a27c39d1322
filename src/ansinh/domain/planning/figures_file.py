"""Reads a file of published figures (`ansinh-figures/1`, already parsed JSON) with every finding at once.

Numbers stand in the file as text, so that nothing is rounded on the way; whole JSON numbers are taken too.
Addresses: sheet = the list (`figures`, `denominators` ...), row = the place in that list from 1, column = the key.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeVar

from ansinh.core.finding import Finding, Findings, Place
from ansinh.core.text import Text
from ansinh.domain.planning.expression import DECIMAL, FIGURE_ID, Expression, ExpressionError
from ansinh.domain.planning.figures import (
    FORMAT,
    RELATIONS,
    UNITS_OF_COUNT,
    CrossCheck,
    Denominator,
    Figure,
    Misprint,
    Qualifier,
    Recorded,
    Report,
)

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
_UNKNOWN = Text("Không có mục nào mang mã này trong tệp.", "Nothing in the file has this id.")
_TWICE = Text("Mã này đã dùng ở một mục phía trên.", "This id was used by an item above.")
_ITSELF = Text("Một chỉ số không thể tự kiểm tra chính nó.", "A figure cannot check itself.")
_FIX_ID = Text("Sửa mã, hoặc thêm mục còn thiếu.", "Mend the id, or add the missing item.")


def read_report(raw: object) -> tuple[Report | None, Findings]:
    """Return the report in `raw` and what is wrong with it; the report is None as soon as anything is an error."""
    findings = Findings()
    if not isinstance(raw, Mapping) or raw.get("format") != FORMAT:
        found = str(raw.get("format"))[:40] if isinstance(raw, Mapping) else type(raw).__name__
        message = Text("Tệp không thuộc dạng ansinh-figures/1.", "The file is not of the form ansinh-figures/1.")
        mend = Text(f'Đặt "format": "{FORMAT}" ở đầu tệp.', f'Put "format": "{FORMAT}" at the top of the file.')
        findings.add(Finding("figures.format", Place(column="format"), found, message, mend))
        return None, findings
    rows = _Lists(raw, findings)
    report = Report(
        articles=tuple(rows.each("articles", lambda row: row.text("id"), required=False)),
        figures=tuple(rows.each("figures", _figure)),
        denominators=tuple(rows.each("denominators", _denominator)),
        misprints=tuple(rows.each("misprints", _misprint, required=False)),
        cross_checks=tuple(rows.each("cross_checks", _cross_check, required=False)),
    )
    _check_references(report, findings)
    return (None if findings.stop else report), findings


class _Row:
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
        self.report(key, "figures.text", _EMPTY, Text("Điền giá trị.", "Fill it in."))
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
            self.report(key, "figures.choice", _CHOICE, Text(f"Một trong: {named}.", f"One of: {named}."))
            return allowed[0]
        return str(value)

    def number(self, key: str, *, least: int | None = None) -> Fraction:
        """Return a decimal, exactly; not below `least`."""
        value = self.values.get(key)
        text = str(value) if isinstance(value, str) or type(value) is int else ""
        if not DECIMAL.fullmatch(text) or (least is not None and Fraction(text) < least):
            self.report(key, "figures.number", _NUMBER, _AS_TEXT)
            return Fraction(0)
        return Fraction(text)

    def expression(self, key: str) -> Expression | None:
        """Return the expression under `key`, or None where there is none."""
        value = self.values.get(key)
        if value is None:
            return None
        try:
            return Expression.parse(value if isinstance(value, str) else repr(value))
        except ExpressionError as error:
            self.report(key, "figures.expression", _EXPRESSION.fill(why=error), _ONLY)
            return None


class _Lists:
    """The lists of the file."""

    def __init__(self, raw: Mapping[str, object], findings: Findings) -> None:
        """Keep the file `raw` and where findings go."""
        self.raw, self.findings = raw, findings

    def each(self, name: str, read: Callable[[_Row], T], *, required: bool = True) -> list[T]:
        """Return what `read` makes of every object in the list `name`."""
        rows = self.raw.get(name, None if required else [])
        if not isinstance(rows, list) or len(rows) > MOST_ROWS:
            message = Text(f"Thiếu danh sách {name}.", f"The list {name} is missing.")
            mend = Text(f"Thêm danh sách (tối đa {MOST_ROWS} mục).", f"Add the list (at most {MOST_ROWS} items).")
            self.findings.add(Finding("figures.list", Place(sheet=name), type(rows).__name__, message, mend))
            return []
        return [read(_Row(name, at, self._object(name, at, row), self.findings)) for at, row in enumerate(rows, 1)]

    def _object(self, name: str, at: int, row: object) -> Mapping[str, object]:
        """Return the object in the list, or an empty one and a finding."""
        if isinstance(row, Mapping):
            return row
        message = Text("Mục này phải là một đối tượng.", "This item must be an object.")
        mend = Text("Viết các trường trong { }.", "Write the fields inside { }.")
        self.findings.add(Finding("figures.object", Place(name, at), str(row)[:60], message, mend))
        return {}


def _figure(row: _Row) -> Figure:
    """Read one figure."""
    name = row.text("id")
    if name and not FIGURE_ID.fullmatch(name):
        row.report("id", "figures.id", _CHOICE, Text("Mã có dạng S1-001.", "An id has the form S1-001."))
    qualifiers: dict[str | None, Qualifier] = {"about": "about", "over": "over", "nearly": "nearly"}
    qualifier = row.maybe("qualifier")
    if qualifier is not None:
        row.choice("qualifier", ("about", "over", "nearly"))
    return Figure(
        id=name,
        article=row.text("article"),
        office=row.text("office"),
        indicator=row.text("indicator"),
        scheme=row.maybe("scheme"),
        unit_of_count=row.choice("unit_of_count", UNITS_OF_COUNT),
        measure=row.text("measure"),
        comparator=row.maybe("comparator"),
        as_of=row.maybe("as_of"),
        state=row.maybe("state"),
        printed=row.number("printed"),
        printed_text=row.maybe("printed_text") or "",
        qualifier=qualifiers.get(qualifier),
        rounding=row.number("rounding", least=0),
        denominator=row.maybe("denominator"),
        check=row.expression("check"),
        note=row.maybe("note") or "",
        recorded=Recorded(row.maybe("verdict"), row.maybe("computed")),
    )


def _denominator(row: _Row) -> Denominator:
    """Read one denominator."""
    implied = row.values.get("implied")
    inner = implied if isinstance(implied, Mapping) else {"expr": implied}
    return Denominator(
        id=row.text("id"),
        name=row.text("name"),
        article=row.text("article"),
        office=row.text("office"),
        unit_of_count=row.choice("unit_of_count", UNITS_OF_COUNT),
        value=None if row.values.get("value") is None else row.number("value"),
        implied=_Row(row.sheet, row.row, inner, row.findings).expression("expr"),
        note=row.maybe("note") or "",
    )


def _misprint(row: _Row) -> Misprint:
    """Read one misprint."""
    return Misprint(
        id=row.text("id"),
        where=row.text("where"),
        kind=row.text("kind"),
        printed=row.text("printed"),
        read=row.text("read"),
        proof=row.expression("proof"),
    )


def _cross_check(row: _Row) -> CrossCheck:
    """Read one cross check."""
    nothing = Expression("0", Fraction(0))
    for key in ("left", "right"):
        row.text(key)
    return CrossCheck(
        id=row.text("id"),
        left=row.expression("left") or nothing,
        relation=row.choice("relation", RELATIONS),
        right=row.expression("right") or nothing,
        note=row.maybe("note") or "",
    )


def _check_references(report: Report, findings: Findings) -> None:
    """Find ids used twice, ids that lead nowhere, and figures that check themselves."""
    figures = {one.id for one in report.figures}
    bases = {one.id for one in report.denominators}
    _check_unique("figures", [one.id for one in report.figures], findings)
    _check_unique("denominators", [one.id for one in report.denominators], findings)
    for row, figure in enumerate(report.figures, 1):
        if figure.denominator is not None and figure.denominator not in bases:
            _refer(findings, Place("figures", row, "denominator"), figure.denominator)
        if figure.check is not None and figure.id in figure.check.figures:
            place = Place("figures", row, "check")
            findings.add(Finding("figures.itself", place, figure.id, _ITSELF, _FIX_ID))
    for place, expression in _expressions(report):
        for name in expression.figures if expression else []:
            if name not in figures:
                _refer(findings, place, name)


def _expressions(report: Report) -> list[tuple[Place, Expression | None]]:
    """Return every expression of the report with its address."""
    return [
        *((Place("figures", row, "check"), one.check) for row, one in enumerate(report.figures, 1)),
        *((Place("denominators", row, "implied"), one.implied) for row, one in enumerate(report.denominators, 1)),
        *((Place("misprints", row, "proof"), one.proof) for row, one in enumerate(report.misprints, 1)),
        *((Place("cross_checks", row, "left"), one.left) for row, one in enumerate(report.cross_checks, 1)),
        *((Place("cross_checks", row, "right"), one.right) for row, one in enumerate(report.cross_checks, 1)),
    ]


def _check_unique(sheet: str, ids: list[str], findings: Findings) -> None:
    """Find ids of a list used twice."""
    seen: set[str] = set()
    for row, name in enumerate(ids, 1):
        if name in seen:
            findings.add(Finding("figures.twice", Place(sheet, row, "id"), name, _TWICE, _FIX_ID))
        seen.add(name)


def _refer(findings: Findings, place: Place, name: str) -> None:
    """Leave the finding that `name` leads nowhere."""
    findings.add(Finding("figures.unknown", place, name, _UNKNOWN, _FIX_ID))
