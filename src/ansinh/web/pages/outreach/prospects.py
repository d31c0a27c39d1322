"""Prospects: sums by reason, the list by value or day, one of them on a phone, partners' lists taken in."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.outreach.contact import COUNSELLED, OUTCOMES, STATE_NAMES, WAYS
from ansinh.domain.outreach.conversion import contributions
from ansinh.domain.outreach.lists import KINDS as LIST_KINDS
from ansinh.domain.outreach.messages import Template, fill, templates
from ansinh.domain.outreach.reasons import Reason, reasons
from ansinh.records.store.outreach import lists as list_store
from ansinh.records.store.outreach import prospects as store
from ansinh.records.store.outreach.prospects import Cut, Row, Sum
from ansinh.records.store.registry.offices import office_names
from ansinh.usecases.outreach import lists, work
from ansinh.usecases.outreach.conversion import model_of
from ansinh.usecases.outreach.messages import words_of
from ansinh.usecases.registry.people import note_look, note_looks
from ansinh.web import clock, export, fields, listing, speech
from ansinh.web.attempts import attempt, tell
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

MOST_BYTES = 25 * 1024 * 1024
EXPORT_MOST = 50_000
ACTIVITIES = Text("Hoạt động truyền thông", "Activities")
HEADS = (
    Text("Lý do", "Why"), Text("Ai", "Who"), Text("Mã", "Subject"), Text("Cơ quan", "Office"), Text("Xã", "Commune"),
    Text("Số người", "People"), Text("Số tiền một năm (đồng)", "Dong a year"), Text("Khả năng (%)", "Likelihood (%)"),
    Text("Của", "Whose"), Text("Hạn", "By"),
)  # fmt: skip
FIGURES: dict[str, Text] = {
    "tax_people": Text("Lao động theo thuế", "Employees, tax list"),
    "insured": Text("Đang tham gia", "Insured"),
    "tax_wages": Text("Tiền lương năm theo thuế", "Yearly wages, tax list"),
    "insured_wages": Text("Tiền lương năm đóng BHXH", "Yearly wages, insured"),
    "matched": Text("Khớp bằng", "Matched by"),
    "likeness": Text("Độ giống (phần nghìn)", "Likeness (per mille)"),
    "members": Text("Nhân khẩu", "Members"),
    "end": Text("Ngày kết thúc", "Ends on"),
    "months": Text("Tháng đã đóng", "Months paid"),
    "group": Text("Trường, người mẹ", "School, mother"),
    "row": Text("Dòng trong danh sách", "Row of the list"),
    "received": Text("Nộp đơn ngày", "Applied on"),
    "decide_by": Text("Phải giải quyết trước ngày", "To be decided by"),
    "applicants": Text("Người nộp đơn một lần trong 12 tháng", "One-time applicants in 12 months"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One reason with its sums."""

    reason: Reason
    sums: Sum


def show(request: HttpRequest) -> HttpResponse:
    """Show sums by reason and the prospects, the most valuable first."""
    viewer = viewer_of(request)
    office = viewer.office("outreach", request.GET.get("office") or None)
    offices, cut = viewer.office_ids("outreach", office), _cut(request, viewer)
    found = listing.cut(store.page(offices, cut, after=_after(request, cut), limit=listing.SIZE + 1))
    note_looks((row.person for row in found.rows), viewer.username)
    sums = store.sums(offices)
    last, most = found.last, max(sums.values(), key=lambda one: one.expected, default=None)
    context = {
        "office": office,
        "offices": viewer.offices,
        "lines": [Line(reason, sums[code]) for code, reason in reasons().items() if code in sums],
        "most": most,
        "most_name": speech.say(reasons()[most.kind].name) if most and most.kind in reasons() else "",
        "found": found,
        "names": {code: speech.say(reason.name) for code, reason in reasons().items()},
        "next": f"{last.expected if cut.by_value else last.due.isoformat()}~{last.id}" if last else "",
        "cut": cut,
        "may_lead": viewer.may("outreach.lead"),
        "today": clock.today(),
    }
    return page(request, "outreach/prospects.html", context)


def _cut(request: HttpRequest, viewer: Viewer) -> Cut:
    """Return the cut in the address."""
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    owner = viewer.username if request.GET.get("mine") else ""
    by_value = request.GET.get("order") != "day"
    known = ",".join(one for one in kind.split(",") if one in reasons())
    return Cut(known, owner, state if state in STATE_NAMES else "", by_value=by_value)


def _after(request: HttpRequest, cut: Cut) -> tuple[int | dt.date, int] | None:
    """Return the key in the address; Http404 for one that is none."""
    key, _, number = request.GET.get("after", "").partition("~")
    if not number:
        return None
    first, last = fields.whole(key) if cut.by_value else fields.day(key), fields.whole(number)
    if first is None or last is None:
        raise Http404
    return first, last


def save(request: HttpRequest, form: str) -> HttpResponse:
    """Return the list as it is cut, as a file."""
    viewer = viewer_of(request)
    offices = viewer.office_ids("outreach", viewer.office("outreach", request.GET.get("office") or None))
    rows = store.page(offices, _cut(request, viewer), limit=EXPORT_MOST)
    note_looks((row.person for row in rows), viewer.username)
    return export.table("doi-tuong-tiem-nang", form, [speech.say(head) for head in HEADS], map(_cells, rows))


def _cells(row: Row) -> list[export.Cell]:
    """Return one prospect as cells."""
    reason = speech.say(reasons()[row.kind].name)
    who = row.name or row.subject
    likely = speech.numerals().decimal(row.conversion // 100)
    return [reason, who, row.subject, row.office, row.commune, row.people, row.amount, likely, row.owner, row.due]


def _prospect(viewer: Viewer, number: int) -> Row:
    """Return a prospect the viewer reaches; Http404 otherwise."""
    try:
        row = store.one(number)
    except MissingError as error:
        raise Http404 from error
    if not viewer.reaches("outreach", row.office_path):
        raise Http404
    return row


def one(request: HttpRequest, prospect: int) -> HttpResponse:
    """Show one prospect: why, what it is worth, how likely and from what, what was said."""
    viewer = viewer_of(request)
    row = _prospect(viewer, prospect)
    if row.person:
        note_look(row.person, viewer.username)
    parts = contributions(model_of(row.office_path), row.kind, row.people, row.contacts)
    context = {
        "row": row,
        "reason": reasons()[row.kind],
        "figures": [(FIGURES[name], _figure(value)) for name, value in row.evidence.items() if name in FIGURES],
        "parts": [(_part(name), round(100 * odds)) for name, odds in parts],
        "state": STATE_NAMES[row.state],
        "events": [(event, *_event(event.kind)) for event in store.events(prospect)],
        "outcomes": {code: one for code, one in OUTCOMES.items() if one.fits(row.kind)},
        "ways": WAYS,
        "templates": _written(row),
        "counselled": row.kind in COUNSELLED and bool(row.person),
        "may_simulate": viewer.may("people"),
        "may_work": viewer.may("outreach.work"),
        "may_lead": viewer.may("outreach.lead"),
        "today": clock.today(),
    }
    return page(request, "outreach/prospect.html", context)


def give(request: HttpRequest, prospect: int) -> HttpResponse:
    """Give the prospect to somebody."""
    viewer = viewer_of(request)
    row = _prospect(viewer, prospect)
    viewer.office("outreach.lead", row.office)
    owner = request.POST.get("owner", "").strip()[:150]
    if owner and attempt(request, lambda: work.give([prospect], owner, viewer.username)) is not None:
        tell(request, Text("Đã giao cho {who}.", "Given to {who}.").fill(who=owner))
    return redirect("prospect", prospect)


def _written(row: Row) -> list[tuple[Template, str]]:
    """Return the templates for a prospect, each as it would be written to them today."""
    today, name = clock.today(), office_names([row.office]).get(row.office, row.office)
    words = words_of(row, name, today)
    return [(one, fill(one.message, speech.language(), words)) for one in templates(today, row.kind)]


def _figure(value: object) -> str:
    """Return a figure of the evidence as people read it; a day as days are written."""
    day = fields.day(value) if isinstance(value, str) else None
    if day is not None:
        return f"{day:%d/%m/%Y}"
    return speech.numerals().decimal(value) if isinstance(value, int) else str(value or "–")


def _part(name: str) -> Text:
    """Return the name of a part of the likelihood."""
    known = {"size": Text("Quy mô", "Size"), "contacts": Text("Số lần liên hệ", "Contacts")}
    return reasons()[name].name if name in reasons() else known[name]


def _event(kind: str) -> tuple[Text, Text]:
    """Return way and outcome of a contact in words."""
    way, _, outcome = kind.partition(":")
    return WAYS.get(way, Text(way, way)), OUTCOMES[outcome].name if outcome in OUTCOMES else Text(outcome, outcome)


def note(request: HttpRequest, prospect: int) -> HttpResponse:
    """Write down what came of a call or visit."""
    viewer, given = viewer_of(request), request.POST
    _prospect(viewer, prospect)
    way = given.get("way", "call")
    outcome, _, days = given.get("outcome", "").partition(":")  # "promised:7": in a week, one tap
    promised = fields.day(given.get("promised", ""))
    if days.isdecimal() and promised is None:
        promised = clock.today() + dt.timedelta(days=min(int(days), 365))
    way = way if way in WAYS else "call"
    contact = work.Contact(way, outcome, clock.today(), given.get("note", "").strip()[:2000], promised)
    state = attempt(request, lambda: work.note(prospect, contact, viewer.username))
    if state is not None:
        tell(request, Text("Đã ghi: {state}.", "Written down: {state}.").fill(state=STATE_NAMES[state]))
    return redirect("prospects_today") if given.get("back") == "today" else redirect("prospect", prospect)


def show_lists(request: HttpRequest) -> HttpResponse:
    """Show the lists partners sent."""
    viewer = viewer_of(request)
    context = {
        "lists": [
            (one, LIST_KINDS.get(one.kind, ACTIVITIES)) for one in list_store.received(viewer.office_ids("outreach"))
        ],
        "kinds": LIST_KINDS,
        "offices": viewer.offices,
        "may_work": viewer.may("outreach.work"),
        "today": clock.today(),
    }
    return page(request, "outreach/lists.html", context)


def show_findings(request: HttpRequest, partner_list: UUID) -> HttpResponse:
    """Show what is wrong in a list."""
    viewer = viewer_of(request)
    known = {one.id for one in list_store.received(viewer.office_ids("outreach"), limit=10_000)}
    if partner_list not in known:
        raise Http404
    return page(request, "outreach/findings.html", {"findings": list_store.findings(partner_list)})


def take_in(request: HttpRequest) -> HttpResponse:
    """Take a partner's list in: all of it, only its good rows, or none with every finding told."""
    viewer = viewer_of(request)
    office = viewer.office("outreach.work", request.POST.get("office") or None)
    upload, kind = request.FILES.get("file"), request.POST.get("kind", "")
    if upload is None or (upload.size or 0) > MOST_BYTES:
        tell(request, Text("Hãy chọn một tệp, tối đa 25 MB.", "Choose a file of up to 25 MB."), "gold")
        return redirect("partner_lists")
    as_of = fields.day(request.POST.get("as_of", "")) or clock.today()
    sent = lists.Sent(kind, office.code, as_of, upload.name or "", good_rows=bool(request.POST.get("good_rows")))
    data = upload.read()
    done = attempt(request, lambda: lists.load(data, sent, viewer.username))
    if done is not None:
        tone = "gold" if done.state == "refused" else "green"
        text = Text("{n} dòng được nhận, {e} ghi chú.", "{n} rows taken in, {e} findings.")
        tell(request, text.fill(n=done.rows, e=len(done.findings.items)), tone)
        return redirect("partner_list", done.list)
    return redirect("partner_lists")
