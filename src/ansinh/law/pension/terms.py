"""Which routes to a pension are open to a person, and how much time each one asks."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.terms import Sex
from ansinh.core.text import Text
from ansinh.law.pension.candidate import Candidate
from ansinh.law.pension.roads import Route
from ansinh.law.values import Value, Values

ROUTE_NAMES: dict[Route, Text] = {
    Route.NORMAL: Text("Điều kiện lao động bình thường", "Normal conditions of work"),
    Route.HARD: Text("Nặng nhọc, độc hại hoặc vùng đặc biệt", "Hard or dangerous work, or a special area"),
    Route.TEN_YEARS: Text("Thấp hơn mười tuổi", "Ten years below the normal age"),
    Route.COAL: Text("Khai thác than trong hầm lò", "Underground coal"),
    Route.LOSS_61: Text("Suy giảm khả năng lao động", "Loss of working capacity"),
    Route.LOSS_81: Text("Suy giảm khả năng lao động nặng", "Severe loss of working capacity"),
    Route.VOLUNTARY_BEFORE_2021: Text("Tham gia tự nguyện trước năm 2021", "Voluntary member of before 2021"),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """A route: its age (`any_age` asks none), the least months with their source, and the months that count."""

    route: Route
    least: int
    has: int
    citation: str
    any_age: bool = False

    @property
    def missing(self) -> int:
        """Months still missing, 0 if enough."""
        return max(0, self.least - self.has)


def open_terms(person: Candidate, day: dt.date, values: Values) -> tuple[Terms, ...]:
    """Art. 54-55, 73, Law 58/2014/QH13; Art. 64-65, 98, Law 41/2024/QH15: the routes that a person may ask for.

    The normal route first. Lower ages need the compulsory time alone; the normal age takes compulsory and voluntary
    time together. UnknownValueError before the first known day.
    """
    least = values.get("pension.min_months", day)
    found = [Terms(Route.NORMAL, least.whole, person.months, least.citation)]
    hard = values.whole("pension.hard_months", day)
    if person.hard_months >= hard:
        found.append(Terms(Route.HARD, least.whole, person.compulsory_months, least.citation))
    if person.coal_months >= hard:
        found.append(Terms(Route.COAL, least.whole, person.compulsory_months, least.citation))
    if person.hiv_at_work:
        found.append(Terms(Route.NORMAL, least.whole, person.compulsory_months, least.citation, any_age=True))
    commune = values.find("pension.min_months.commune_women", day) if person.commune_woman else None
    if commune is not None and person.sex is Sex.FEMALE:
        found.append(Terms(Route.NORMAL, commune.whole, person.compulsory_months, commune.citation))
    return (*found, *_voluntary(person, day, values), *_lost_capacity(person, day, values, hard=hard))


def _voluntary(person: Candidate, day: dt.date, values: Values) -> tuple[Terms, ...]:
    """Return the old age kept by voluntary members of before 2021."""
    if not person.voluntary_before_2021 or values.find("pension.age.voluntary_before", day) is None:
        return ()
    least = values.get("pension.age.voluntary.months", day)
    return (Terms(Route.VOLUNTARY_BEFORE_2021, least.whole, person.voluntary_months, least.citation),)


def _lost_capacity(person: Candidate, day: dt.date, values: Values, *, hard: int) -> tuple[Terms, ...]:
    """Return the routes of lost capacity: five years, ten years, or any age after specially hard work."""
    if person.loss_pct is None or person.loss_pct < values.whole("pension.loss.least", day):
        return ()
    least: Value = values.get("pension.min_months.lost_capacity", day)
    severe = person.loss_pct >= values.whole("pension.loss.severe", day)
    route = Route.LOSS_81 if severe else Route.LOSS_61
    any_age = person.special_hard_months >= hard
    return (Terms(route, least.whole, person.compulsory_months, least.citation, any_age=any_age),)
