"""Working sessions, published lists, the list for the emulation council, one employer's file as handed over."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.collection.ladder import ladder_on
from ansinh.domain.collection.recovery import BODIES as RECEIVERS
from ansinh.formats.document import Document
from ansinh.formats.document_write import write_document
from ansinh.records.store.collection import ladder_cases, recovery
from ansinh.records.store.collection import ladder_meetings as store
from ansinh.usecases.collection import ladder_file, ladder_lists, ladder_meetings
from ansinh.web import clock, export, fields, speech
from ansinh.web.attempts import carry_out
from ansinh.web.pages.collection.ladder import FORMS, KINDS
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

MOST_DUE = 50
KEPT = Text("Đã ghi biên bản; bước của các đơn vị đã hoàn thành.", "The minutes are kept; the steps are done.")
PUBLISHED = Text("Đã công khai danh sách.", "The list is published.")


def show(request: HttpRequest) -> HttpResponse:
    """Show sessions and published lists, and whom the next ones are about."""
    viewer = viewer_of(request)
    office = viewer.office("debts", request.GET.get("office") or None)
    offices, today = viewer.office_ids("debts", office), clock.today()
    due = ladder_cases.work(offices, ladder_cases.WorkFilter(step="session"), limit=MOST_DUE)
    publish = store.late(offices, today, due=True)
    context = {
        "office": office,
        "offices": viewer.offices,
        "today": today,
        "sessions": store.sessions(offices),
        "publications": store.publications(offices),
        "due": due,
        "publish": publish,
        "late": len(store.late(offices, today)),
        "published_by": ladder_on(today).step("publication").citation,
        "bodies": ladder_meetings.BODIES,
        "receivers": RECEIVERS,
        "may_work": viewer.may("debts.work"),
        "may_lead": viewer.may("debts.lead"),
    }
    return page(request, "collection/ladder_lists.html", context)


def hold(request: HttpRequest) -> HttpResponse:
    """Keep the minutes of a session."""
    viewer, given = viewer_of(request), request.POST
    office = viewer.office("debts.work", given.get("office") or None)
    attended = {
        body: given.get(f"who-{body}", "").strip()[:200]
        for body in ladder_meetings.BODIES
        if given.get(f"body-{body}") or given.get(f"who-{body}", "").strip()
    }
    words = {name: given.get(name, "").strip()[:200] for name in ("place", "minutes", "chair")}
    meeting = ladder_meetings.Meeting(
        fields.day(given.get("day", "")) or clock.today(), words["place"], words["minutes"], words["chair"], attended
    )
    heard = [
        ladder_meetings.Heard(
            code, given.get(f"came-{code}", "").strip()[:200], given.get(f"agreed-{code}", "").strip()[:1000]
        )
        for code in given.getlist("account")
    ]
    for one in heard:
        if not viewer.reaches("debts.work", _path(one.account)):
            raise Http404
    carry_out(request, lambda: ladder_meetings.hold(office.code, meeting, heard, viewer.username), KEPT)
    return redirect("debt_lists")


def _path(code: str) -> str:
    """Return the office of an account's case; Http404 where it has none."""
    try:
        return ladder_cases.latest(code).office_path
    except MissingError as error:
        raise Http404 from error


def publish(request: HttpRequest) -> HttpResponse:
    """Publish the employers whose publication is due."""
    viewer, given = viewer_of(request), request.POST
    office = viewer.office("debts.lead", given.get("office") or None)
    paper, sent_to = (given.get(name, "").strip()[:300] for name in ("paper", "sent_to"))
    day = fields.day(given.get("day", "")) or clock.today()
    carry_out(request, lambda: ladder_lists.publish(office.code, paper, day, sent_to, viewer.username), PUBLISHED)
    return redirect("debt_lists")


def session_file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """Return the minutes of a session."""
    viewer = viewer_of(request)
    found = next((one for one in store.sessions(viewer.office_ids("debts"), 10_000) if one.id == number), None)
    if found is None:
        raise Http404
    return _file(ladder_meetings.document(found, speech.language()), form, f"phien-lam-viec-{number}")


def publication_file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """Return a published list as it stood."""
    found = store.publication(number)
    if found is None or not viewer_of(request).reaches("debts", found.office_path):
        raise Http404
    return _file(ladder_lists.published(found, speech.language()), form, f"cong-khai-{found.day}")


def barred_file(request: HttpRequest, form: str) -> HttpResponse:
    """Return who is barred from titles, for the emulation council."""
    office = viewer_of(request).office("debts", request.GET.get("office") or None)
    return _file(ladder_lists.barred(office.code, clock.today(), speech.language()), form, "khong-xet-thi-dua")


def handed_file(request: HttpRequest, campaign: UUID, code: str, form: str) -> HttpResponse:
    """Return one employer's file as it was handed over."""
    try:
        head = recovery.campaign(campaign)
        if not viewer_of(request).reaches("debts", head.office_path):
            raise Http404
        made = ladder_file.document(campaign, code, speech.language())
    except MissingError as error:
        raise Http404 from error
    return _file(made, form, f"ho-so-{code}")


def _file(made: Document, form: str, name: str) -> HttpResponse:
    """Return a document as a file; Http404 for a form there is not."""
    if form not in KINDS:
        raise Http404
    return export.attachment(write_document(made, FORMS[form]), KINDS[form], f"{name}.{form}")
