"""Inspections: done against plan, the cases of the year, plans with their items."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.collection.inspection import rules
from ansinh.domain.collection.inspection_progress import Line
from ansinh.domain.collection.inspection_states import STATE_NAMES
from ansinh.jobs.inspection.plans import Chosen, make_plan
from ansinh.records.store.collection import inspection as store
from ansinh.records.store.collection import inspection_plan
from ansinh.usecases.collection import inspection as acts
from ansinh.usecases.collection import inspection_plans
from ansinh.web import clock, export, fields, listing, speech
from ansinh.web.attempts import attempt, carry_out
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

EXPORT_MOST = 50_000
SIGNED = Text("Đã ký kế hoạch.", "The plan is signed.")
HEADS = (
    Text("Mã", "Code"), Text("Đối tượng", "Subject"), Text("Loại đối tượng", "What"), Text("Loại", "Kind"),
    Text("Trạng thái", "State"), Text("Quyết định", "Decision"), Text("Mở ngày", "Opened"), Text("Hạn", "Deadline"),
    Text("Vi phạm", "Violations"), Text("Phải thu (đồng)", "Due (VND)"), Text("Đã thu (đồng)", "Recovered (VND)"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of done against plan; `query` is the cut that opens its cases."""

    name: Text
    line: Line
    query: str
    value: str


def show(request: HttpRequest) -> HttpResponse:
    """Show done against plan and the cases, the latest first."""
    viewer, today = viewer_of(request), clock.today()
    office = viewer.office("inspections", request.GET.get("office") or None)
    offices = viewer.office_ids("inspections", office)
    cut = _cut(request, inspection_plan.latest_year(offices, today.year))
    found = listing.cut(store.page(offices, cut, after=listing.after(request, UUID), limit=listing.SIZE + 1))
    done = inspection_plans.done_against_plan(office.path, cut.year)
    known, last = rules(), found.last
    context = {
        "office": office,
        "offices": viewer.offices,
        "today": today,
        "done": done,
        "kinds": [Shown(known.kinds[code], line, "kind", code) for code, line in done.by_kind.items()],
        "subjects": [Shown(known.subjects[code].name, line, "what", code) for code, line in done.by_subject.items()],
        "traits": [
            Shown(trait.name, line, "", code)
            for code, line in done.by_trait.items()
            if (trait := known.trait(code, dt.date(cut.year, 12, 31)))
        ],
        "plans": inspection_plan.plans(offices, cut.year),
        "cut": cut,
        "states": STATE_NAMES,
        "all_kinds": known.kinds,
        "all_subjects": {code: one.name for code, one in known.subjects.items()},
        "found": found,
        "next": f"{last.opened_on.isoformat()}~{last.id}" if last else "",
        "may_work": viewer.may("inspections.work"),
    }
    return page(request, "collection/inspections.html", context)


def _cut(request: HttpRequest, latest: int) -> store.Cut:
    """Return the cut in the address; without a year that of the latest case."""
    year = request.GET.get("year", "")
    return store.Cut(
        request.GET.get("state", "")[:20], request.GET.get("kind", "")[:20], request.GET.get("what", "")[:20],
        request.GET.get("subject", "")[:20], int(year) if year.isdecimal() and len(year) == len("2021") else latest,
    )  # fmt: skip


def save(request: HttpRequest, form: str) -> HttpResponse:
    """Return the cases as they are cut, as a file."""
    viewer = viewer_of(request)
    office = viewer.office("inspections", request.GET.get("office") or None)
    offices = viewer.office_ids("inspections", office)
    cut = _cut(request, inspection_plan.latest_year(offices, clock.today().year))
    rows = store.page(offices, cut, limit=EXPORT_MOST)
    return export.table("kiem-tra", form, [speech.say(head) for head in HEADS], map(_cells, rows))


def _cells(row: store.Line) -> list[export.Cell]:
    """Return one case as cells."""
    known = rules()
    return [
        row.subject, row.name, speech.say(known.subjects[row.subject_kind].name), speech.say(known.kinds[row.kind]),
        speech.say(STATE_NAMES[row.state]), row.decision, row.opened_on, row.deadline, row.findings, row.demanded,
        row.recovered,
    ]  # fmt: skip


def plan(request: HttpRequest, number: int) -> HttpResponse:
    """Show a plan with its items and what became of them."""
    viewer = viewer_of(request)
    found = _plan(viewer, number, "inspections")
    known = rules()
    items = [
        (one, known.kinds[one.kind], known.subjects[one.subject_kind].name, _traits(one))
        for one in inspection_plan.items(number)
    ]
    context = {
        "plan": found,
        "items": items,
        "planned": sum(one.quantity for one, *_ in items),
        "today": clock.today(),
        "may_sign": viewer.may("inspections.lead") and found.state == "draft" and found.made_by != viewer.username,
        "may_open": viewer.may("inspections.work") and found.state == "signed",
    }
    return page(request, "collection/inspection_plan.html", context)


def _traits(item: inspection_plan.Item) -> list[Text]:
    """Return the names of an item's traits as its day knows them."""
    return [trait.name for code in item.traits if (trait := rules().trait(code, item.due)) is not None]


def _plan(viewer: Viewer, number: int, act: str) -> inspection_plan.Plan:
    """Return a plan the viewer reaches; Http404 otherwise."""
    return viewer.reached(
        "inspections" if act == "inspections" else "inspections.lead", lambda: inspection_plan.plan(number)
    )


def sign(request: HttpRequest, number: int) -> HttpResponse:
    """Put a plan in force."""
    viewer = viewer_of(request)
    _plan(viewer, number, "inspections.lead")
    carry_out(request, lambda: inspection_plans.sign(number, viewer.username, clock.today()), SIGNED)
    return redirect("inspection_plan", number=number)


def make(request: HttpRequest) -> HttpResponse:
    """Make the next version of a plan from the lists: the riskiest, the oddest, every payment point of last month."""
    viewer, given, today = viewer_of(request), request.POST, clock.today()
    office = viewer.office("inspections.work", given.get("office") or None)
    here = Month.containing(today).plus(-1)
    chosen = Chosen(
        min(fields.dong(given.get("riskiest", "")), 1000), min(fields.dong(given.get("oddest", "")), 1000),
        points=(fields.month(given.get("points", "")) or here, fields.month(given.get("points", "")) or here)
        if given.get("points")
        else None,
    )  # fmt: skip
    due = fields.day(given.get("due", "")) or dt.date(today.year, 12, 31)
    paper = given.get("paper", "").strip()[:100]
    plan = attempt(request, lambda: make_plan(office.code, paper, due, chosen, viewer.username))
    return redirect("inspection_plan", number=plan) if plan else redirect("risk")


def open_case(request: HttpRequest) -> HttpResponse:
    """Open an inspection: of a plan item, or sudden by a sign of violation."""
    viewer, given = viewer_of(request), request.POST
    office = viewer.office("inspections.work", given.get("office") or None)
    first, last = fields.month(given.get("first", "")), fields.month(given.get("last", ""))
    item = given.get("item", "")
    day = fields.day(given.get("day", "")) or clock.today()
    here = Month.containing(day)
    kind = given.get("what", "employer")
    opening = acts.Opening(
        (first or here.plus(-12), last or here.plus(-1)), day, int(item) if item.isdecimal() else None,
        subject_kind=kind if kind in rules().subjects else "employer", subject=given.get("subject", "").strip().upper(),
        reason=given.get("reason", "").strip()[:500], partners=given.get("partners", "").strip()[:300],
    )  # fmt: skip
    made = attempt(request, lambda: acts.open_case(office.code, opening, viewer.username))
    return redirect("inspection", number=made) if made else redirect("inspections")
