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
from ansinh.web.attempts import attempt, tell
from ansinh.web.pages.collection.forms import dong_of
from ansinh.web.pages.targets import VERSIONS as VERSION_NAMES
from ansinh.web.periods import month_of
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

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
        office, code if code in CODES else "participants_hi", int(year) if year.isdigit() else month.year,
        among if among in AMONG else "office", version if version in VERSIONS else "assigned", month,
    )  # fmt: skip


def assign_split(request: HttpRequest) -> HttpResponse:
    """Assign a split with the parts chosen by hand."""
    viewer, given = viewer_of(request), request.POST
    office = viewer.office("targets.write", given.get("office") or None)
    month = month_of(request, office)
    if month is None:
        return redirect("plan_split")
    asked = _asked(request, office.code, month)
    chosen = {}
    for code, reckoned, value in zip(
        given.getlist("code"), given.getlist("reckoned"), given.getlist("chosen"), strict=False
    ):
        number = fields.number(value)
        if number is not None and number.denominator == 1 and str(int(number)) != reckoned:
            chosen[code] = int(number)
    paper = (given.get("document", "").strip()[:100], fields.day(given.get("day")) or clock.today())
    reason = given.get("reason", "")[:1000]
    taken = attempt(request, lambda: plan_split.assign_split(asked, chosen, paper, reason, viewer.username))
    if taken is not None and taken.refused:
        for finding in taken.findings.items:
            tell(request, Text(f"{finding.message.vi} {finding.mend.vi}", f"{finding.message.en} {finding.mend.en}"),
                 "gold")  # fmt: skip
    elif taken is not None:
        tell(request, Text("Đã giao {n} chỉ tiêu.", "{n} targets assigned.").fill(n=taken.number))
    address = f"?office={office.code}&indicator={asked.code}&among={asked.among}&year={asked.year}"
    response = redirect("plan_split")
    response["Location"] += address
    return response


def move(request: HttpRequest) -> HttpResponse:
    """Move a part of a plan from one office below to another, as the version `adjusted`."""
    viewer, given = viewer_of(request), request.POST
    office = viewer.office("targets.write", given.get("office") or None)
    month = month_of(request, office)
    if month is None:
        return redirect("plan_split")
    asked = _asked(request, office.code, month)
    amount = dong_of(given.get("amount", ""))
    moves = {(given.get("giver", ""), given.get("taker", "")): amount}
    paper = (given.get("document", "").strip()[:100], fields.day(given.get("day")) or clock.today())
    key = (office.code, asked.code, asked.year)
    taken = attempt(request, lambda: plan_split.reassign(key, moves, paper, viewer.username))
    for finding in taken.findings.items if taken else ():
        words = Text(f"{finding.message.vi} {finding.mend.vi}", f"{finding.message.en} {finding.mend.en}")
        tell(request, words, "gold")
    if taken is not None and not taken.refused:
        tell(request, Text("Đã điều chuyển.", "Moved."))
    response = redirect("plan_split")
    response["Location"] += f"?office={office.code}&indicator={asked.code}&among=office&year={asked.year}"
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
    ahead = int(count) if count.isdigit() and int(count) in YEARS else YEARS[-1]
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
