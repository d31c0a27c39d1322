"""A plan made of lists: employers by risk or by name, facilities that stand out, every payment point of some months."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.errors import MissingError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.jobs.inspection.points import plan_all
from ansinh.records.store.collection import facility_odds, risk, scope
from ansinh.usecases.collection import inspection_plans
from ansinh.usecases.collection import risk as risks
from ansinh.usecases.collection.inspection_plans import Wanted

_NO_RUN = Text("Chưa chấm rủi ro cho cơ quan này.", "The risk of this office was never scored.")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a plan takes in: so many of the riskiest employers and oddest facilities, names, points of some months."""

    riskiest: int = 0
    oddest: int = 0
    employers: tuple[str, ...] = ()
    facilities: tuple[str, ...] = ()
    points: tuple[Month, Month] | None = None


def make_plan(office: str, paper: str, due: dt.date, chosen: Chosen, actor: str) -> int:
    """Make the next version of the plan of the year of `due` as a draft; return its id.

    MissingError where the riskiest are asked for and nobody was scored, or a name does not exist.
    """
    place = scope.office(office)
    wanted = [
        *_riskiest(place, chosen.riskiest, due),
        *(Wanted("periodic", "employer", due, code) for code in chosen.employers),
        *_facilities(place, chosen, due),
    ]
    if chosen.points:
        wanted += plan_all(office, chosen.points, due)
    return inspection_plans.make(office, due.year, paper, wanted, actor)


def _riskiest(place: scope.OfficeFacts, count: int, due: dt.date) -> list[Wanted]:
    """Return the riskiest employers that no plan holds yet, each with its points as the reason."""
    if not count:
        return []
    run = risk.latest(place.path)
    if run is None:
        raise MissingError(_NO_RUN)
    return [
        Wanted("periodic", "employer", due, one.row.code, 1, ("specialised",), f"Điểm rủi ro {one.row.points}")
        for one in risks.propose(run, scope.offices(place.path), count)
    ]


def _facilities(place: scope.OfficeFacts, chosen: Chosen, due: dt.date) -> list[Wanted]:
    """Return the oddest facilities of our register and those named, looked at together with the health department."""
    odd = [one for one in facility_odds.latest([place.id]) if one.registered][: chosen.oddest]
    reasons = {one.facility: f"{one.per_mille} ‰ hồ sơ khác thường" for one in odd}
    codes = dict.fromkeys([*reasons, *chosen.facilities])
    return [Wanted("periodic", "facility", due, code, 1, ("intersector",), reasons.get(code, "")) for code in codes]
