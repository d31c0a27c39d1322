"""Deaths and the money: lists of other agencies taken in, wrong notices taken back, claims paid in at the desk."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.errors import RefusedError
from ansinh.core.money import format_dong
from ansinh.core.text import Text
from ansinh.jobs.queue import queue
from ansinh.records.store import access
from ansinh.records.store.benefits import death_lists as lists_store
from ansinh.records.store.benefits import death_withdrawals as withdrawals_store
from ansinh.records.store.benefits import overpayments as claims_store
from ansinh.records.store.benefits import payments_shown
from ansinh.records.store.benefits.death_lists import Listed
from ansinh.records.store.benefits.overpayments import Receipt
from ansinh.usecases.benefits import death_lists, death_withdrawals, overpayments
from ansinh.web import fields
from ansinh.web.attempts import attempt, carry_out, tell
from ansinh.web.clock import today
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

MOST_BYTES = 25 * 1024 * 1024
SHOWN = 200  # rows of a list on one page
FILE = Text("Hãy chọn một tệp, tối đa 25 MB.", "Choose a file of up to 25 MB.")
TAKEN = Text("Đã đối chiếu {n} dòng, {e} ghi chú.", "{n} rows compared, {e} findings.")
ALREADY = Text("Tệp này đã nhận trước đó.", "This file was taken in before.")
ORDERED = Text("Đã nhận lệnh ghi; trang tự cập nhật khi xong.", "Ordered; the page shows it when it is done.")
PAID_IN = Text("Đã ghi thu {amount} đồng.", "{amount} dong are recorded as paid in.")
NO_AMOUNT = Text("“{found}” không phải là một số tiền; hãy ghi lại.", "“{found}” is no amount; write it again.")
BACK = Text(
    "Đã rút báo tử: chi tiếp {n} hồ sơ, các tháng thiếu được trả ở kỳ chi tới.",
    "The notice is withdrawn: {n} files are paid again, the missed months with the next payroll.",
)
REVISE = Text(" Xem lại hồ sơ tử tuất: {numbers}.", " Look again at the survivors' dossiers: {numbers}.")
KEPT = Text("Đã ghi: báo tử vẫn giữ nguyên.", "Recorded: the notice stands.")


def show(request: HttpRequest) -> HttpResponse:
    """Show the lists of deaths, and the notices said to be wrong that wait for a second person."""
    viewer = viewer_of(request)
    office = viewer.office("payroll")
    waiting = withdrawals_store.waiting(office.path)
    for one in waiting:
        access.note_read(viewer.username, one.person, "death withdrawals", str(getattr(request, "request_id", "")))
    context = {
        "office": office, "sources": death_lists.SOURCES, "may_run": viewer.may("payroll.run"),
        "lists": [(one, death_lists.SOURCES[one.source]) for one in lists_store.latest(office.path)],
        "waiting": [(one, one.asked_by == viewer.username) for one in waiting],
        "may_approve": viewer.may("payroll.approve"),
    }  # fmt: skip
    return page(request, "benefits/deaths.html", context)


def load(request: HttpRequest) -> HttpResponse:
    """Take in a list of deaths: compared with the register, nothing recorded yet."""
    viewer = viewer_of(request)
    office = viewer.office("payroll.run")
    upload = request.FILES.get("file")
    if upload is None or isinstance(upload, list) or (upload.size or 0) > MOST_BYTES:
        tell(request, FILE, "gold")
        return redirect("payment_deaths")
    data, sent = upload.read(), death_lists.Sent(office.code, request.POST.get("source", ""), upload.name or "")
    done = attempt(request, lambda: death_lists.load(data, sent, viewer.username))
    if done is None:
        return redirect("payment_deaths")
    found = lists_store.one(done.number)
    tell(request, ALREADY if done.already else TAKEN.fill(n=found.rows, e=len(found.findings)))
    return redirect("payment_death_list", number=done.number)


def one(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show a list: its rows with what came of each, and its findings; whose names are shown is written down."""
    viewer = viewer_of(request)
    found = _list(viewer, number)
    after = request.GET.get("after", "")
    rows = lists_store.rows(number, after=int(after) if after.isdigit() else 0, limit=SHOWN + 1)
    people = [row.person or 0 for row in rows[:SHOWN]]
    payments_shown.note_reads(viewer.username, people, "death list", str(getattr(request, "request_id", "")))
    context = {
        "found": found, "source": death_lists.SOURCES[found.source], "rows": rows[:SHOWN],
        "more": rows[SHOWN - 1].row if len(rows) > SHOWN else None,
        "may_run": viewer.reaches("payroll.run", found.office_path),
        "running": found.state == "recording" and found.waiting > 0,
    }  # fmt: skip
    return page(request, "benefits/death_list.html", context)


def record(request: HttpRequest, number: UUID) -> HttpResponse:
    """Order that a list, or its good rows, be recorded."""
    viewer = viewer_of(request)
    found = _list(viewer, number)
    if not viewer.reaches("payroll.run", found.office_path):
        raise Http404
    good_rows = bool(request.POST.get("good_rows"))
    if attempt(request, lambda: death_lists.record(number, viewer.username, good_rows=good_rows)) is not None:
        queue.order("deaths.record", lock=str(number), number=str(number), actor=viewer.username)
        tell(request, ORDERED)
    return redirect("payment_death_list", number=number)


def _list(viewer: Viewer, number: UUID) -> Listed:
    """Return the list if the viewer reaches its office; Http404 otherwise."""
    return viewer.reached("payroll", lambda: lists_store.one(number))


def decide(request: HttpRequest, number: UUID) -> HttpResponse:
    """Approve or refuse that a notice of death be withdrawn."""
    viewer = viewer_of(request)
    viewer.reached("payroll.approve", lambda: withdrawals_store.one(number))
    if request.POST.get("decision") == "approve":
        done = attempt(request, lambda: death_withdrawals.approve(number, viewer.username))
        if done is not None:
            numbers = ", ".join(done.dossiers)
            more = REVISE.fill(numbers=numbers) if numbers else Text("", "")
            said = BACK.fill(n=len(done.files))
            tell(request, Text(said.vi + more.vi, said.en + more.en))
    else:
        reason = request.POST.get("reason", "").strip()[:500]
        carry_out(request, lambda: death_withdrawals.refuse(number, viewer.username, reason), KEPT)
    return redirect("payment_deaths")


def pay_in(request: HttpRequest, number: int) -> HttpResponse:
    """Record money paid in at the desk on a claim."""
    viewer = viewer_of(request)
    claim = viewer.reached("payroll.answers", lambda: claims_store.one(number))
    typed = request.POST

    def work() -> int:
        said = typed.get("amount", "").strip()[:40]
        amount = int("".join(sign for sign in said if sign.isdigit()) or 0)
        if not amount or said.startswith("-"):
            raise RefusedError(NO_AMOUNT.fill(found=said))
        overpayments.take_in(
            Receipt(
                number, fields.day(typed.get("day")) or today(), amount, typed.get("payer", "").strip()[:200],
                typed.get("document", "").strip()[:100], viewer.username,
            )
        )  # fmt: skip
        return amount

    taken = attempt(request, work)
    if taken is not None:
        tell(request, PAID_IN.fill(amount=format_dong(taken)))
    return redirect("payment_file_of", number=claim.pension)
