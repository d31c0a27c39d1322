"""The numbers of care over the API: for a facility its own, for the agency those of its offices."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from ansinh.api.callers import Caller, caller
from ansinh.api.written import month_of
from ansinh.records.store.claims.numbers import Care, CareLine
from ansinh.records.store.claims.place import codes_under, own_facility
from ansinh.usecases.claims.numbers import report

router = Router(tags=["claims"])


class CareOut(Schema):
    """Visits, people and whole dong of some months."""

    visits_out: int
    visits_in: int
    people: int
    claimed: int
    accepted: int
    cut: int


class LineOut(Schema):
    """One facility, chapter or month: these months, and the same a year before."""

    key: str
    now: CareOut
    before: CareOut


class NumbersOut(Schema):
    """The numbers of some months; `rules`: code -> findings and dong cut; `chip`: contracted facilities, with chip."""

    first: str
    last: str
    whole: LineOut
    months: list[LineOut]
    facilities: list[LineOut]
    chapters: list[LineOut]
    rules: dict[str, dict[str, int]]
    lookups: dict[str, int]
    facilities_contracted: int
    facilities_chip: int


@router.get("/numbers", response=NumbersOut)
def get_numbers(request: HttpRequest, first: str, last: str, facility: str = "") -> NumbersOut:
    """Return the numbers of care from `first` to `last` (YYYY-MM, at most a year)."""
    who = caller(request)
    codes = allowed_facilities(who)
    told = report([facility] if facility in codes else [] if facility else list(codes), month_of(first), month_of(last))
    return NumbersOut(
        first=str(told.first), last=str(told.last), whole=_line(told.whole), months=[_line(one) for one in told.months],
        facilities=[_line(one) for one in told.facilities], chapters=[_line(one) for one in told.chapters],
        rules={code: {"findings": times, "cut": cut // 100} for code, times, cut, _ in told.rules},
        lookups={channel: counts[0] for channel, counts in told.channels.items()},
        facilities_contracted=len(told.chips), facilities_chip=told.with_chip,
    )  # fmt: skip


def allowed_facilities(who: Caller) -> set[str]:
    """Return the facilities whose numbers the caller may see: its own, or those under its offices."""
    place = own_facility([grant for grant in who.grants if grant.opens("own.facility", who.day)])
    return {place.code} if place is not None else set(codes_under(who.offices("claims"), who.day))


def _line(one: CareLine) -> LineOut:
    """Return a line as the API tells it."""
    return LineOut(key=one.key, now=_care(one.now), before=_care(one.before))


def _care(one: Care) -> CareOut:
    """Return figures as the API tells them: whole dong."""
    told: dict[str, Any] = {name: getattr(one, name) for name in ("visits_out", "visits_in", "people")}
    return CareOut(claimed=one.claimed // 100, accepted=one.accepted // 100, cut=one.cut // 100, **told)
