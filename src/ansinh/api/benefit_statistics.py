"""Statistics of benefits over the API: turns, people and money beside the year before. Counts only, nobody's record."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from ansinh.api.callers import caller
from ansinh.api.written import month_of
from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.benefits.statistics import Figures
from ansinh.domain.benefits.statistics_onetime import BANDS, YEAR, by_band, by_month
from ansinh.records.store.benefits import statistics_onetime
from ansinh.records.store.pages.viewer import subtree
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases.benefits.statistics import report

router = Router(tags=["benefits"])
_RHYTHM = Text("rhythm là once hoặc month.", "rhythm is once or month.")


class FiguresOut(Schema):
    """Turns, distinct people, dong; now and in the same months a year before."""

    turns: int
    people: int
    amount: int
    turns_before: int
    people_before: int
    amount_before: int


class EffectsOut(Schema):
    """What of the change of money is due to count, mix and amount, dong; together exactly the change."""

    count: int
    mix: int
    amount: int


class StatisticsOut(Schema):
    """All figures of the months asked for."""

    first: str
    last: str
    total: FiguresOut
    effects: EffectsOut
    benefits: dict[str, FiguresOut]
    months: dict[str, FiguresOut]


def _out(now: Figures, before: Figures) -> FiguresOut:
    """Return figures beside one another."""
    return FiguresOut(
        turns=now.turns,
        people=now.people,
        amount=now.amount,
        turns_before=before.turns,
        people_before=before.people,
        amount_before=before.amount,
    )


@router.get("/statistics/one-time", response=dict[str, Any])
def get_onetime(request: HttpRequest, office: str, last: str) -> dict[str, Any]:
    """Return the one-time benefit of twelve months to `last` (YYYY-MM): each month, rolling, and by every dimension.

    A band is named by its lower limit (years of age, months insured, months away); offices and employers by their id.
    """
    place = office_by_code(office)
    caller(request).require("dossiers", office_path=place.path)
    until = month_of(last)
    asked = statistics_onetime.applications([one.id for one in subtree(place.path)], until.plus(1 - 2 * YEAR), until)
    months = by_month(asked, until.plus(1 - YEAR), until)
    return {
        "months": {
            str(month): {"alone": asdict(alone), "twelve": asdict(year)} for month, (alone, year) in months.items()
        },
        "by": {
            cut: {str(band): {"now": asdict(now), "before": asdict(before)} for band, (now, before) in found.items()}
            for cut in BANDS
            for found in (by_band(asked, cut, until),)
        },
    }


@router.get("/statistics", response=StatisticsOut)
def get_statistics(request: HttpRequest, office: str, first: str, last: str, rhythm: str = "once") -> StatisticsOut:
    """Return the statistics of an office and all under it, months `first` to `last` (YYYY-MM), both included."""
    place = office_by_code(office)
    caller(request).require("dossiers", office_path=place.path)
    months = month_of(first), month_of(last)
    if rhythm not in {"once", "month"}:
        raise RefusedError(_RHYTHM)
    told = report([one.id for one in subtree(place.path)], *months, rhythm)
    effects = told.comparison.split.total
    return StatisticsOut(
        first=first,
        last=last,
        total=_out(told.comparison.now, told.comparison.before),
        effects=EffectsOut(count=effects.count, mix=effects.mix, amount=effects.amount),
        benefits={code: _out(*pair) for code, pair in told.comparison.benefits.items()},
        months={str(month): _out(*pair) for month, pair in told.months.items()},
    )
