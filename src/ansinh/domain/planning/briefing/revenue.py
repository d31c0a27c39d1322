"""Revenue by fund: against plan and the even pace, against the comparators, cumulative through the year."""

from fractions import Fraction

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.briefing.pen import Pen
from ansinh.domain.planning.briefing.tables import MILLIONS, against_plan, against_time, as_of, plans_named, standings
from ansinh.domain.planning.briefing.takes import FUNDS
from ansinh.domain.planning.briefing.tree import Block, Line, Part, Picture, Say
from ansinh.domain.planning.numbers import BILLION
from ansinh.domain.planning.progress import percent
from ansinh.domain.planning.situation import Situation

_EVEN = Text("Tiến độ bình quân: mỗi tháng một phần mười hai kế hoạch.", "Even pace: a twelfth of the plan each month.")
_NOT_INTEREST = Text("Số thu không gồm tiền lãi chậm đóng.", "Revenue leaves out late interest.")
_FLOWS = Text(
    "Số thu là lũy kế từ tháng 1; so với tháng trước là riêng từng tháng,"
    " so với quý trước là phần quý đã qua với cùng số tháng của quý trước.",
    "Revenue is summed from January; against last month single months are compared, against last quarter the quarter so"
    " far with as many months of the one before.",
)
_SHARES = Text("Cơ cấu số thu: {list}.", "Revenue is made up of {list}.")


def revenue(here: Situation, pen: Pen) -> Part | None:
    """Return the part on revenue, or None where nothing is known of it."""
    known = standings(here, (*FUNDS, "revenue_total"))
    if not known:
        return None
    note = " ".join(filter(None, (as_of(known, pen), plans_named(known, pen), pen.say(_EVEN), pen.say(_NOT_INTEREST))))
    total = frozenset(at for at, one in enumerate(known) if one.indicator.code == "revenue_total")
    title = Text("Thu theo quỹ so với kế hoạch năm", "Revenue by fund against the plan for the year")
    compared = Text("Biến động số thu", "Revenue compared")
    blocks: list[Block | None] = [
        against_plan(title, known, pen, note, total),
        _cumulative(here, pen),
        _shares(here, pen),
        *against_time(compared, known, pen, f"{as_of(known, pen)} {pen.say(_FLOWS)}"),
    ]
    return Part(pen.say(Text("Thu", "Revenue")), tuple(block for block in blocks if block))


def _shares(here: Situation, pen: Pen) -> Say | None:
    """Return what share of revenue each fund brings."""
    total = here.of("revenue_total")
    parts = standings(here, FUNDS)
    if total is None or len(parts) < 2 or total.value == 0:
        return None
    shares = [
        f"{one.indicator.short.to(pen.language)} {pen.numbers.percent(percent(one.value, total.value) or 0, 1)}"
        for one in parts
    ]
    return Say(pen.say(_SHARES, list=", ".join(shares)))


def _cumulative(here: Situation, pen: Pen) -> Picture | None:
    """Return revenue since January month by month, against the even pace of the plan and the year before."""
    total = here.of("revenue_total")
    if total is None:
        return None
    series = here.series("revenue_total", total.state)
    months = [Month.of(here.month.year, number) for number in range(1, 13)]
    size, unit = (
        (BILLION, Text("tỷ đồng", "billion dong")) if total.value >= 10 * BILLION else (BILLION // 1000, MILLIONS)
    )
    lines = [Line(str(here.month.year), tuple(_scaled(series.get(month), size) for month in months))]
    before = tuple(_scaled(series.get(month.plus(-12)), size) for month in months)
    if any(value is not None for value in before):
        lines.append(Line(str(here.month.year - 1), before))
    if total.target is not None:
        pace = tuple(Fraction(total.target.value) * month.month / 12 / size for month in months)
        lines.append(Line(pen.say(Text("Tiến độ bình quân", "Even pace")), pace))
    return Picture(
        kind="line",
        title=pen.say(Text("Số thu lũy kế so với tiến độ bình quân", "Cumulative revenue against the even pace")),
        labels=tuple(f"T{month.month}" if pen.language == "vi" else pen.month_label(month) for month in months),
        lines=tuple(lines),
        unit=pen.say(unit),
        places=1 if total.value < 100 * BILLION else 0,
        note=as_of([total], pen),
    )


def _scaled(value: int | Fraction | None, size: int) -> Fraction | None:
    """Return dong in units of `size`."""
    return None if value is None else Fraction(value) / size
