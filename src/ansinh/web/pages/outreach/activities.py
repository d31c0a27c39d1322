"""Activities: what was done by type and level, against the plan, who joined of those who came; one of them; files."""

import datetime as dt

import numpy as np
from django.http import Http404, HttpRequest, HttpResponse

from ansinh.core.text import Text
from ansinh.domain.outreach.activities import words
from ansinh.domain.outreach.activity_counts import lines
from ansinh.domain.outreach.cohorts import Cohort, cohorts
from ansinh.records.store.outreach import activities as store
from ansinh.records.store.outreach import activities_report as report
from ansinh.records.store.outreach.activities import Cut, Row
from ansinh.usecases.registry.people import note_looks
from ansinh.web import charts, clock, export, listing, speech
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

EXPORT_MOST = 50_000
SPAN = 60  # days within which joining is shown first
HEADS = (
    Text("Mã", "Code"), Text("Loại hình", "Type"), Text("Cấp", "Level"), Text("Cơ quan", "Office"),
    Text("Ngày", "Day"), Text("Địa điểm", "Place"), Text("Phối hợp", "Partner"), Text("Theo kế hoạch", "Plan"),
    Text("Số buổi", "Sessions"), Text("Người mời", "People invited"), Text("Người dự", "People came"),
    Text("Đơn vị mời", "Employers invited"), Text("Đơn vị dự", "Employers came"), Text("Lao động", "Workers"),
    Text("Kinh phí (đồng)", "Cost (VND)"), Text("Trạng thái", "State"),
)  # fmt: skip


def show(request: HttpRequest) -> HttpResponse:
    """Show what was done this year, the plan, who joined, and the activities."""
    viewer, today = viewer_of(request), clock.today()
    office = viewer.office("outreach", request.GET.get("office") or None)
    offices, cut = viewer.office_ids("outreach", office), _cut(request)
    january = dt.date(today.year, 1, 1)
    done = lines(report.counts(offices, january, today))
    guests = cohorts(report.guests(offices, (january, today)), np.datetime64(today))
    found = listing.cut(store.page(offices, cut, after=listing.after(request, int), limit=listing.SIZE + 1))
    last = found.last
    context = {
        "office": office, "offices": viewer.offices, "today": today, "lines": done,
        "conferences": next((one for one in done if one.type.code == "conference"), None),
        "customers": next((one for one in done if one.type.code == "customer_conference"), None),
        "progress": [(one, words().types[one.type].name) for one in report.progress(offices, today)],
        "cohorts": guests, "chart": chart(guests),
        **{("came" if one.attended else "missed"): one for one in guests if one.span == SPAN},
        "found": found, "next": f"{last.day.isoformat()}~{last.id}" if last else "", "words": words(),
        "may_work": viewer.may("outreach.work"), "may_lead": viewer.may("outreach.lead"),
    }  # fmt: skip
    return page(request, "outreach/activities.html", context)


def chart(found: list[Cohort]) -> charts.Chart | None:
    """Return the shares that joined, came beside invited only, by days; None where nobody was followed."""
    came = [one.share for one in found if one.attended]
    missed = [one.share for one in found if not one.attended]
    if not any(share is not None for share in [*came, *missed]):
        return None
    labels = [speech.say(Text(f"{one.span} ngày", f"{one.span} days")) for one in found if one.attended]
    names = (speech.say(Text("Có dự", "Came")), speech.say(Text("Mời, không dự", "Invited, did not come")))
    rows = [charts.series(names[0], "done", came), charts.series(names[1], "second", missed)]
    said = speech.say(Text("Tỷ lệ tham gia sau hoạt động", "Share that joined afterwards"))
    return charts.Chart("cohorts", said, labels, rows, "%", "bar", places=1)


def _cut(request: HttpRequest) -> Cut:
    """Return the cut in the address."""
    kind, level, state = (request.GET.get(name, "") for name in ("type", "level", "state"))
    types = [code for code, one in words().types.items() if kind in {code, one.part_of}] if kind else []
    return Cut(types, level if level in words().levels else "", state if state in words().states else "")


def save(request: HttpRequest, form: str) -> HttpResponse:
    """Return the list as it is cut, as a file."""
    viewer = viewer_of(request)
    offices = viewer.office_ids("outreach", viewer.office("outreach", request.GET.get("office") or None))
    rows = store.page(offices, _cut(request), limit=EXPORT_MOST)
    return export.table("hoat-dong", form, [speech.say(head) for head in HEADS], map(_cells, rows))


def _cells(row: Row) -> list[export.Cell]:
    """Return one activity as cells."""
    kind, level = words().types[row.type].name, words().levels[row.level]
    return [
        row.key, speech.say(kind), speech.say(level), row.office, row.day, row.place, row.partner, row.plan_item,
        row.times, row.invited_people, row.attended_people, row.invited_employers, row.attended_employers,
        row.employees, row.cost, speech.say(words().states[row.state]),
    ]  # fmt: skip


def reached(viewer: Viewer, number: int) -> Row:
    """Return an activity the viewer reaches; Http404 otherwise."""
    row = store.one(number)
    if not viewer.reaches("outreach", row.office_path):
        raise Http404
    return row


def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show one activity: its facts and story, who was invited and came, who joined."""
    viewer, today = viewer_of(request), clock.today()
    row = reached(viewer, number)
    found = cohorts(
        report.guests(viewer.office_ids("outreach"), (row.day, row.day), activity=number), np.datetime64(today)
    )
    guests = store.guests(number)
    note_looks((one.person for one in guests), viewer.username)
    context = {
        "row": row, "kind": words().types[row.type], "words": words(), "events": store.events(number),
        "guests": guests, "cohorts": found, "today": today,
        "employers": _employers(viewer, row),
        "may_work": viewer.may("outreach.work") and viewer.reaches("outreach.work", row.office_path),
    }  # fmt: skip
    return page(request, "outreach/activity.html", context)


def _employers(viewer: Viewer, row: Row) -> list[str]:
    """Return the codes of the employers one would invite first, for a meeting with employers not held yet."""
    if row.type != "customer_conference" or row.state != "planned":
        return []
    return report.first_employers(viewer.office_ids("outreach"), row.day)
