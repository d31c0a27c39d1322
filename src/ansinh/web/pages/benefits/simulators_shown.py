"""The results of the simulators as the template draws them: sentences, cards, one chart, one table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ansinh.core.text import Text
from ansinh.domain.benefits.settle.settled import Settled
from ansinh.domain.benefits.simulate_choice import Choice, Way
from ansinh.domain.benefits.simulate_pension import Forecast
from ansinh.law.explain import Explanation, Step, cited
from ansinh.law.pension.explain import percent_points
from ansinh.law.pension.right import age_en, age_vi
from ansinh.usecases.benefits.simulate import Simulated
from ansinh.web import speech
from ansinh.web.charts import Chart, Series, Tone, series

KIND_NAMES = {
    "choice": Text("Một lần hay lương hưu", "One sum or a pension"),
    "pension": Text("Lương hưu", "Pension"),
    "unemployment": Text("Thất nghiệp", "Unemployment"),
    "maternity": Text("Thai sản", "Maternity"),
}
TONES: dict[str, Tone] = {"one_time": "needed", "keep": "third", "go_on": "done"}
MILLION = 1_000_000
EVERY_YEARS = 5


@dataclass(frozen=True, slots=True)
class Said:
    """One step in the language of the viewer."""

    name: str
    result: str
    formula: str
    note: str
    citation: str


def said(told: Explanation) -> list[Said]:
    """Return the steps of an explanation in the language of the viewer."""
    language = speech.language()
    return [
        Said(
            step.name.to(language),
            step.result if isinstance(step.result, str) else step.result.to(language),
            step.formula,
            step.note.to(language) if step.note else "",
            cited(step.citation, language),
        )
        for step in told.steps
    ]


def result(found: Simulated) -> dict[str, Any]:
    """Return the result of a simulation as its template draws it."""
    if isinstance(found.result, Forecast):
        return _pension(found.result)
    if isinstance(found.result, Choice):
        return _choice(found.result)
    return _settled(found.result, found.days) if found.result is not None else {}


def _pension(found: Forecast) -> dict[str, Any]:
    """Return the pension ahead."""
    return {
        "pension": found, "rate_text": percent_points(found.rate), "age": Text(age_vi(found.age), age_en(found.age)),
        "steps": said(found.told), "failed": found.right.failed, "result": True,
    }  # fmt: skip


def _choice(found: Choice) -> dict[str, Any]:
    """Return the ways beside one another."""
    chart = _chart(found) if any(map(_brings, found.ways)) else None
    return {
        "choice": found, "chart": chart, "table": _table(found), "failed": found.one_time.reasons,
        "even": _even(found), "result": True, "told": [(way.name, said(way.told)) for way in found.ways],
    }  # fmt: skip


def _settled(found: Settled, days: tuple[Step, ...]) -> dict[str, Any]:
    """Return a settled claim, with the days its claimant has to keep."""
    return {
        "settled": found, "steps": said(found.explanation), "failed": found.reasons, "result": True,
        "days": said(Explanation(days, ())),
    }  # fmt: skip


def _even(found: Choice) -> list[tuple[Way, int | None]]:
    """Return each way of waiting with the age from which it brought more."""
    return [(way, found.even_ages.get(way.key)) for way in found.ways[1:]]


def _brings(way: Way) -> bool:
    """Say whether a way that is open brings or costs anything: else there is nothing to draw."""
    return way.open and any(way.cumulative)


def _chart(found: Choice) -> Chart:
    """Return what was received by each age, in millions."""
    lines: Sequence[Series] = [
        series(speech.say(way.name), TONES[way.key], way.cumulative, over=MILLION) for way in found.ways if way.open
    ]
    label = Text("Cộng dồn số tiền nhận được theo tuổi", "Money received in all by age")
    unit = Text("triệu đồng", "million dong")
    return Chart("ways", speech.say(label), [str(age) for age in found.ages], lines, speech.say(unit))


def _table(found: Choice) -> list[tuple[int, list[tuple[Way, int]]]]:
    """Return what was received by every fifth age."""
    return [
        (age, [(way, way.cumulative[place]) for way in found.ways])
        for place, age in enumerate(found.ages)
        if age % EVERY_YEARS == 0
    ]
