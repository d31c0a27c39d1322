"""Relief: every measure as of a day, one measure with its lists and steps, one list with its people and the reply."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.domain.benefits.relief import KIND_NAMES, Measure, measures
from ansinh.domain.benefits.relief_report import STATE_NAMES, STATES
from ansinh.domain.registry.rights import Act
from ansinh.formats.media import XLSX
from ansinh.formats.relief_list import write_relief_list
from ansinh.jobs.queue import queue
from ansinh.law.value_files import load
from ansinh.records.store.benefits import payments, payments_shown, relief, relief_report
from ansinh.records.store.benefits.payee_changes import Destination
from ansinh.records.store.benefits.relief_report import ListRow
from ansinh.records.store.pages.viewer import OfficeRow
from ansinh.usecases.benefits import relief as acts
from ansinh.usecases.benefits.relief import Application
from ansinh.usecases.benefits.relief_paying import pay_measure
from ansinh.usecases.benefits.relief_refund import build_refunds, claim_refund
from ansinh.web import listing
from ansinh.web.attempts import attempt, carry_out, tell
from ansinh.web.clock import today
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

MOST_BYTES = 25 * 1024 * 1024
STEPS: dict[str, tuple[str, ...]] = {
    "cash_support": ("build", "confirm", "decide", "apply", "pay"), "refund": ("build", "decide", "pay"),
}  # fmt: skip
ORDERED = Text("Đã nhận lệnh lập danh sách.", "The lists are being built.")
CONFIRMED = Text("Đã ghi nhận {n} danh sách đơn vị xác nhận.", "{n} lists are recorded as confirmed.")
DECIDED = Text("Đã quyết định {n} danh sách.", "{n} lists are decided.")
TOOK = Text("{n} người đồng ý, {no} người không nhận.", "{n} confirmed, {no} declined.")
APPLIED = Text("Đã nhận đề nghị, danh sách số {n}.", "The application is received as list {n}.")
MADE = Text("Đã lập {n} danh sách hoàn trả.", "{n} lists of refunds are made.")
CLAIMED = Text("Đã ghi nơi nhận tiền hoàn trả của đơn vị.", "The account of the unit is recorded.")
RIGHTS: dict[str, Act] = {"decide": "relief.decide", "pay": "payroll.run"}
DEADLINES = {
    "lists_out": Text("Gửi danh sách cho đơn vị", "Lists to the units"),
    "unit_replies": Text("Đơn vị gửi lại", "Units reply"),
    "apply": Text("Nộp đề nghị", "Applications"),
    "finish": Text("Hoàn thành chi trả", "Paid to the end"),
}


def show(request: HttpRequest) -> HttpResponse:
    """Show what every measure has come to by a day."""
    viewer = viewer_of(request)
    office, day = viewer.office("relief"), _day(request)
    found = [acts.report(code, office.code, day) for code in measures()]
    context = {
        "office": office, "day": day, "kinds": KIND_NAMES,
        "rates": [one for one in found if one.measure.sheet],
        "lists": [(one, [(STATE_NAMES[s], one.state(s)) for s in STATES]) for one in found if not one.measure.sheet],
    }  # fmt: skip
    return page(request, "benefits/relief.html", context)


def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show a measure: population, deadlines, states by kind of list, its months or its lists."""
    viewer = viewer_of(request)
    office, day, found = viewer.office("relief"), _day(request), _measure(code)
    report = acts.report(code, office.code, day)
    try:
        after = int(request.GET.get("after", "0"))
    except ValueError as error:
        raise Http404 from error
    state = request.GET.get("state", "")
    rows = [] if found.sheet else relief_report.lists(found, office.path, state=state, after=after)
    context = {
        "office": office, "day": day, "report": report, "measure": found, "kind": KIND_NAMES[found.kind],
        "deadlines": [(DEADLINES[name], found.deadline(name, load())) for name in found.deadlines],
        "states": [(STATE_NAMES[s], report.state(s), sorted(report.states.get(s, {}).items())) for s in STATES],
        "found": listing.cut(rows), "state": state, "support": found.kind == "cash_support",
        "refund": found.kind == "refund", "today": today(), "may_pay": viewer.may("payroll.run"),
        "may_run": viewer.may("relief.run"), "may_decide": viewer.may("relief.decide"),
    }  # fmt: skip
    return page(request, "benefits/relief_measure.html", context)


def step(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """Build the lists of a measure, record them as confirmed, take an application, decide what came, open its batch."""
    viewer, found = viewer_of(request), _measure(code)
    if step not in STEPS.get(found.kind, ()):
        raise Http404
    office = viewer.office(RIGHTS.get(step, "relief.run"))
    day = _posted_day(request)
    if step == "pay":
        batch = attempt(request, lambda: pay_measure(code, office.code, day, viewer.username))
        return redirect("relief_measure", code=code) if batch is None else redirect("payment", number=batch.id)
    if step == "apply":
        asked = Application(request.POST.get("si_number", "").strip()[:20], office.code, day)
        made = attempt(request, lambda: acts.apply_alone(code, asked, viewer.username))
        if made is not None:
            tell(request, APPLIED.fill(n=made))
    else:
        _lists_step(request, viewer, found, (step, office, day))
    return redirect("relief_measure", code=code)


def _lists_step(request: HttpRequest, viewer: Viewer, found: Measure, what: tuple[str, OfficeRow, dt.date]) -> None:
    """Build, confirm or decide the lists of a measure, and tell what came of it."""
    step, office, day = what
    if step == "build" and found.kind == "refund":
        made = attempt(request, lambda: (build_refunds(found.code, office.code, day, viewer.username),))
        if made is not None:
            tell(request, MADE.fill(n=made[0]))
    elif step == "build":
        lock = f"{found.code}:{office.code}"
        queue.order(
            "relief.build", lock=lock, measure=found.code, office=office.code, day=str(day), actor=viewer.username
        )
        tell(request, ORDERED)
    elif step == "confirm":
        waiting = relief.undecided(found.code, payments.offices_under(office.path), received=False, until=day)
        tell(request, CONFIRMED.fill(n=acts.confirm(waiting, day, viewer.username)))
    else:
        number, who = request.POST.get("decision", "").strip(), viewer.username
        done = attempt(request, lambda: (acts.decide(found.code, office.code, day, number, who),))
        if done is not None:
            tell(request, DECIDED.fill(n=done[0]))


def one_list(request: HttpRequest, number: int) -> HttpResponse:
    """Show a list with its people; the look is written down. A reply of the unit is taken in here."""
    viewer = viewer_of(request)
    row, code = _list_for(viewer, number)
    if request.method == "POST":
        reply = _claim if measures()[code].kind == "refund" else _reply
        return reply(request, viewer, number)
    people = relief_report.cases(number)
    payments_shown.note_reads(
        viewer.username, [one.person for one in people], f"relief {code}", getattr(request, "request_id", "")
    )
    context = {"row": row, "measure": measures()[code], "people": people, "may_run": viewer.may("relief.run")}
    return page(request, "benefits/relief_list.html", context)


def workbook(request: HttpRequest, number: int) -> HttpResponse:
    """Give out the workbook the unit is sent."""
    viewer = viewer_of(request)
    row, code = _list_for(viewer, number)
    people = relief_report.cases(number)
    payments_shown.note_reads(
        viewer.username, [one.person for one in people], f"relief {code} xlsx", getattr(request, "request_id", "")
    )
    rows = [(one.full_name, one.si_number, one.months, one.amount) for one in people if one.state == 1]
    answer = HttpResponse(write_relief_list(f"{row.unit} {row.number}", rows), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="relief-{code}-{row.number}.xlsx"'
    return answer


def _reply(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Take in the list a unit sent back."""
    sent = request.FILES.get("file")
    if not viewer.may("relief.run") or sent is None or isinstance(sent, list) or (sent.size or 0) > MOST_BYTES:
        raise Http404
    data, name, day = sent.read(), sent.name or "", _posted_day(request)
    done = attempt(request, lambda: acts.receive_reply(number, data, name=name, day=day, actor=viewer.username))
    if done is not None:
        for finding in done.findings[:5]:
            said = Text(
                f"{finding.where.row or ''} {finding.message.vi} [{finding.found}] {finding.mend.vi}",
                f"{finding.where.row or ''} {finding.message.en} [{finding.found}] {finding.mend.en}",
            )
            tell(request, said, "red" if finding.stops else "gold")
        if not any(finding.stops for finding in done.findings):
            tell(request, TOOK.fill(n=done.confirmed, no=done.declined))
    return redirect("relief_list", number=number)


def _claim(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Record to which account an employer wants its refund."""
    if not viewer.may("relief.run"):
        raise Http404
    typed = {name: request.POST.get(name, "").strip()[:100] for name in ("code", "name", "number", "holder")}
    day, where = _posted_day(request), Destination("bank", **typed)
    carry_out(request, lambda: claim_refund(number, where, day, viewer.username), CLAIMED)
    return redirect("relief_list", number=number)


def _list_for(viewer: Viewer, number: int) -> tuple[ListRow, str]:
    """Return a list and the code of its measure if the viewer reaches its office; Http404 otherwise."""
    found = relief_report.list_row(number)
    if found is None or not viewer.reaches("relief", found[1]):
        raise Http404
    return found[0], found[2]


def _measure(code: str) -> Measure:
    """Return a measure; Http404 for none."""
    if code not in measures():
        raise Http404
    return measures()[code]


def _day(request: HttpRequest) -> dt.date:
    """Return the day asked for, today without one; Http404 for what is none."""
    return _read_day(request.GET.get("day", ""))


def _posted_day(request: HttpRequest) -> dt.date:
    """Return the day of an act, today without one."""
    return _read_day(request.POST.get("day", ""))


def _read_day(text: str) -> dt.date:
    """Return a day written YYYY-MM-DD; Http404 for what is none."""
    try:
        return dt.date.fromisoformat(text) if text else today()
    except ValueError as error:
        raise Http404 from error
