"""Files in payment: found by name or number; one file with its terms and payments, and what may be done with it."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month, add_months
from ansinh.core.person_name import search_key
from ansinh.core.text import Text
from ansinh.domain.benefits.payments import OUTCOME_NAMES, REGIMES, Outcome, PayKey, Source
from ansinh.formats import media
from ansinh.records.store import access
from ansinh.records.store.benefits import death_withdrawals as withdrawals
from ansinh.records.store.benefits import (
    overpayments,
    payable_recoveries,
    payee_changes,
    payments_shown,
    payroll_files,
)
from ansinh.records.store.benefits.payee_changes import Destination
from ansinh.records.store.benefits.payroll_files import PensionFile
from ansinh.usecases.benefits import death_withdrawals, heirs, payees, payroll
from ansinh.web import export
from ansinh.web.attempts import carry_out
from ansinh.web.clock import today
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

LAST = 24  # months of payments shown
REASONS = ("life_check", "missing", "abroad", "refused", "no_right", "other")
DONE: dict[str, Text] = {
    "death": Text("Đã ghi báo tử: dừng chi từ tháng sau.", "The death is recorded: payment stops next month."),
    "suspend": Text("Đã tạm dừng.", "It is suspended."),
    "resume": Text("Đã cho hưởng tiếp.", "It is resumed."),
    "seen": Text("Đã ghi nhận còn sống.", "The life check is recorded."),
    "alive": Text(
        "Đã ghi đề nghị rút báo tử; người khác duyệt.", "The withdrawal is asked for; another person approves it."
    ),
    "redirect": Text(
        "Đã ghi đề nghị; người khác duyệt sau 24 giờ.", "It is asked for; another person approves it after 24 hours."
    ),
}
NO_DAY = Text("“{found}” không phải là một ngày; hãy ghi lại.", "“{found}” is no day; write it again.")
AHEAD = Text("Ngày {found} chưa đến.", "The day {found} has not come yet.")
NO_MONTH = Text("“{found}” không phải là một tháng; hãy ghi lại.", "“{found}” is no month; write it again.")
DECIDED = Text("Đã ghi quyết định.", "The decision is recorded.")


def show(request: HttpRequest) -> HttpResponse:
    """Show files by name or number, and the destinations that wait for a second person."""
    viewer = viewer_of(request)
    office = viewer.office("payroll")
    typed = request.GET.get("q", "").strip()[:60]
    words = typed if typed[:1].isdigit() or "/" in typed else search_key(typed)
    found = payroll_files.search(office.path, words, today()) if words else []
    for one in found:
        access.note_read(viewer.username, one.person_id, "payroll search", str(getattr(request, "request_id", "")))
    context = {
        "office": office, "found": found, "typed": typed, "regimes": REGIMES,
        "waiting": [(one, one.entered_by == viewer.username) for one in payee_changes.waiting(office.path)],
        "overpaid": payable_recoveries.at_office(office.path), "may_approve": viewer.may("payroll.approve"),
    }  # fmt: skip
    return page(request, "benefits/payroll_files.html", context)


def _file(viewer: Viewer, number: int) -> PensionFile:
    """Return the file if the viewer reaches its office; Http404 otherwise."""
    found = payroll_files.one(number, today())
    if found is None or not viewer.reaches("payroll", found.office_path):
        raise Http404
    return found


def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show one file, and write down that the record of its person was read."""
    viewer = viewer_of(request)
    seen = _file(viewer, number)
    access.note_read(
        viewer.username, seen.person_id, f"payroll {seen.file_no}", str(getattr(request, "request_id", ""))
    )
    since = add_months(today().replace(day=1), -LAST)
    names = {0: Text("chưa có kết quả", "no answer yet"), **{int(key): text for key, text in OUTCOME_NAMES.items()}}
    context = {
        "seen": seen, "regime": REGIMES.get(seen.regime, Text(str(seen.regime), str(seen.regime))),
        "terms": payroll_files.terms(number), "stops": payroll_files.stops(number),
        "payments": [(paid, names[paid.outcome]) for paid in payroll_files.payments(number, since)],
        "claims": payments_shown.claims_of(number), "receipts": overpayments.receipts_of(number),
        "withdrawals": withdrawals.of_person(seen.person_id),
        "may_answer": viewer.reaches("payroll.answers", seen.office_path),
        "changes": payee_changes.of_subject(int(Source.PENSION), number), "returned": int(Outcome.REJECTED),
        "may_run": viewer.reaches("payroll.run", seen.office_path), "next": Month.containing(today()).plus(1),
        "today": today(), "reasons": REASONS,
    }  # fmt: skip
    return page(request, "benefits/payroll_file.html", context)


def heirs_letter(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """Give out the letter to the heirs as PDF (`form` vi or en), and write down that the record was read."""
    viewer = viewer_of(request)
    seen = _file(viewer, number)
    if form not in {"vi", "en"} or seen.died_on is None:
        raise Http404
    purpose = f"letter to heirs {seen.file_no}"
    access.note_read(viewer.username, seen.person_id, purpose, str(getattr(request, "request_id", "")))
    body = heirs.letter_pdf(seen, "en" if form == "en" else "vi", today())
    return export.attachment(body, media.PDF, f"than-nhan-{seen.file_no.replace('/', '-')}-{form}.pdf")


def act(request: HttpRequest, number: int, step: str) -> HttpResponse:
    """Record a death, a suspension, a resumption, a life check, or ask for another destination."""
    viewer = viewer_of(request)
    seen = _file(viewer, number)
    if step not in DONE or not viewer.reaches("payroll.run", seen.office_path):
        raise Http404
    work = _acts(seen, viewer, request)[step]
    carry_out(request, work, DONE[step])
    return redirect("payment_file_of", number=number)


def _acts(seen: PensionFile, viewer: Viewer, request: HttpRequest) -> dict[str, Callable[[], object]]:
    """Return what each form does."""
    typed, actor, now = request.POST, viewer.username, today()
    document = typed.get("document", "")[:200]

    def month() -> Month:
        return _month(typed.get("month", ""), now)

    where = Destination(
        typed.get("form", "bank"), typed.get("code", "").strip()[:40], typed.get("name", "").strip()[:100],
        typed.get("number", "").strip()[:30], typed.get("holder", "").strip()[:100],
    )  # fmt: skip
    return {
        "death": lambda: payroll.report_death(
            seen.file_no, _day(typed.get("day", ""), now), document, actor, noticed=now
        ),
        "suspend": lambda: payroll.suspend(
            seen.file_no, month(), typed.get("reason", "other"), document, actor, noticed=now
        ),
        "resume": lambda: payroll.resume(
            seen.file_no, month(), document, actor, with_arrears=typed.get("arrears") == "1"
        ),
        "seen": lambda: payroll.saw_alive(
            seen.file_no, _day(typed.get("day", ""), now), typed.get("method", "counter"), actor
        ),
        "alive": lambda: death_withdrawals.ask(seen.file_no, document, actor),
        "redirect": lambda: payees.ask_for_pension(seen.file_no, where, month(), document, actor),
    }


def _day(text: str, now: dt.date) -> dt.date:
    """Return the day typed; RefusedError for one that is none or lies ahead, so that no other day takes its place."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise RefusedError(NO_DAY.fill(found=text or "–")) from error
    if day > now:
        raise RefusedError(AHEAD.fill(found=f"{day:%d/%m/%Y}"))
    return day


def _month(text: str, now: dt.date) -> Month:
    """Return the month typed, the next one where nothing is typed; RefusedError for what is no month."""
    try:
        return Month.parse(text) if text else Month.containing(now).plus(1)
    except ValueError as error:
        raise RefusedError(NO_MONTH.fill(found=text)) from error


def decide(request: HttpRequest, number: UUID) -> HttpResponse:
    """Approve or refuse a destination asked for."""
    viewer = viewer_of(request)
    viewer.reached("payroll.approve", lambda: payee_changes.one(number))
    reason = request.POST.get("reason", "").strip()[:500]
    if request.POST.get("decision") == "approve":
        carry_out(request, lambda: payees.approve(number, viewer.username), DECIDED)
    else:
        carry_out(request, lambda: payees.refuse(number, viewer.username, reason), DECIDED)
    back = PayKey.parse(request.POST.get("back", ""))
    return redirect("payment_line", reference=back.reference) if back else redirect("payment_files")
