"""Alerts: what stands above its threshold, each opening to its rows, taken note of with what will be done."""

from fractions import Fraction

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from ansinh.core.errors import MissingError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.alerts import rules
from ansinh.records.store.planning import alerts as store
from ansinh.records.store.planning.alerts import Kept
from ansinh.usecases.planning import alerts
from ansinh.web import charts, clock, speech
from ansinh.web.attempts import carry_out
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

BACK = 12  # months of alerts shown


def show(request: HttpRequest) -> HttpResponse:
    """Show the alerts of an office and all below it, those nobody noted first."""
    viewer = viewer_of(request)
    office = viewer.office("alerts", request.GET.get("office") or None)
    rule = request.GET.get("rule", "")
    since = Month.containing(clock.today()).plus(-BACK)
    found = [one for one in store.of_offices(viewer.office_ids("alerts", office), since) if rule in {"", one.rule}]
    found.sort(key=lambda one: bool(one.notes))
    context = {
        "office": office, "offices": viewer.offices, "rows": [(one, rules()[one.rule]) for one in found],
        "rules": rules(), "rule": rule, "waiting": sum(not one.notes for one in found), "today": clock.today(),
    }  # fmt: skip
    return page(request, "planning/alerts.html", context)


def _alert(viewer: Viewer, number: int) -> Kept:
    """Return an alert the viewer reaches; Http404 otherwise."""
    try:
        found = store.one(number)
    except MissingError as error:
        raise Http404 from error
    if found.rule not in rules() or not viewer.reaches("alerts", found.office_path):
        raise Http404
    return found


def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show one alert: the figure, the threshold with its paper and date, the months before, the rows behind."""
    viewer = viewer_of(request)
    found = _alert(viewer, number)
    rule = rules()[found.rule]
    context = {
        "one": found, "rule": rule, "threshold": rule.on(found.month.last_day), "rows": alerts.rows_behind(found),
        "chart": _chart(found), "opens": _opens(found), "today": clock.today(),
        "may_note": viewer.reaches("alerts.note", found.office_path), "may_people": viewer.may("people"),
        "may_dossiers": viewer.may("dossiers"),
    }  # fmt: skip
    return page(request, "planning/alert.html", context)


def _opens(found: Kept) -> str:
    """Return the address of the page whose rows stand behind an alert of a figure, tasks or questions."""
    rule = rules()[found.rule]
    if rule.indicator:
        return f"{reverse('figure', args=[found.office, rule.indicator])}?period={found.month}"
    if found.rule == "tasks_late":
        return f"{reverse('tasks')}?office={found.office}&state=late"
    return reverse("questions") if found.rule == "questions_overdue" else ""


def _chart(found: Kept) -> charts.Chart | None:
    """Return the months before and the month itself as bars, for alerts that were reckoned from them."""
    before = found.evidence.get("before")
    if not isinstance(before, list):
        return None
    months = [found.month.plus(back - len(before)) for back in range(len(before) + 1)]
    name = speech.say(rules()[found.rule].name)
    counts: list[Fraction | int | None] = [*(int(str(count)) for count in before), found.value]
    line = speech.say(Text("Ngưỡng", "Threshold"))
    return charts.Chart(
        key="alert", label=name, labels=[f"{one.month:02d}/{one.year % 100:02d}" for one in months],
        series=[
            charts.series(speech.say(Text("Trong tháng", "In the month")), "done", counts),
            charts.series(line, "pace", [found.threshold for _ in counts]),
        ],
        unit="",
    )  # fmt: skip


def note(request: HttpRequest, number: int) -> HttpResponse:
    """Take note of an alert."""
    viewer = viewer_of(request)
    found = _alert(viewer, number)
    if not viewer.reaches("alerts.note", found.office_path):
        raise Http404
    words = request.POST.get("note", "")[:2000]
    carry_out(
        request, lambda: alerts.note(number, words, clock.today(), viewer.username), Text("Đã ghi nhận.", "Noted.")
    )
    return redirect("alert", number)
