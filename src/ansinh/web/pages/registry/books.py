"""SI number and book on the person's page: issued again, corrected, closed when a worker leaves; printed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.formats import media
from ansinh.formats.document_write import write_document
from ansinh.records.store.registry.accounts import account_by_code
from ansinh.usecases.registry import book_paper, books
from ansinh.usecases.registry.books import BookForm, Correction
from ansinh.web import export, fields, speech
from ansinh.web.attempts import attempt, carry_out, tell
from ansinh.web.pages.people import person_for
from ansinh.web.viewer import viewer_of

REISSUED = Text("Đã ghi việc cấp lại sổ.", "The book is to be issued again.")
CORRECTED = Text("Đã điều chỉnh; giá trị cũ giữ trong nhật ký.", "Corrected; the old values are kept in the log.")
CLOSED = Text("Đã chốt sổ đến {to}; đã đóng đủ.", "The book is closed to {to}; all of it is paid.")
CLOSED_PART = Text(
    "Đã xác nhận đến {to} (tháng cuối đã đóng); phần đến {last} xác nhận khi đơn vị đóng.",
    "Confirmed to {to}, the last month paid; up to {last} it is confirmed once the employer pays.",
)


def act(request: HttpRequest, number: int, step: str) -> HttpResponse:
    """Issue the book again, correct it, or close it."""
    person = person_for(viewer_of(request), number)
    viewer = viewer_of(request)
    if step not in _STEPS or not viewer.reaches("people.numbers", person.office_path):
        raise Http404
    _STEPS[step](request, person.id, viewer.username)
    return redirect("person", number=number)


def _form(request: HttpRequest) -> BookForm:
    """Return whether the book is wanted on paper."""
    return "printed" if request.POST.get("form") == "printed" else "electronic"


def _reissue(request: HttpRequest, person: int, actor: str) -> None:
    """Issue the book again."""
    reason = request.POST.get("reason", "").strip()[:500]
    carry_out(request, lambda: books.reissue(person, actor, reason, form=_form(request)), REISSUED)


def _correct(request: HttpRequest, person: int, actor: str) -> None:
    """Correct what was typed; empty fields stay as they are."""
    typed = {name: request.POST.get(name, "").strip()[:200] for name in ("full_name", "sex", "personal_id")}
    wanted = Correction(
        typed["full_name"] or None, fields.day(request.POST.get("birth_date")), typed["sex"] or None,
        typed["personal_id"] or None,
    )  # fmt: skip
    reason = request.POST.get("reason", "").strip()[:500]
    carry_out(request, lambda: books.correct(person, wanted, actor, reason), CORRECTED)


def _close(request: HttpRequest, person: int, actor: str) -> None:
    """Close the book for the employer that was left."""
    code = request.POST.get("account", "")[:40]
    done = attempt(request, lambda: books.close(person, account_by_code(code).id, actor, form=_form(request)))
    if done is not None:
        say = CLOSED if done.paid else CLOSED_PART
        tell(request, say.fill(to=done.confirmed_to, last=done.last), "green" if done.paid else "gold")


_STEPS = {"reissue": _reissue, "correct": _correct, "close": _close}


def save(request: HttpRequest, number: int) -> HttpResponse:
    """Return the book as PDF; the look is written down."""
    viewer = viewer_of(request)
    person = person_for(viewer, number)
    request_id = str(getattr(request, "request_id", ""))
    document = book_paper.paper(person.id, viewer.username, speech.language(), request_id=request_id)
    return export.attachment(write_document(document, "pdf"), media.PDF, f"so-bhxh-{person.si_number or number}.pdf")
