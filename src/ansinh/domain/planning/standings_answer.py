"""The figures of a situation for machines: each with its day, unit, state, denominator, plan and comparators."""

from fractions import Fraction

from ansinh.core.rate import decimal_text
from ansinh.domain.planning.numbers import Number
from ansinh.domain.planning.situation import Situation, Standing

PLACES = 6


def answer(here: Situation) -> list[dict[str, object]]:
    """Return every indicator that is known of the office and month."""
    known = [here.of(code) for code in here.indicators]
    return [_figure(here, one) for one in known if one is not None]


def _figure(here: Situation, one: Standing) -> dict[str, object]:
    """Return one indicator."""
    done = one.progress
    plan = None
    if done is not None and one.target is not None:
        plan = {
            "value": _text(done.plan),
            "version": one.target.version,
            "document": one.target.document,
            "share_percent": _text(done.share),
            "pace_percent": _text(done.expected_share),
            "gap_points": _text(done.gap),
            "remaining": _text(done.remaining),
            "needed_per_month": _text(done.per_month),
            "needed_per_week": _text(done.per_week),
            "outlook": one.outlook,
            "projected": _text(one.projected),
        }
    return {
        "indicator": one.indicator.code,
        "name": {"vi": one.indicator.name.vi, "en": one.indicator.name.en},
        "office": here.place.code,
        "period": str(here.month),
        "as_of": one.as_of.isoformat(),
        "unit_of_count": one.indicator.unit,
        "kind": one.indicator.kind,
        "state": one.state,
        "value": _text(one.value),
        "denominator": None if one.over is None else {"name": one.over.name.vi, "value": _text(one.over.value)},
        "plan": plan,
        "comparators": {
            name.value: {
                "base_period": f"{comparison.base.first}..{comparison.base.last}",
                "base": _text(comparison.change.base),
                "now": _text(comparison.change.now),
                "amount": _text(comparison.change.amount),
                "percent": _text(comparison.change.percent),
                "points": _text(comparison.change.points),
            }
            for name, comparison in one.comparisons.items()
        },
    }


def _text(value: Number | None) -> str | None:
    """Return a value with at most six decimals; None stays None."""
    return None if value is None else decimal_text(Fraction(value), PLACES)
