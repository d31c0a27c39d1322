"""What others reported: shown as reported, apart from what we compute, with the differences where both exist."""

from ansinh.core.text import Text
from ansinh.domain.planning.briefing.pen import Pen
from ansinh.domain.planning.briefing.tree import Block, Cell, Column, Part, Table
from ansinh.domain.planning.progress import percent
from ansinh.domain.planning.situation import Situation


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
        rows.append((indicator.name.to(pen.language), amount, pen.day(stored.as_of), stored.source))
    if not rows:
        return None
    title = Text("Số liệu do cơ quan, đơn vị khác báo cáo", "Figures reported by other offices")
    note = Text(
        "Giữ nguyên như báo cáo, không cộng vào chuỗi số liệu tính từ sổ.",
        "Kept as reported; never mixed into a series computed from the books.",
    )
    return Table(pen.say(title), columns, tuple(rows), pen.say(note))


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
