"""Monthly statistics of benefits: turns, people and money beside the year before, and why the money changed."""

from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.statistics import YEAR
from ansinh.records.store.benefits import statistics as store
from ansinh.usecases.benefits.statistics import Report, report
from ansinh.web import fields, speech
from ansinh.web.charts import Chart, series
from ansinh.web.clock import today
from ansinh.web.pages.benefits.dossiers import NAMES
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

MILLION = 10**6
MOST_MONTHS = 24
RHYTHMS = {
    "once": Text("Chi một lần", "Paid once"),
    "month": Text("Mức hằng tháng mới duyệt", "New monthly amounts"),
}
BEFORE, NOW = Text("Cùng kỳ năm trước", "A year before"), Text("Kỳ này", "These months")
EFFECTS = (
    ("count", Text("Số lượt", "Number of turns"), Text("nhiều hay ít lượt hơn", "more or fewer turns")),
    ("mix", Text("Cơ cấu", "Mix"), Text("tỷ trọng các chế độ khác đi", "other kinds of benefit")),
    (
        "amount",
        Text("Mức bình quân", "Amount of each"),
        Text("mỗi lượt nhiều hay ít hơn", "more or less for each turn"),
    ),
)


def show(request: HttpRequest) -> HttpResponse:
    """Show the months asked for (?first=YYYY-MM&last=YYYY-MM&office=&rhythm=once|month), by default this year's."""
    viewer = viewer_of(request)
    office = viewer.office("dossiers", request.GET.get("office") or None)
    offices = viewer.office_ids("dossiers", office)
    first, last = _span(request, offices)
    rhythm = request.GET.get("rhythm", "once")
    rhythm = rhythm if rhythm in RHYTHMS else "once"
    told = report(offices, first, last, rhythm)
    context: dict[str, Any] = {
        "report": told, "office": office, "offices": viewer.offices, "rhythm": rhythm, "rhythms": RHYTHMS,
        "names": NAMES, "rows": _rows(told), "effects": _effects(told), "chart": _chart(told),
        "places": _places(told, {one.id: (one.code, one.name) for one in viewer.offices}),
        "before": (first.plus(-YEAR), last.plus(-YEAR)),
    }  # fmt: skip
    return page(request, "benefits/statistics.html", context)


def _span(request: HttpRequest, offices: list[int]) -> tuple[Month, Month]:
    """Return the months asked for, two years at most; by default those of the year of the last decision."""
    latest = Month.containing(store.last_decided(offices) or today())
    last = fields.month(request.GET.get("last", "")) or latest
    first = fields.month(request.GET.get("first", "")) or Month.of(last.year, 1)
    return max(min(first, last), last.plus(1 - MOST_MONTHS)), last


def _rows(told: Report) -> list[dict[str, Any]]:
    """Return the lines of the table: each benefit now and before, its change and its effects."""
    compared = told.comparison
    return [
        {"code": code, "now": now, "before": before, "effects": compared.split.groups[code]}
        for code, (now, before) in compared.benefits.items()
    ]


def _effects(told: Report) -> list[dict[str, Any]]:
    """Return the three effects with their names and their share of the money before."""
    before = told.comparison.before.amount
    return [
        {
            "name": name, "meaning": meaning, "value": getattr(told.comparison.split.total, key),
            "share": Fraction(100 * getattr(told.comparison.split.total, key), before) if before else None,
        }
        for key, name, meaning in EFFECTS
    ]  # fmt: skip


def _places(told: Report, names: dict[int, tuple[str, str]]) -> list[dict[str, Any]]:
    """Return the offices, most money first."""
    rows = []
    for key, (now, before) in told.offices.items():
        code, name = names.get(key, ("", ""))
        rows.append({"code": code, "name": name, "now": now, "before": before})
    return sorted(rows, key=lambda row: (-row["now"].amount, row["name"]))


def _chart(told: Report) -> Chart:
    """Return the money of each month beside the same month a year before, in millions."""
    now, before = zip(*told.months.values(), strict=True)
    return Chart(
        key="benefit-months",
        label=speech.say(Text("Số tiền theo tháng và cùng kỳ năm trước", "Money by month, and a year before")),
        labels=[f"{month.month:02d}/{month.year}" for month in told.months],
        series=(
            series(speech.say(BEFORE), "pace", [each.amount for each in before], over=MILLION),
            series(speech.say(NOW), "done", [each.amount for each in now], over=MILLION),
        ),
        unit=speech.say(Text(" triệu đồng", " million dong")),
        kind="bar",
    )  # fmt: skip
