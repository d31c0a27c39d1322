"""Simulators and what-if over the API: the same answers as the pages; nothing sent is kept."""

import datetime as dt
from dataclasses import asdict
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from ansinh.api.callers import caller
from ansinh.api.problems import problem
from ansinh.api.shapes import FindingOut, Sentence
from ansinh.core.errors import MissingError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.settle.settled import Settled
from ansinh.domain.benefits.simulate_choice import Choice, Way
from ansinh.domain.benefits.simulate_pension import Forecast
from ansinh.law.conditions import Condition
from ansinh.law.explain import Explanation, Step
from ansinh.law.what_if import Change
from ansinh.records.store.pages import viewer, work
from ansinh.usecases import clock
from ansinh.usecases.benefits.simulate import Simulated, simulate
from ansinh.usecases.benefits.simulate_law import Question, what_if

router = Router(tags=["simulators"])
Task = Literal["choice", "pension", "unemployment", "maternity"]
WRONG = Text("Số liệu cần sửa; mọi chỗ được nêu cùng lúc.", "What was sent needs mending; every place is told at once.")
NO_OFFICE = Text("Không tìm thấy, hoặc không thuộc phạm vi của bạn.", "Not found, or not within your scope.")


class RowIn(Schema):
    """Months of one salary (dong; for State pay the coefficient), both ends included."""

    first: str
    last: str
    salary: str
    kind: Literal["employer", "state", "voluntary"] = "employer"
    hard: bool = False


class AheadIn(Schema):
    """What a task asks besides the person: go_on, contract_end and filed, or birth, leave_first and children."""

    go_on: str = ""
    go_on_kind: Literal["employer", "voluntary"] = "employer"
    contract_end: str = ""
    filed: str = ""
    birth: str = ""
    leave_first: str = ""
    children: str = "1"


class SimulationIn(AheadIn):
    """A person as typed, and what the task asks."""

    sex: str
    born: str
    rows: list[RowIn] = Field(default_factory=list)
    region: str = "1"


class ChangeIn(Schema):
    """One value of the law by its key, as text; parts of a map as I=5500000;II=4900000."""

    key: str
    value: str


class WhatIfIn(Schema):
    """What would change, from which day, for which office and all under it."""

    office: str
    since: dt.date
    changes: list[ChangeIn]


@router.post("/simulations/{task}", response=dict[str, Any], auth=None)
def post_simulation(request: HttpRequest, task: Task, body: SimulationIn) -> dict[str, Any] | HttpResponse:
    """Simulate with typed data, for anybody; nothing is kept. 422 with every finding where it cannot be."""
    del request  # nobody needs to be known for this
    return _told(simulate(task, body.dict(), clock.today()))


@router.post("/me/simulations/{task}", response=dict[str, Any])
def post_own_simulation(request: HttpRequest, task: Task, body: AheadIn) -> dict[str, Any] | HttpResponse:
    """Simulate with the caller's own record; nothing is kept."""
    who = caller(request)
    person = next((grant.person for grant in who.grants if grant.person), 0)
    who.require("own.person", person=person)
    return _told(simulate(task, body.dict(), clock.today(), person=person))


def _told(found: Simulated) -> dict[str, Any] | HttpResponse:
    """Return the result, or every finding as a problem."""
    if not found.findings:
        return _result(found)
    items = [FindingOut.of(place, one).dict() for place, one in enumerate(found.findings, 1)]
    return problem(422, WRONG, findings=items)


@router.post("/what-if", response=dict[str, Any])
def post_what_if(request: HttpRequest, body: WhatIfIn) -> dict[str, Any]:
    """Put today's law and a changed one beside one another for the people of an office."""
    office = viewer.office(body.office)
    if office is None:
        raise MissingError(NO_OFFICE)
    caller(request).require("targets.write", office_path=office.path)
    known = Month.containing(work.last_closed() or clock.today())
    changes = tuple(Change(one.key, body.since, one.value) for one in body.changes)
    return what_if(Question(office.path, changes, known)).to_json()


def _result(found: Simulated) -> dict[str, Any]:
    """Return a simulation as JSON."""
    if isinstance(found.result, Choice):
        return _choice(found.result)
    if isinstance(found.result, Forecast):
        return _forecast(found.result)
    return _settled(found.result, found.days) if found.result is not None else {}


def _choice(found: Choice) -> dict[str, Any]:
    """Return the ways beside one another."""
    return {
        "ages": list(found.ages), "ways": [_way(way) for way in found.ways],
        "even_ages": dict(found.even_ages), "why_not_now": [_why(one) for one in found.one_time.reasons],
    }  # fmt: skip


def _way(way: Way) -> dict[str, Any]:
    """Return one way."""
    return {
        "key": way.key, "name": asdict(way.name), "open": way.open, "at_once": way.at_once,
        "at_once_in": str(way.at_once_in), "paid_in": way.paid_in,
        "monthly": [
            {"from": str(one.first), "to_before": None if one.end is None else str(one.end), "amount": one.monthly}
            for one in way.streams
        ],
        "cumulative": list(way.cumulative), "says": [asdict(text) for text in way.says], "steps": _steps(way.told),
    }  # fmt: skip


def _forecast(found: Forecast) -> dict[str, Any]:
    """Return the pension ahead."""
    return {
        "start": None if found.start is None else str(found.start), "of_age": str(found.of_age),
        "age_months": found.age, "months": found.months, "ahead": found.ahead, "missing": found.missing,
        "rate_thousandths": found.rate, "average": found.average, "pension": found.pension, "grant": found.grant,
        "why_not": [_why(one) for one in found.right.failed], "steps": _steps(found.told),
    }  # fmt: skip


def _settled(found: Settled, days: tuple[Step, ...]) -> dict[str, Any]:
    """Return a settled claim, with the days its claimant has to keep."""
    parts = [
        {
            "name": asdict(part.name), "rhythm": part.rhythm, "amount": part.amount, "from": part.first.isoformat(),
            "to_before": part.end.isoformat() if part.end else None,
        }
        for part in found.parts
    ]  # fmt: skip
    why = [_why(one) for one in found.reasons]
    return {
        "granted": found.granted, "parts": parts, "why_not": why, "steps": _steps(found.explanation),
        "days": _steps(Explanation(days, ())),
    }  # fmt: skip


def _why(one: Condition) -> dict[str, Any]:
    """Return a failed condition with what would satisfy it."""
    texts = {"name": one.name, "found": one.found, "mend": one.mend}
    return {"code": one.code, "citation": one.citation, **{k: Sentence.of(text).dict() for k, text in texts.items()}}


def _steps(told: Explanation) -> list[dict[str, Any]]:
    """Return the steps of an explanation."""
    return [
        {
            "name": asdict(step.name), "formula": step.formula, "citation": step.citation,
            "result": step.result if isinstance(step.result, str) else asdict(step.result),
        }
        for step in told.steps
    ]  # fmt: skip
