"""Reads a file of published figures (`ansinh-figures/1`, already parsed JSON) with every finding at once."""

from collections.abc import Mapping
from fractions import Fraction

from ansinh.core.finding import Finding, Findings, Place
from ansinh.core.text import Text
from ansinh.domain.planning.expression import FIGURE_ID, Expression
from ansinh.domain.planning.figures import (
    FORMAT,
    RELATIONS,
    UNITS_OF_COUNT,
    Article,
    CrossCheck,
    Denominator,
    Figure,
    Misprint,
    Qualifier,
    Recorded,
    Report,
)
from ansinh.domain.planning.rows import Lists, Row

_ID = Text("Mã chỉ số không đúng dạng.", "The id of the figure has another form.")
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
    rows = Lists(raw, findings)
    report = Report(
        articles=tuple(rows.each("articles", _article, required=False)),
        documents=dict(rows.each("documents", _document, required=False)),
        figures=tuple(rows.each("figures", _figure)),
        denominators=tuple(rows.each("denominators", _denominator)),
        misprints=tuple(rows.each("misprints", _misprint, required=False)),
        cross_checks=tuple(rows.each("cross_checks", _cross_check, required=False)),
    )
    _check_references(report, findings)
    return (None if findings.stop else report), findings


def _article(row: Row) -> Article:
    """Read one article."""
    period = row.values.get("period")
    inner = Row(row.sheet, row.row, period if isinstance(period, Mapping) else {}, row.findings)
    return Article(row.text("id"), inner.day("to"))


def _document(row: Row) -> tuple[str, str]:
    """Read one document: its id and number."""
    return row.text("id"), row.maybe("number") or ""


def _figure(row: Row) -> Figure:
    """Read one figure."""
    name = row.text("id")
    if name and not FIGURE_ID.fullmatch(name):
        row.report("id", "figures.id", _ID, Text("Mã có dạng S1-001.", "An id has the form S1-001."))
    qualifiers: dict[str | None, Qualifier] = {"about": "about", "over": "over", "nearly": "nearly"}
    qualifier = row.maybe("qualifier")
    if qualifier is not None:
        row.choice("qualifier", ("about", "over", "nearly"))
    period = row.values.get("period")
    inner = Row(row.sheet, row.row, period if isinstance(period, Mapping) else {}, row.findings)
    return Figure(
        id=name,
        article=row.text("article"),
        office=row.text("office"),
        indicator=row.text("indicator"),
        scheme=row.maybe("scheme"),
        unit_of_count=row.choice("unit_of_count", UNITS_OF_COUNT),
        measure=row.text("measure"),
        comparator=row.maybe("comparator"),
        as_of=row.day("as_of"),
        state=row.maybe("state"),
        start=inner.day("from"),
        document=row.maybe("document"),
        printed=row.number("printed"),
        printed_text=row.maybe("printed_text") or "",
        qualifier=qualifiers.get(qualifier),
        rounding=row.number("rounding", least=0),
        denominator=row.maybe("denominator"),
        check=row.expression("check"),
        note=row.maybe("note") or "",
        recorded=Recorded(row.maybe("verdict"), row.maybe("computed")),
    )


def _denominator(row: Row) -> Denominator:
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
        implied=Row(row.sheet, row.row, inner, row.findings).expression("expr"),
        note=row.maybe("note") or "",
    )


def _misprint(row: Row) -> Misprint:
    """Read one misprint."""
    return Misprint(
        id=row.text("id"),
        where=row.text("where"),
        kind=row.text("kind"),
        printed=row.text("printed"),
        read=row.text("read"),
        proof=row.expression("proof"),
    )


def _cross_check(row: Row) -> CrossCheck:
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
