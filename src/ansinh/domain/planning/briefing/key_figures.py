"""The key figures: a number to be seen first, with its plan and its day under it."""

from fractions import Fraction

from ansinh.core.text import Text
from ansinh.domain.planning.briefing.pen import Pen, capital
from ansinh.domain.planning.briefing.tree import KeyFigure, KeyFigures, Tone
from ansinh.domain.planning.numbers import BILLION, MILLION
from ansinh.domain.planning.progress import Number, Progress
from ansinh.domain.planning.situation import Situation, Standing


def key_figures(here: Situation, pen: Pen) -> KeyFigures:
    """Return participants by scheme and revenue as key figures with plan and day."""
    items = []
    for code in ("participants_csi", "participants_hi", "participants_vsi", "revenue_total"):
        one = here.of(code)
        if one is not None:
            unit, shown = _short(one, pen)
            label = f"{one.indicator.short.to(pen.language)} ({unit})"
            items.append(KeyFigure(label, shown, _under(one, pen), tone_of(one.progress)))
    return KeyFigures(tuple(items))


def tone_of(progress: Progress | None) -> Tone:
    """Return good on or ahead of the pace, watch up to five points behind, bad beyond."""
    if progress is None or progress.gap is None:
        return ""
    if progress.gap >= 0 or progress.actual >= progress.plan:
        return "good"
    return "watch" if progress.gap > -5 else "bad"


def _short(one: Standing, pen: Pen) -> tuple[str, str]:
    """Return unit and number of a key figure: people, or dong in billions (millions where they are few)."""
    if not one.indicator.is_money:
        return pen.unit(one.indicator), pen.numbers.decimal(one.value)
    many = one.value >= BILLION
    unit = Text("tỷ đồng", "billion dong") if many else Text("triệu đồng", "million dong")
    return pen.say(unit), pen.numbers.decimal(Fraction(one.value) / (BILLION if many else MILLION), 1)


def _under(one: Standing, pen: Pen) -> str:
    """Return the note under a key figure: share of which plan, as of which day."""
    day = pen.say(Text("đến {day}", "on {day}"), day=pen.day(one.as_of))
    if one.progress is None or one.progress.share is None:
        return day
    share = pen.numbers.share(one.progress.share)
    plan: Number = one.progress.plan
    said = Text("{share} kế hoạch {plan}", "{share} of the plan of {plan}")
    return capital(f"{pen.say(said, share=share, plan=pen.amount(one.indicator, plan))}, {day}")
