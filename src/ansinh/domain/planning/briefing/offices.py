"""The offices below, side by side: ranked by share of the revenue plan, and who rises or falls by scheme."""

from collections.abc import Mapping, Sequence

from ansinh.core.text import Text
from ansinh.domain.planning.briefing.pen import Pen, in_millions
from ansinh.domain.planning.briefing.takes import SCHEMES
from ansinh.domain.planning.briefing.tree import Block, Cell, Column, Part, Say, Table
from ansinh.domain.planning.compare import Change, Comparator
from ansinh.domain.planning.indicators import catalogue
from ansinh.domain.planning.numbers import Number, share_shown
from ansinh.domain.planning.ranking import Movement, movement, ranks
from ansinh.domain.planning.situation import Situation, Standing

HELD_AGAINST = (Comparator.SAME_PERIOD_LAST_YEAR, Comparator.LAST_DECEMBER, Comparator.LAST_MONTH)
"""Movement is shown on the first of these that is known."""
NAMED = 5
"""Offices named in a sentence; the table has all."""

_MOVED = Text(
    "{name}: {up} cơ quan tăng, {down} giảm, {same} không đổi so với {base}{most}{falling}.",
    "{name}: {up} offices rise, {down} fall, {same} are unchanged on {base}{most}{falling}.",
)
_MOST = Text("; tăng nhiều nhất: {list}", "; the largest rises: {list}")
_FALLING = Text("; giảm: {list}", "; falling: {list}")


def below(here: Situation, pen: Pen) -> Part | None:
    """Return the part on the offices directly below, or None where none has figures."""
    known = [one for one in here.children if one.of("participants_headline") or one.of("revenue_total")]
    if not known:
        return None
    blocks: list[Block] = [_ranking(known, pen), *_movements(known, pen)]
    growth = _growth(known, pen)
    return Part(pen.say(Text("Các cơ quan trực thuộc", "The offices below")), (*blocks, *([growth] if growth else [])))


def _ranking(known: Sequence[Situation], pen: Pen) -> Table:
    """Return the offices by share of the revenue plan (by revenue where there is no plan)."""
    revenue = [one.of("revenue_total") for one in known]
    planned = any(one is not None and one.progress is not None for one in revenue)
    order = [_share(one) if planned else (one.value if one else 0) for one in revenue]
    placed = ranks(order)
    columns = (
        Column(pen.say(Text("Cơ quan", "Office"))),
        Column(pen.say(Text("Hạng", "Rank")), 0),
        Column(pen.say(Text("Thu", "Revenue")), 0),
        Column(pen.say(Text("Thu", "Revenue")), 2, "%"),
        *(Column(catalogue()[code].short.to(pen.language), 2, "%") for code in SCHEMES),
        Column(pen.say(Text("Nợ", "Debt")), 0),
        Column(pen.say(Text("Nợ", "Debt")), 2, "%"),
    )
    rows = sorted((_office_row(rank, one, pen) for rank, one in zip(placed, known, strict=True)), key=_by_rank)
    note = Text(
        "Xếp hạng theo tỷ lệ hoàn thành kế hoạch thu năm; mọi tỷ lệ là % kế hoạch năm của từng cơ quan"
        " (nợ: % kế hoạch thu). Số tiền: triệu đồng. Số liệu {month}.",
        "Ranked by the share of the year's revenue plan; all rates are per cent of each office's own plan (debt: of the"
        " revenue plan). Money in million dong. Figures of {month}.",
    )
    return Table(
        pen.say(Text("Xếp hạng các cơ quan", "Ranking of the offices")),
        columns,
        tuple(rows),
        pen.say(note, month=pen.month(known[0].month)),
    )


def _by_rank(row: tuple[Cell, ...]) -> tuple[float, str]:
    """Return what rows are sorted by: rank, then name."""
    return float(row[1] or 0) if not isinstance(row[1], str) else 0.0, str(row[0])


def _office_row(rank: int, one: Situation, pen: Pen) -> tuple[Cell, ...]:
    """Return the row of one office."""
    revenue, debt, ratio = one.of("revenue_total"), one.of("debt_total"), one.of("debt_ratio_to_plan")
    return (
        one.place.name.to(pen.language),
        rank,
        in_millions(revenue.value if revenue else None),
        _shown(revenue),
        *(_shown(one.of(code)) for code in SCHEMES),
        in_millions(debt.value if debt else None),
        ratio.value if ratio else None,
    )


def _share(one: Standing | None) -> Number:
    """Return the share of the plan, below every real one where there is none."""
    if one is None or one.progress is None or one.progress.share is None:
        return -1
    return one.progress.share


def _shown(one: Standing | None) -> Number | None:
    """Return the share of the plan for the eye."""
    return None if _share(one) == -1 else share_shown(_share(one))


def moved(known: Sequence[Situation], code: str) -> tuple[Comparator, Movement] | None:
    """Return how the offices moved in `code`, on the first comparator that all offices with the figure know."""
    standings = {one.place.code: one.of(code) for one in known}
    for comparator in HELD_AGAINST:
        changes: Mapping[str, Change] = {
            office: change
            for office, standing in standings.items()
            if standing is not None and (change := standing.change(comparator)) is not None
        }
        if changes and len(changes) == sum(standing is not None for standing in standings.values()):
            return comparator, movement(changes)
    return None


def _movements(known: Sequence[Situation], pen: Pen) -> list[Say]:
    """Return for each scheme and for revenue how many offices rise or fall, and which."""
    names = {one.place.code: one.place.name.to(pen.language) for one in known}
    said = []
    for code in (*SCHEMES, "revenue_total"):
        found = moved(known, code)
        if found is None:
            continue
        comparator, movement_ = found
        sample = next(one for child in known if (one := child.of(code)) and comparator in one.comparisons)
        rising = [f"{names[one.office]} ({_signed(sample, one.change, pen)})" for one in movement_.rising[:NAMED]]
        falling = [f"{names[one.office]} ({_signed(sample, one.change, pen)})" for one in movement_.falling[:NAMED]]
        text = pen.say(
            _MOVED,
            name=sample.indicator.name.to(pen.language),
            up=len(movement_.rising),
            down=len(movement_.falling),
            same=len(movement_.unchanged),
            base=pen.compared(sample.comparisons[comparator]),
            most=pen.say(_MOST, list=", ".join(rising)) if rising else "",
            falling=pen.say(_FALLING, list=", ".join(falling)) if falling else "",
        )
        said.append(Say(text))
    return said


def _signed(sample: Standing, change: Change, pen: Pen) -> str:
    """Return +1.234 or −2,3 tỷ đồng."""
    if sample.indicator.is_money:
        return pen.numbers.money(change.amount, sign=True)
    return pen.numbers.decimal(change.amount, 0, sign=True)


def _growth(known: Sequence[Situation], pen: Pen) -> Table | None:
    """Return who carries the growth of all participants: change, per cent, rank, share of the growth."""
    found = moved(known, "participants_headline")
    if found is None:
        return None
    comparator, offices = found
    names = {one.place.code: one.place.name.to(pen.language) for one in known}
    sample = next(
        one for child in known if (one := child.of("participants_headline")) and comparator in one.comparisons
    )
    columns = (
        Column(pen.say(Text("Cơ quan", "Office"))),
        Column(pen.say(Text("Hạng", "Rank")), 0),
        Column(pen.say(Text("Lượt người tham gia", "Participants")), 0),
        Column(pen.say(Text("Tăng, giảm", "Change")), 0),
        Column("±", 2, "%"),
        Column(pen.say(Text("Đóng góp", "Share of growth")), 2, "%"),
    )
    rows = tuple(
        (names[one.office], one.rank, one.change.now, one.change.amount, one.change.percent, one.share)
        for one in offices.offices
    )
    note = Text("So với {base}.", "Against {base}.")
    title = Text("Đóng góp vào tăng trưởng người tham gia", "Who carries the growth of participants")
    return Table(pen.say(title), columns, rows, pen.say(note, base=pen.compared(sample.comparisons[comparator])))
