"""The check of published figures as an answer for machines: keys of the file, our results, where they differ."""

from fractions import Fraction

from ansinh.core.rate import decimal_text
from ansinh.domain.planning.prints import read_print
from ansinh.domain.planning.verdicts import Assessment, Base, Held, Judged

PLACES = 6
"""Decimals of a computed value, half up (convention `computed`)."""


def answer(assessment: Assessment) -> dict[str, object]:
    """Return every verdict, implied base, misprint and cross check, the totals, and disagreements with the file."""
    articles = list(dict.fromkeys(one.figure.article for one in assessment.figures))
    return {
        "format": "ansinh-figures-check/1",
        "figures": [_figure(one) for one in assessment.figures],
        "denominators": [_base(one) for one in assessment.bases],
        "misprints": [
            {
                "id": one.misprint.id,
                "where": one.misprint.where,
                "kind": one.misprint.kind,
                "printed": one.misprint.printed,
                "read": one.misprint.read,
                "proof": one.misprint.proof.text if one.misprint.proof else None,
                "proof_value": _text(one.value),
            }
            for one in assessment.misprints
        ],
        "cross_checks": [_held(one) for one in assessment.cross_checks],
        "totals": {"all": assessment.totals(), "by_article": {one: assessment.totals(one) for one in articles}},
        "disagreements": [
            {
                "id": one.figure.id,
                "file": one.figure.recorded.verdict,
                "ours": one.verdict,
                "computed": _text(one.computed),
            }
            for one in assessment.figures
            if not one.agrees
        ],
    }


def _figure(one: Judged) -> dict[str, object]:
    """Return one figure: the print as read, never to be printed as ours where it is contradicted."""
    figure = one.figure
    return {
        "id": figure.id,
        "article": figure.article,
        "office": figure.office,
        "indicator": figure.indicator,
        "scheme": figure.scheme,
        "unit_of_count": figure.unit_of_count,
        "measure": figure.measure,
        "comparator": figure.comparator,
        "denominator": figure.denominator,
        "as_of": figure.as_of.isoformat() if figure.as_of else None,
        "state": figure.state,
        "printed": _text(figure.printed),
        "printed_text": figure.printed_text,
        "slip": read_print(figure.printed_text, figure.printed).slip or None,
        "check": figure.check.text if figure.check else None,
        "depends_on": figure.check.figures if figure.check else [],
        "computed": _text(one.computed),
        "interval": [_text(one.interval.low), _text(one.interval.high)] if one.interval else None,
        "verdict": one.verdict,
        "own_value": _text(one.own_value),
    }


def _base(one: Base) -> dict[str, object]:
    """Return one denominator with what the figures imply for it."""
    known, implied = one.denominator, one.denominator.implied
    return {
        "id": known.id,
        "name": known.name,
        "unit_of_count": known.unit_of_count,
        "value": _text(known.value),
        "implied": None
        if implied is None
        else {"expr": implied.text, "value": _text(one.value), "low": _text(one.low), "high": _text(one.high)},
    }


def _held(one: Held) -> dict[str, object]:
    """Return one cross check."""
    return {
        "id": one.check.id,
        "left": one.check.left.text,
        "relation": one.check.relation,
        "right": one.check.right.text,
        "left_value": _text(one.left),
        "right_value": _text(one.right),
        "holds": one.holds,
        "note": one.check.note,
    }


def _text(value: Fraction | None) -> str | None:
    """Return a value with at most six decimals; None stays None."""
    return None if value is None else decimal_text(value, PLACES)
