"""The two tables that every scheme and fund has: against plan and pace, and against the comparators."""

from collections.abc import Sequence
from fractions import Fraction

from ansinh.core.text import Text
from ansinh.domain.planning.briefing.pen import Pen, in_millions
from ansinh.domain.planning.briefing.tree import Cell, Column, Line, Picture, Table
from ansinh.domain.planning.compare import Comparator
from ansinh.domain.planning.numbers import Number, share_shown
from ansinh.domain.planning.situation import Situation, Standing

OUTLOOKS = {
    "reached": Text("Đã đạt", "Met"),
    "feasible": Text("Khả thi", "Feasible"),
    "at_risk": Text("Có nguy cơ", "At risk"),
    "out_of_reach": Text("Khó đạt", "Out of reach"),
}
MILLIONS = Text("triệu đồng", "million dong")
_INDICATOR = Text("Chỉ tiêu", "Indicator")
_WITHIN = (Comparator.LAST_MONTH, Comparator.LAST_QUARTER)
_HEADINGS = {
    Comparator.LAST_MONTH: Text("tháng trước ({base})", "last month ({base})"),
    Comparator.LAST_QUARTER: Text("quý trước ({base})", "last quarter ({base})"),
    Comparator.SAME_PERIOD_LAST_YEAR: Text("cùng kỳ ({base})", "a year before ({base})"),
    Comparator.LAST_DECEMBER: Text("cuối năm trước ({base})", "last December ({base})"),
    Comparator.LAST_YEARS_PLAN: Text("± % kế hoạch cùng kỳ ({base})", "± share of plan a year before ({base})"),
}
_DONE, _PLAN, _PACE = Text("Thực hiện", "Done"), Text("Kế hoạch", "Plan"), Text("Tiến độ cần có", "Pace by now")


def standings(here: Situation, codes: Sequence[str]) -> list[Standing]:
    """Return the standings of `codes` that are known, in order."""
    found = [here.of(code) for code in codes]
    return [one for one in found if one is not None]


def against_plan(title: Text, known: Sequence[Standing], pen: Pen, note: str, strong: frozenset[int]) -> Table:
    """Return done, plan, share, pace, gap, left, needed a month and the outlook, one row for each indicator."""
    points = pen.say(Text("điểm", "points"))
    columns = (
        Column(pen.say(_INDICATOR)),
        Column(pen.say(_DONE), 0),
        Column(pen.say(Text("Kế hoạch năm", "Plan")), 0),
        Column(pen.say(Text("Đạt", "Share")), 2, "%"),
        Column(pen.say(Text("Tiến độ", "Pace")), 2, "%"),
        Column(pen.say(Text("Nhanh, chậm", "Ahead, behind")), 2, points),
        Column(pen.say(Text("Còn lại", "Left")), 0),
        Column(pen.say(Text("Cần mỗi tháng", "Needed a month")), 0),
        Column(pen.say(Text("Khả năng", "Outlook"))),
    )
    return Table(_titled(title, known, pen), columns, tuple(_plan_row(one, pen) for one in known), note, strong)


def _titled(title: Text, known: Sequence[Standing], pen: Pen) -> str:
    """Return the title with the unit of all amounts under it."""
    unit = pen.say(MILLIONS) if known and known[0].indicator.is_money else pen.say(Text("người", "people"))
    return f"{pen.say(title)} ({unit})"


def _plan_row(one: Standing, pen: Pen) -> tuple[Cell, ...]:
    """Return one row of `against_plan`."""
    done, shown = one.progress, in_millions if one.indicator.is_money else _same
    if done is None:
        return (one.indicator.short.to(pen.language), shown(one.value), *[None] * 7)
    return (
        one.indicator.short.to(pen.language),
        shown(one.value),
        shown(done.plan),
        None if done.share is None else share_shown(done.share),
        done.expected_share,
        done.gap,
        shown(done.remaining),
        shown(done.per_month),
        pen.say(OUTLOOKS[one.outlook]) if one.outlook else None,
    )


def _same(value: Number | None) -> Number | None:
    """Return a count as it is."""
    return value


def against_time(title: Text, known: Sequence[Standing], pen: Pen, note: str) -> list[Table]:
    """Return the changes on every comparator that an indicator has, each with its base in the heading.

    The comparators within the year stand in one table, those of last year in another, so that a page holds them.
    """
    used = [one for one in Comparator if any(one in standing.comparisons for standing in known)]
    if any(one.as_of.month == 12 for one in known):  # last December is then the same period
        used = [one for one in used if one is not Comparator.LAST_DECEMBER]
    within, earlier = Text(", trong năm", ", within the year"), Text(", so với năm trước", ", with last year")
    groups = {within: [one for one in used if one in _WITHIN], earlier: [one for one in used if one not in _WITHIN]}
    tables = []
    for span, group in groups.items():
        columns = [Column(pen.say(_INDICATOR)), Column(pen.say(_DONE), 0)]
        for comparator in group:
            columns += _compared_columns(comparator, known, pen)
        rows = tuple(_time_row(one, group, pen) for one in known)
        if group:
            tables.append(
                Table(_titled(Text(title.vi + span.vi, title.en + span.en), known, pen), tuple(columns), rows, note)
            )
    return tables


def _compared_columns(comparator: Comparator, known: Sequence[Standing], pen: Pen) -> list[Column]:
    """Return the columns of one comparator: amount and per cent, or points for shares of plan."""
    comparison = next(one.comparisons[comparator] for one in known if comparator in one.comparisons)
    first, last = comparison.base.first, comparison.base.last
    base = f"{last.month}/{last.year}" if first == last else f"{first.month}–{last.month}/{last.year}"
    name = pen.say(_HEADINGS[comparator], base=base)
    if comparator is Comparator.LAST_YEARS_PLAN:
        return [Column(name, 2, pen.say(Text("điểm", "points")))]
    return [Column(f"± {name}", 0), Column("±", 2, "%")]


def _time_row(one: Standing, used: Sequence[Comparator], pen: Pen) -> tuple[Cell, ...]:
    """Return one row of `against_time`."""
    shown = in_millions if one.indicator.is_money else _same
    row: list[Cell] = [one.indicator.short.to(pen.language), shown(one.value)]
    for comparator in used:
        change = one.change(comparator)
        if comparator is Comparator.LAST_YEARS_PLAN:
            row.append(change.amount if change else None)
        else:
            row += [shown(change.amount) if change else None, change.percent if change else None]
    return tuple(row)


def bullets(title: Text, known: Sequence[Standing], pen: Pen, note: str) -> Picture | None:
    """Return done, plan and pace side by side in per cent of the plan, so that small and large schemes compare."""
    planned = [(one, one.progress) for one in known if one.progress is not None and one.progress.share is not None]
    if not planned:
        return None
    return Picture(
        kind="bullet",
        title=pen.say(title),
        labels=tuple(one.indicator.short.to(pen.language) for one, _ in planned),
        lines=(
            Line(pen.say(_DONE), tuple(done.share for _, done in planned)),
            Line(pen.say(_PLAN), tuple(Fraction(100) for _ in planned)),
            Line(pen.say(_PACE), tuple(done.expected_share for _, done in planned)),
        ),
        unit=pen.say(Text("% kế hoạch năm", "% of the plan for the year")),
        note=note,
        places=1,
    )


def as_of(known: Sequence[Standing], pen: Pen) -> str:
    """Return "Số liệu đến ngày ...", with the state where it is not computed by us."""
    if not known:
        return ""
    text = Text("Số liệu đến ngày {day}{state}.", "As of {day}{state}.")
    reported = any(one.state == "reported" for one in known)
    state = (
        pen.say(Text(" (số báo cáo, chưa tính từ sổ)", " (as reported, not computed from the books)"))
        if reported
        else ""
    )
    return pen.say(text, day=pen.day(max(one.as_of for one in known)), state=state)


def plans_named(known: Sequence[Standing], pen: Pen) -> str:
    """Return which plan is the denominator: version and document."""
    versions = {
        "assigned": Text("kế hoạch được giao", "plan as assigned"),
        "adjusted": Text("kế hoạch điều chỉnh", "plan as adjusted"),
        "estimate": Text("kế hoạch ước tính", "plan as estimated"),
    }
    papers: dict[str, dict[str, None]] = {}
    for one in known:
        if one.target is not None:
            said = papers.setdefault(pen.say(versions[one.target.version]), {})
            said |= dict.fromkeys(filter(None, one.target.document.split("; ")))
    named = [version + (f" ({', '.join(documents)})" if documents else "") for version, documents in papers.items()]
    return pen.say(Text("Mẫu số: {plans}.", "Denominator: {plans}."), plans="; ".join(named)) if named else ""
