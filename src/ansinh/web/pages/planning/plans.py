"""Plans that live: split among offices, communes, agents or officers; quotas of offices by week; years ahead."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.errors import AnsinhError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.carriers import KINDS
from ansinh.domain.planning.indicators import catalogue
from ansinh.domain.planning.planning_file import VERSIONS
from ansinh.domain.planning.years_ahead import METHODS
from ansinh.records.store.planning import assignees
from ansinh.usecases.planning import plan_split
from ansinh.usecases.planning.outlook import CODES
from ansinh.usecases.planning.plan_split import AMONG, Asked
from ansinh.usecases.planning.weeks import weeks_of
from ansinh.usecases.planning.years import YEARS, courses
from ansinh.web import charts, clock, fields, speech
from ansinh.web.attempts import attempt, tell, tell_found
from ansinh.web.pages.targets import VERSIONS as VERSION_NAMES
from ansinh.web.periods import month_of
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

AMONG_NAMES = {"office": Text("Cơ quan trực thuộc", "Offices below")} | {
    kind: name for kind, name in KINDS.items() if kind in AMONG
}
WEEKS = 8  # columns of the quota table


def split(request: HttpRequest) -> HttpResponse:
    """Show how a plan splits by prospects, with the splits made before."""
    viewer = viewer_of(request)
    office = viewer.office("targets", request.GET.get("office") or None)
    month = month_of(request, office)
    asked = _asked(request, office.code, month) if month else None
    made = attempt(request, lambda: plan_split.propose(asked)) if asked else None
    context = {
        "office": office, "offices": viewer.offices, "month": month, "asked": asked, "made": made, "among": AMONG_NAMES,
        "codes": [one for one in catalogue().values() if one.additive and one.code in CODES],
        "versions": {code: VERSION_NAMES[code] for code in VERSIONS}, "today": clock.today(),
        "before": assignees.splits(office.id, asked.year, asked.code)[:5] if asked else [],
        "may_write": viewer.reaches("targets.write", office.path),
        "carried": assignees.carried([office.id], asked.year) if asked else [], "kinds": KINDS,
    }  # fmt: skip
    return page(request, "planning/split.html", context)


def _asked(request: HttpRequest, office: str, month: Month) -> Asked:
    """Return the split that the address (or form) asks for."""
    given = request.POST if request.method == "POST" else request.GET
    code, among, version = given.get("indicator", ""), given.get("among", ""), given.get("version", "")
    year = given.get("year", "")
    return Asked(
        office, code if code in CODES else "participants_hi", int(year) if year.isdecimal() else month.year,
        among if among in AMONG else "office", version if version in VERSIONS else "assigned", month,
    )  # fmt: skip


def assign_split(request: HttpRequest) -> HttpResponse:
    """Assign a split with the parts chosen by hand."""
    viewer, asked = _writer(request)
    if asked is None:
        return redirect("plan_split")
    given = request.POST
    chosen = {}
    for code, reckoned, value in zip(
        given.getlist("code"), given.getlist("reckoned"), given.getlist("chosen"), strict=False
    ):
        number = fields.number(value)
        if number is not None and number.denominator == 1 and str(int(number)) != reckoned:
            chosen[code] = int(number)
    paper = _paper(request)
    reason = given.get("reason", "")[:1000]
    taken = attempt(request, lambda: plan_split.assign_split(asked, chosen, paper, reason, viewer.username))
    if taken is not None and taken.refused:
        for finding in taken.findings.items:
            tell_found(request, finding)
    elif taken is not None:
        tell(request, Text("Đã giao {n} chỉ tiêu.", "{n} targets assigned.").fill(n=taken.number))
    return _back(asked, asked.among)


def move(request: HttpRequest) -> HttpResponse:
    """Move a part of a plan from one office below to another, as the version `adjusted`."""
    viewer, asked = _writer(request)
    if asked is None:
        return redirect("plan_split")
    given = request.POST
    moves = {(given.get("giver", ""), given.get("taker", "")): fields.dong(given.get("amount", ""))}
    paper, key = _paper(request), (asked.office, asked.code, asked.year)
    taken = attempt(request, lambda: plan_split.reassign(key, moves, paper, viewer.username))
    for finding in taken.findings.items if taken else ():
        tell_found(request, finding)
    if taken is not None and not taken.refused:
        tell(request, Text("Đã điều chuyển.", "Moved."))
    return _back(asked, "office")


def _writer(request: HttpRequest) -> tuple[Viewer, Asked | None]:
    """Return who writes the targets of an office, and the split the form asks for (None before the first month)."""
    viewer = viewer_of(request)
    office = viewer.office("targets.write", request.POST.get("office") or None)
    month = month_of(request, office)
    return viewer, _asked(request, office.code, month) if month else None


def _paper(request: HttpRequest) -> tuple[str, dt.date]:
    """Return the document a plan rests on, and its day."""
    return request.POST.get("document", "").strip()[:100], fields.day(request.POST.get("day")) or clock.today()


def _back(asked: Asked, among: str) -> HttpResponse:
    """Return to the page of the split that was asked for."""
    response = redirect("plan_split")
    response["Location"] += f"?office={asked.office}&indicator={asked.code}&among={among}&year={asked.year}"
    return response


def weeks(request: HttpRequest) -> HttpResponse:
    """Show what each office below has to do in each of the coming weeks, of one indicator."""
    viewer = viewer_of(request)
    office = viewer.office("targets", request.GET.get("office") or None)
    month, code = month_of(request, office), request.GET.get("indicator", "")
    code = code if code in CODES else "participants_hi"
    table = None
    if month is not None and month.month < 12:
        day = _first_day(month)
        try:
            table = weeks_of(office.code, code, month, day, WEEKS)
        except AnsinhError:
            table = None
    context = {
        "office": office, "offices": viewer.offices, "month": month, "table": table, "code": code,
        "codes": [catalogue()[one] for one in CODES], "indicator": catalogue()[code],
    }  # fmt: skip
    return page(request, "planning/weeks.html", context)


def _first_day(month: Month) -> dt.date:
    """Return today where it lies after the month and in its year, else the day after the month."""
    first, today = month.plus(1).first_day, clock.today()
    return today if today.year == month.year and today > first else first


def years(request: HttpRequest) -> HttpResponse:
    """Show where each indicator goes in three to five years, by which method, and how wrong that was before."""
    viewer = viewer_of(request)
    office = viewer.office("targets", request.GET.get("office") or None)
    month = month_of(request, office)
    count = request.GET.get("years", "")
    ahead = int(count) if count.isdecimal() and int(count) in YEARS else YEARS[-1]
    found = courses(office.code, month, ahead) if month else []
    rows = []
    for at, one in enumerate(found):
        chart = _chart(f"years{at}", one.indicator.is_money, [one.level, *(year.point for year in one.ahead.years)],
                       month, speech.say(one.indicator.name))  # fmt: skip
        rows.append((one, METHODS[one.ahead.method], chart))
    context = {
        "office": office, "offices": viewer.offices, "month": month, "rows": rows, "years": YEARS, "ahead": ahead,
    }  # fmt: skip
    return page(request, "planning/years.html", context)


def _chart(key: str, money: bool, points: list[int], month: Month | None, label: str) -> charts.Chart:  # noqa: FBT001 - one flag of a drawing
    """Return the course of an indicator as a line of years."""
    first = month.year if month else 0
    over = 10**9 if money else 1
    labels = [str(first + at) for at in range(len(points))]
    unit = speech.say(Text("tỷ đồng", "VND billion")) if money else ""
    line = charts.series(speech.say(Text("Dự báo", "Forecast")), "done", points, over=over)
    return charts.Chart(key=key, label=label, labels=labels, series=[line], unit=unit, zero=False)
