"""What others reported: shown as reported, apart from what we compute, with the differences where both exist."""

from ansinh.core.text import Text
from ansinh.domain.planning.briefing.participants import against_target
from ansinh.domain.planning.briefing.pen import Pen
from ansinh.domain.planning.briefing.tree import Block, Cell, Column, Part, Table
from ansinh.domain.planning.compare import Comparator
from ansinh.domain.planning.progress import percent
from ansinh.domain.planning.situation import Situation

HELD_AGAINST = (Comparator.SAME_PERIOD_LAST_YEAR, Comparator.LAST_DECEMBER, Comparator.LAST_MONTH)


def reported(here: Situation, pen: Pen) -> Part | None:
    """Return the part on reported values, or None where there are none."""
    tables: list[Block | None] = [_as_reported(here, pen), _replaced(here, pen)]
    found = tuple(table for table in tables if table is not None)
    return Part(pen.say(Text("Số liệu báo cáo", "Reported figures")), found) if found else None


def _as_reported(here: Situation, pen: Pen) -> Table | None:
    """Return the values in force that were reported, with day and source."""
    columns = (
        Column(pen.say(Text("Chỉ tiêu", "Indicator"))),
        Column(pen.say(Text("Số báo cáo", "As reported"))),
        Column(pen.say(Text("Kế hoạch, so sánh", "Plan, comparison"))),
        Column(pen.say(Text("Đến ngày", "As of"))),
        Column(pen.say(Text("Nguồn", "Source"))),
    )
    rows: list[tuple[Cell, ...]] = []
    for code, series in here.facts.values.get("reported", {}).items():
        stored = series.get(here.month)
        if stored is None or code not in here.indicators:
            continue
        indicator, over = here.indicators[code], stored.denominator
        value = percent(stored.value, over) if over else stored.value
        amount = pen.amount(indicator, value if value is not None else stored.value)
        row = (indicator.name.to(pen.language), amount, _held(here, code, pen), pen.day(stored.as_of), stored.source)
        rows.append(row)
    if not rows:
        return None
    title = Text("Số liệu do cơ quan, đơn vị khác báo cáo", "Figures reported by other offices")
    note = Text(
        "Giữ nguyên như báo cáo, không cộng vào chuỗi số liệu tính từ sổ.",
        "Kept as reported; never mixed into a series computed from the books.",
    )
    return Table(pen.say(title), columns, tuple(rows), pen.say(note))


def _held(here: Situation, code: str, pen: Pen) -> str | None:
    """Return the share of the plan with its document, and the change on the first comparator that is known."""
    one = here.of(code)
    if one is None or one.state != "reported":
        return None
    said = []
    if one.target is not None and one.indicator.is_rate:
        said.append(against_target(one, pen))
    elif one.target is not None and one.progress is not None and one.progress.share is not None:
        share, plan = pen.numbers.share(one.progress.share), pen.amount(one.indicator, one.target.value)
        document = f" ({one.target.document})" if one.target.document else ""
        said.append(
            pen.say(Text("{share} kế hoạch {plan}", "{share} of the plan of {plan}"), share=share, plan=plan) + document
        )
    against = next((text for comparator in HELD_AGAINST if (text := pen.versus(one, comparator))), None)
    return "; ".join([*said, *([against] if against else [])]) or None


def _replaced(here: Situation, pen: Pen) -> Table | None:
    """Return reported values that computed ones have replaced, with the difference."""
    if not here.facts.replaced:
        return None
    columns = (
        Column(pen.say(Text("Chỉ tiêu", "Indicator"))),
        Column(pen.say(Text("Số đã báo cáo", "As reported"))),
        Column(pen.say(Text("Số tính từ sổ", "Computed"))),
        Column(pen.say(Text("Chênh lệch", "Difference"))),
        Column(pen.say(Text("Nguồn báo cáo", "Source of the report"))),
    )
    rows: list[tuple[Cell, ...]] = []
    for one in here.facts.replaced:
        indicator = here.indicators[one.code]
        difference = one.computed - one.reported
        amounts = [pen.amount(indicator, value) for value in (one.reported, one.computed)]
        sign = "+" if difference > 0 else ""
        rows.append((indicator.name.to(pen.language), *amounts, sign + pen.amount(indicator, difference), one.source))
    title = Text("Số báo cáo đã được thay bằng số tính từ sổ", "Reported figures replaced by computed ones")
    note = pen.say(Text("Chênh lệch = số tính từ sổ − số đã báo cáo.", "Difference = computed − reported."))
    return Table(pen.say(title), columns, tuple(rows), note)
