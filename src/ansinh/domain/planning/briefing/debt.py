"""Debt: by age, by fund, by the state of the employer, and over two denominators that are never confused."""

from collections.abc import Sequence

from ansinh.core.text import Text
from ansinh.domain.planning.briefing.pen import Pen, in_millions
from ansinh.domain.planning.briefing.tables import MILLIONS, against_time, as_of, standings
from ansinh.domain.planning.briefing.tree import Block, Cell, Column, Line, Part, Picture, Say, Table
from ansinh.domain.planning.compare import Comparator
from ansinh.domain.planning.progress import percent
from ansinh.domain.planning.situation import Situation, Standing

AGES = ("debt_late", "debt_outstanding", "debt_prolonged", "debt_hard")
FUNDS = ("debt_si", "debt_hi", "debt_ui", "debt_oad")
STATUSES = ("debt_of_active", "debt_of_suspended", "debt_of_absconded", "debt_of_closed")
RATIOS = ("debt_ratio_to_plan", "debt_ratio_to_receivable")
COUNTS = ("units_in_debt", "units_prolonged", "people_in_prolonged", "debt_interest", "overpayments")

_COUNTED = {
    "debt_late": ("units_late", "people_in_late"),
    "debt_outstanding": ("units_outstanding", "people_in_outstanding"),
    "debt_prolonged": ("units_prolonged", "people_in_prolonged"),
    "debt_hard": ("units_hard", "people_in_hard"),
    "debt_of_active": ("debtors_active", "people_of_active"),
    "debt_of_suspended": ("debtors_suspended", "people_of_suspended"),
    "debt_of_absconded": ("debtors_absconded", "people_of_absconded"),
    "debt_of_closed": ("debtors_closed", "people_of_closed"),
}
"""The employers and workers behind a part of the debt."""
_RATIO = Text(
    "{name}: {rate} ({debt} trên {base} là {value}){change}.",
    "{name}: {rate} ({debt} over the {base}, {value}){change}.",
)
_RECEIVABLE = Text(
    "Số phải thu lũy kế gồm nợ năm trước chuyển sang và số phát sinh phải thu từ đầu năm.",
    "The amount receivable to date is debt brought forward and what fell due since January.",
)


def debt(here: Situation, pen: Pen) -> Part | None:
    """Return the part on debt, or None where nothing is known of it."""
    total = here.of("debt_total")
    if total is None:
        return None
    known = standings(here, AGES)
    blocks: list[Block | None] = [
        *_ratios(here, total, pen),
        _shares(here, Text("Nợ theo tuổi nợ", "Debt by age"), known, total, pen),
        _picture(known, pen),
        _shares(here, Text("Nợ theo quỹ", "Debt by fund"), standings(here, FUNDS), total, pen),
        _shares(
            here,
            Text("Nợ theo tình trạng đơn vị", "Debt by state of the employer"),
            standings(here, STATUSES),
            total,
            pen,
        ),
        _counts(here, pen),
        *against_time(Text("Biến động nợ", "Debt compared"), [total, *known], pen, as_of([total], pen)),
    ]
    return Part(pen.say(Text("Nợ", "Debt")), tuple(block for block in blocks if block))


def _ratios(here: Situation, total: Standing, pen: Pen) -> list[Say]:
    """Return one sentence for each ratio: numerator, denominator by name and value, change in points."""
    said = []
    for ratio in standings(here, RATIOS):
        if ratio.over is None:
            continue
        against = pen.versus(ratio, Comparator.SAME_PERIOD_LAST_YEAR) or pen.versus(ratio, Comparator.LAST_DECEMBER)
        base = ratio.over.name.to(pen.language)
        said.append(
            Say(
                pen.say(
                    _RATIO,
                    name=ratio.indicator.name.to(pen.language),
                    rate=pen.numbers.percent(ratio.value),
                    debt=pen.numbers.money(total.value),
                    base=base[:1].lower() + base[1:],
                    value=pen.numbers.money(ratio.over.value),
                    change=f"; {against}" if against else "",
                )
            )
        )
    if any(one.indicator.code == RATIOS[1] for one in standings(here, RATIOS)):
        said.append(Say(pen.say(_RECEIVABLE)))
    return said


def _shares(here: Situation, title: Text, parts: Sequence[Standing], total: Standing, pen: Pen) -> Table | None:
    """Return the parts of the debt with their share of the whole; the last row is the whole."""
    if not parts:
        return None
    behind = [_behind(here, one) for one in parts]
    with_counts = any(behind)
    counts = (Column(pen.say(Text("Đơn vị", "Employers")), 0), Column(pen.say(Text("Lao động", "Workers")), 0))
    columns = (
        Column(pen.say(Text("Nhóm", "Group"))),
        *(counts if with_counts else ()),
        Column(pen.say(Text("Số nợ", "Debt")), 0, pen.say(MILLIONS)),
        Column(pen.say(Text("Tỷ trọng", "Share")), 2, "%"),
    )
    rows: list[tuple[Cell, ...]] = [
        (one.indicator.short.to(pen.language), *numbers, in_millions(one.value), percent(one.value, total.value))
        for one, numbers in zip(parts, behind, strict=True)
    ]
    blank = (None, None) if with_counts else ()
    whole = (in_millions(total.value), percent(total.value, total.value))
    rows.append((pen.say(Text("Tổng nợ", "Total")), *blank, *whole))
    note = Text(
        "{day} Mẫu số của tỷ trọng: tổng nợ gốc của đơn vị.", "{day} Shares are of all principal owed by employers."
    )
    return Table(pen.say(title), columns, tuple(rows), pen.say(note, day=as_of([total], pen)), frozenset({len(parts)}))


def _behind(here: Situation, part: Standing) -> tuple[Cell, ...]:
    """Return the employers and workers behind a part of the debt; nothing for parts that are not counted so."""
    codes = _COUNTED.get(part.indicator.code)
    if codes is None or all(here.of(code) is None for code in codes):
        return ()
    return tuple(found.value if (found := here.of(code)) else None for code in codes)


def _picture(parts: Sequence[Standing], pen: Pen) -> Picture | None:
    """Return debt by age as bars."""
    if not parts:
        return None
    return Picture(
        kind="bar",
        title=pen.say(Text("Nợ theo tuổi nợ", "Debt by age")),
        labels=tuple(one.indicator.short.to(pen.language) for one in parts),
        lines=(Line(pen.say(Text("Số nợ", "Debt")), tuple(in_millions(one.value) for one in parts)),),
        unit=pen.say(MILLIONS),
        note=as_of(parts, pen),
    )


def _counts(here: Situation, pen: Pen) -> Say | None:
    """Return how many employers and workers stand behind the debt, interest not paid, and money paid too much."""
    known = standings(here, COUNTS)
    named = [f"{one.indicator.name.to(pen.language)}: {pen.amount(one.indicator, one.value)}" for one in known]
    return Say("; ".join(named) + ".") if named else None
