"""What-if for the agency: change dated values from a day on; cost and people by group, beside today's law."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from ansinh.core.errors import AnsinhError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.simulate_law import Part
from ansinh.law.explain import content_text
from ansinh.law.values import Parameter, Values
from ansinh.law.what_if import Change
from ansinh.records.store.pages import work
from ansinh.usecases.benefits.simulate_law import Question, what_if
from ansinh.usecases.ledger.law import law_of_books
from ansinh.web import speech
from ansinh.web.charts import Chart, series
from ansinh.web.clock import today
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

MOST_CHANGES = 3
BILLION = 10**9
OFTEN = (
    "base_salary", "reference_level", "regional_minimum_wage", "si.rate.employer.retirement_survivorship",
    "si.rate.employee.retirement_survivorship", "ui.rate.employer", "hi.rate.employer", "pension.age.men",
    "pension.age.women", "pension.increase", "pension.min_months", "si.ceiling.multiple",
)  # fmt: skip
BAD_DAY = Text("Ngày “{found}” không đọc được.", "The day “{found}” cannot be read.")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of the law that can be changed, as it is today."""

    key: str
    name: str
    now: str


def show(request: HttpRequest) -> HttpResponse:
    """Show the form, and the answer to what was asked."""
    viewer = viewer_of(request)
    keys, texts = request.GET.getlist("key")[:MOST_CHANGES], request.GET.getlist("value")[:MOST_CHANGES]
    given = [(key, text.strip()[:200]) for key, text in zip(keys, texts, strict=False)]
    since = request.GET.get("since", "")
    office = viewer.office("overview", request.GET.get("office") or None)
    context: dict[str, Any] = {
        "offices": viewer.offices, "office": office, "since": since or _next_year(), "often": _choices(law_of_books()),
        "rows": [*given, *[("", "")] * (MOST_CHANGES - len(given))][:MOST_CHANGES],
    }  # fmt: skip
    if any(text for _, text in given):
        context |= _answer(office.path, given, since)
    return page(request, "benefits/what_if.html", context)


def _next_year() -> str:
    """Return the first day of the next year."""
    return dt.date(today().year + 1, 1, 1).isoformat()


def _choices(values: Values) -> list[Choice]:
    """Return the values that are changed often first, then every other one in force today."""
    day = today()
    rest = sorted(key for key in values.parameters if key not in OFTEN)
    found = (_choice(values.parameters[key], values, day) for key in (*OFTEN, *rest))
    return [one for one in found if one is not None]


def _choice(parameter: Parameter, values: Values, day: dt.date) -> Choice | None:
    """Return a value as it is on a day; None where none is established."""
    line = parameter.on(day)
    if line is None or not line.established:
        return None
    now = content_text(values.get(parameter.key, day), speech.language())
    return Choice(parameter.key, speech.say(parameter.label), now[:80])


def _answer(path: str, given: list[tuple[str, str]], since: str) -> dict[str, Any]:
    """Return the answer, or why there is none."""
    try:
        day = dt.date.fromisoformat(since)
    except ValueError:
        return {"refusal": BAD_DAY.fill(found=since)}
    closed = work.last_closed()
    known = Month.containing(closed or today())
    try:
        found = what_if(Question(path, tuple(Change(key, day, text) for key, text in given if text), known))
    except AnsinhError as refusal:
        return {"refusal": refusal.message}
    return {"answer": found, "charts": [(part, _chart(place, part)) for place, part in enumerate(found.parts)]}


def _chart(place: int, part: Part) -> Chart:
    """Return today's law and the changed one beside one another, in billions."""
    names = [speech.say(line.name) for line in part.lines]
    today_law, changed = Text("Luật hiện nay", "Today's law"), Text("Nếu đổi", "If changed")
    lines = [
        series(speech.say(today_law), "pace", [line.before for line in part.lines], over=BILLION),
        series(speech.say(changed), "done", [line.after for line in part.lines], over=BILLION),
    ]
    unit = Text("tỷ đồng", "billion dong")
    return Chart(f"part{place}", speech.say(part.name), names, lines, speech.say(unit), kind="bar", places=2)
