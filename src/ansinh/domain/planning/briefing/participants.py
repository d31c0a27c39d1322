"""Participants by scheme: against the plan, against the comparators, coverage, and the trend of twelve months."""

from fractions import Fraction

from ansinh.core.text import Text
from ansinh.domain.planning.briefing.pen import Pen, capital
from ansinh.domain.planning.briefing.tables import against_plan, against_time, as_of, bullets, plans_named, standings
from ansinh.domain.planning.briefing.takes import SCHEMES
from ansinh.domain.planning.briefing.tree import Block, Line, Part, Picture, Say
from ansinh.domain.planning.compare import Comparator
from ansinh.domain.planning.situation import Situation, Standing

COVERAGES = ("coverage_hi", "coverage_si", "coverage_ui")
OTHERS = ("foreigners", "units_new", "units_closed", "units_suspended", "e_filing_rate")

_LINE = Text(
    "Tiến độ cần có về người tham gia: đường thẳng từ cuối năm trước đến kế hoạch năm.",
    "The pace of people is the straight line from the end of last year to the plan.",
)
_COVERAGE = Text("{name} đạt {rate}: {part} trên {value} ({base}).", "{name} is {rate}: {part} of {value} ({base}).")
_TARGET = Text("chỉ tiêu được giao {target}; {gap}", "the target is {target}; {gap}")
_DISTINCT = Text(
    "Lượt người tham gia cộng BHYT và BHXH tự nguyện; số người không trùng là {people}.",
    "The headline adds health insurance and voluntary social insurance; distinct people are {people}.",
)


def participants(here: Situation, pen: Pen) -> Part | None:
    """Return the part on participants, or None where nothing is known of them."""
    known = standings(here, (*SCHEMES, "participants_headline"))
    if not known:
        return None
    note = " ".join(filter(None, (as_of(known, pen), plans_named(known, pen), pen.say(_LINE))))
    schemes = [one for one in known if one.indicator.code in SCHEMES]
    title = Text("Người tham gia so với kế hoạch năm", "Participants against the plan for the year")
    compared = Text("Biến động người tham gia", "Participants compared")
    chart = Text("Người tham gia so với kế hoạch", "Participants against plan")
    blocks: list[Block | None] = [
        against_plan(title, known, pen, note, _headline(known)),
        bullets(chart, schemes, pen, as_of(known, pen)),
        *against_time(compared, known, pen, as_of(known, pen)),
        *_coverage(here, pen),
        _distinct(here, pen),
        *_others(here, pen),
        _trend(here, pen),
    ]
    return Part(pen.say(Text("Người tham gia", "Participants")), tuple(block for block in blocks if block))


def against_target(one: Standing, pen: Pen) -> str:
    """Return a rate against its target, in points, with the document that set it."""
    if one.target is None:
        return ""
    gap = one.value - one.target.value
    above = Text("cao hơn {points}", "{points} above") if gap >= 0 else Text("thấp hơn {points}", "{points} below")
    document = f" ({one.target.document})" if one.target.document else ""
    target = pen.numbers.percent(one.target.value) + document
    return pen.say(_TARGET, target=target, gap=pen.say(above, points=pen.numbers.points(abs(gap))))


def _headline(known: list[Standing]) -> frozenset[int]:
    """Return the row of the sum."""
    return frozenset(at for at, one in enumerate(known) if one.indicator.code == "participants_headline")


def _coverage(here: Situation, pen: Pen) -> list[Say]:
    """Return one sentence for each coverage that has a denominator, with the target where there is one."""
    said = []
    for one in standings(here, COVERAGES):
        part = here.of(one.indicator.of or "")
        if one.over is None or part is None:
            continue
        text = pen.say(
            _COVERAGE,
            name=one.indicator.name.to(pen.language),
            rate=pen.numbers.percent(one.value),
            part=pen.amount(part.indicator, part.value),
            base=one.over.name.to(pen.language),
            value=pen.numbers.decimal(one.over.value),
        )
        if one.target is not None:
            text += f" {capital(against_target(one, pen))}."
        said.append(Say(text))
    return said


def _distinct(here: Situation, pen: Pen) -> Say | None:
    """Return the sentence that keeps the headline apart from distinct people."""
    distinct = here.of("distinct_people")
    if distinct is None or here.of("participants_headline") is None:
        return None
    return Say(pen.say(_DISTINCT, people=pen.amount(distinct.indicator, distinct.value)))


def _others(here: Situation, pen: Pen) -> list[Say]:
    """Return foreigners and the movement of employers, with last December or the same period as comparator."""
    said = []
    for one in standings(here, OTHERS):
        against = pen.versus(one, Comparator.LAST_DECEMBER) or pen.versus(one, Comparator.SAME_PERIOD_LAST_YEAR)
        name, amount = one.indicator.name.to(pen.language), pen.amount(one.indicator, one.value)
        over = f" ({pen.say(Text('trên', 'of'))} {pen.numbers.decimal(one.over.value)})" if one.over else ""
        said.append(f"{name}: {amount}{over}" + (f", {against}" if against else ""))
    return [Say("; ".join(said) + ".")] if said else []


def _trend(here: Situation, pen: Pen) -> Picture | None:
    """Return the last twelve months of each scheme as an index, the first known month being 100."""
    lines = []
    for one in standings(here, SCHEMES):
        values = [value for _, value in here.trend(one.indicator.code)]
        first = next((value for value in values if value), None)
        if first is not None and sum(value is not None for value in values) > 1:
            index = tuple(None if value is None else Fraction(value) * 100 / first for value in values)
            lines.append(Line(one.indicator.short.to(pen.language), index))
    if not lines:
        return None
    months = [month for month, _ in here.trend(SCHEMES[0])]
    return Picture(
        kind="line",
        title=pen.say(Text("Xu hướng 12 tháng của người tham gia", "Participants over twelve months")),
        labels=tuple(pen.month_label(month) for month in months),
        lines=tuple(lines),
        unit=pen.say(Text("tháng đầu = 100", "first month = 100")),
        note=pen.say(Text("Chỉ số theo tháng đầu tiên có số liệu.", "Index on the first month with figures.")),
        places=1,
    )
