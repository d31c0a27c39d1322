"""The outlook: where an office stands, where it will end the year, what it takes a week, and the offices as tiles."""

from django.http import HttpRequest, HttpResponse

from ansinh.core.errors import AnsinhError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.outlook import Line
from ansinh.domain.planning.quota import Span
from ansinh.usecases.planning.outlook import CODES, outlook, quotas
from ansinh.web import charts, clock, speech, tiles
from ansinh.web.attempts import attempt
from ansinh.web.pages.planning.told import told
from ansinh.web.periods import month_of
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of


def show(request: HttpRequest) -> HttpResponse:
    """Show the outlook of an office, quotas by week and the offices below it as tiles."""
    viewer = viewer_of(request)
    office = viewer.office("targets", request.GET.get("office") or None)
    month, code = month_of(request, office), request.GET.get("indicator", "")
    code = code if code in CODES else "participants_hi"
    found = attempt(request, lambda: outlook(office.code, month)) if month else None
    chosen = next((line for line in found.lines if line.indicator.code == code), None) if found else None
    context = {
        "office": office,
        "offices": viewer.offices,
        "month": month,
        "told": [told(line) for line in found.lines] if found else [],
        "chosen": chosen,
        "tiles": tiles.tiles(found.below, code) if found else [],
        "weeks": _weeks(office.code, code, month) if month and chosen and chosen.remaining else [],
        "chart": _chart(chosen) if chosen and chosen.forecast else None,
    }
    return page(request, "planning/outlook.html", context)


def _weeks(office: str, code: str, month: Month) -> list[Span]:
    """Return the quotas from the day after `month`, or from today if that is later in its year; none in December."""
    if month.month == 12:
        return []
    today, first = clock.today(), month.plus(1).first_day
    day = today if today.year == month.year and today > first else first
    try:
        return quotas(office, code, day)
    except AnsinhError:
        return []


def _chart(line: Line) -> charts.Chart | None:
    """Return the forecast as a line from now to December."""
    ahead = line.forecast
    if ahead is None:
        return None
    labels = [speech.say(Text("nay", "now")), *(f"{12 - ahead.ahead + 1 + at:02d}" for at in range(ahead.ahead))]
    over = 10**9 if line.indicator.is_money else 1
    rows = [
        charts.series(speech.say(Text("Dự báo", "Forecast")), "done", [line.actual, *ahead.path], over=over),
        charts.series(speech.say(Text("Kế hoạch", "Plan")), "needed", [line.plan] * len(labels), over=over),
    ]
    unit = speech.say(Text("tỷ đồng", "VND billion")) if over > 1 else ""
    label = speech.say(line.indicator.name)
    return charts.Chart(key="ahead", label=label, labels=labels, series=rows, unit=unit, zero=False)
