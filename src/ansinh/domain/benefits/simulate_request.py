"""A request to a simulator: the task, the person, and what the task asks besides; read with all findings at once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ansinh.core.finding import Finding
from ansinh.core.period import Month, add_months
from ansinh.domain.benefits.settle.settled import Settled
from ansinh.domain.benefits.simulate import Asked, maternity, unemployment
from ansinh.domain.benefits.simulate_choice import Choice, compare
from ansinh.domain.benefits.simulate_pension import Forecast, GoOn, forecast_pension
from ansinh.domain.benefits.simulate_typed import Reading, number_typed, read_asked, read_go_on
from ansinh.law.maternity.birth import earliest_start
from ansinh.law.values import Values

TASKS: Final = ("choice", "pension", "unemployment", "maternity")
MOST_CHILDREN: Final = 9
MOST_AHEAD: Final = 10  # months until a birth that is expected


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be simulated for whom. Days play a part in their own task only."""

    task: str
    asked: Asked
    ahead: GoOn
    ended: dt.date | None = None
    filed: dt.date | None = None
    birth: dt.date | None = None
    first: dt.date | None = None
    children: int = 1


def read_request(
    task: str, given: Mapping[str, Any], today: dt.date, values: Values, record: Asked | None = None
) -> tuple[Request | None, list[Finding]]:
    """Return the request, or None with every finding; `record` stands for what is typed about the person.

    Fields as in `read_asked` and `read_go_on`; contract_end, filed, birth, leave_first (YYYY-MM-DD), children.
    """
    reading = Reading()
    asked = record or read_asked(given, today, reading)
    ahead = read_go_on(given, reading) if task in {"choice", "pension"} else GoOn()
    days = {name: _day(given, name, reading) for name in _DAYS.get(task, ())}
    children = reading.read("COUNT", given.get("children") or "1", number_typed(1, MOST_CHILDREN), "children") or 1
    ended, filed = days.get("contract_end"), days.get("filed")
    if ended is not None and filed is not None and filed < ended:
        reading.wrong("FILED", filed, "filed")
    if asked is not None and task == "maternity":
        _check_birth(asked, (days["birth"], days["leave_first"]), values, reading)
    if reading.findings or asked is None:
        return None, reading.findings
    return Request(
        task, asked, ahead, days.get("contract_end"), days.get("filed"), days.get("birth"), days.get("leave_first"),
        children,
    ), []  # fmt: skip


_DAYS: Final = {"unemployment": ("contract_end", "filed"), "maternity": ("birth", "leave_first")}
_SAME_AS: Final = {"filed": "contract_end", "leave_first": "birth"}  # where it is left empty


def _day(given: Mapping[str, Any], name: str, reading: Reading) -> dt.date | None:
    """Return a day typed; one that may be left empty is the day it follows."""
    written = given.get(name) or given.get(_SAME_AS.get(name, ""), "")
    return reading.read("DAY", written, dt.date.fromisoformat, name)


def _check_birth(asked: Asked, days: tuple[dt.date | None, dt.date | None], values: Values, reading: Reading) -> None:
    """Find what cannot be about a birth: a father's question, a leave too early or after the birth (`days`)."""
    birth, first = days
    if asked.sex != "female":
        reading.wrong("MOTHER", asked.sex, "sex")
    known = values.parameters["maternity.birth.before_months"].first_known
    if birth is not None and not (known or birth) <= birth <= add_months(asked.today, MOST_AHEAD):
        reading.wrong("BIRTH", birth, "birth")
        return
    if birth is None or first is None:
        return
    if Month.containing(first) > Month.containing(birth) or first < earliest_start(birth, values):
        reading.wrong("LEAVE", first, "leave_first")


def simulate(request: Request, values: Values) -> Choice | Forecast | Settled:
    """Return what the law says about a request; UnknownValueError where a figure is not established."""
    asked = request.asked
    if request.task == "choice":
        return compare(asked, request.ahead, values)
    if request.task == "pension":
        return forecast_pension(asked, request.ahead, values)
    if request.task == "unemployment":
        ended = request.ended or asked.today
        return unemployment(asked, ended, request.filed or ended, values)
    birth = request.birth or asked.today
    return maternity(asked, birth, values, children=request.children, first=request.first)
