"""Messages and letters: the outbox and its file, a message or letter to a prospect, consents."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Language, Text
from ansinh.domain.outreach.messages import PURPOSES, plain_letters, size_of, templates
from ansinh.formats import media
from ansinh.formats.document_write import write_document
from ansinh.records.store.outreach import messages as store
from ansinh.records.store.outreach import prospects
from ansinh.records.store.outreach.prospects import Row
from ansinh.usecases.outreach import messages as acts
from ansinh.usecases.registry.people import note_look, note_looks
from ansinh.web import clock, export, fields, listing, speech
from ansinh.web.attempts import attempt, carry_out, tell
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

CHANNELS = ("sms", "zalo")


def show(request: HttpRequest) -> HttpResponse:
    """Show the outbox of an office and the templates in force."""
    viewer, today = viewer_of(request), clock.today()
    office = viewer.office("outreach", request.GET.get("office") or None)
    offices, after = viewer.office_ids("outreach", office), request.GET.get("after", "")
    rows = store.outbox(offices, after=fields.whole(after) or 0, limit=listing.SIZE + 1)
    found = listing.cut(rows)
    note_looks((row.person or 0 for row in found.rows), viewer.username)
    context = {
        "office": office, "offices": viewer.offices, "found": found, "next": found.last.id if found.last else "",
        "waiting": store.waiting(offices), "today": today, "purposes": PURPOSES,
        "templates": [(one, size_of(plain_letters(one.message.vi))) for one in templates(today)],
        "may_work": viewer.may("outreach.work"),
    }  # fmt: skip
    return page(request, "outreach/messages.html", context)


def take_out(request: HttpRequest) -> HttpResponse:
    """Return every queued message as one CSV; they leave the outbox with it."""
    viewer = viewer_of(request)
    office = viewer.office("outreach.work", request.POST.get("office") or None)
    offices, today = viewer.office_ids("outreach.work", office), clock.today()
    count, content = acts.export(offices, office.code, viewer.username, today)
    if not count:
        tell(request, Text("Không có tin nào chờ xuất.", "No message waits."), "gold")
        return redirect("messages")
    return export.attachment(content, media.CSV, f"tin-nhan-{today:%Y%m%d}.csv")


def _prospect(viewer: Viewer, number: int, *, works: bool) -> Row:
    """Return a prospect the viewer reaches; Http404 otherwise."""
    row = prospects.one(number)
    if not viewer.reaches("outreach.work" if works else "outreach", row.office_path):
        raise Http404
    return row


def write(request: HttpRequest, prospect: int) -> HttpResponse:
    """Put a message to a prospect into the outbox."""
    viewer, given = viewer_of(request), request.POST
    _prospect(viewer, prospect, works=True)
    channel = given.get("channel", "")
    writing = acts.Writing(
        given.get("template", ""), clock.today(), _language(given.get("language", "")),
        channel if channel in CHANNELS else "sms",
    )  # fmt: skip
    done = attempt(request, lambda: acts.queue([prospect], writing, viewer.username))
    if done is not None:
        for _, why in done.left_out:
            tell(request, why, "gold")
        if done.made:
            tell(request, Text("Đã đưa vào hộp thư chờ xuất.", "Put into the outbox."))
    return redirect("prospect", prospect)


def letter(request: HttpRequest, prospect: int, template: str) -> HttpResponse:
    """Return the letter of a template to a prospect as PDF."""
    viewer = viewer_of(request)
    row = _prospect(viewer, prospect, works=False)
    if row.person:
        note_look(row.person, viewer.username)
    writing = acts.Writing(template, clock.today(), speech.language())
    document = attempt(request, lambda: acts.letter(prospect, writing))
    if document is None:
        return redirect("prospect", prospect)
    return export.attachment(write_document(document, "pdf"), media.PDF, f"thu-{prospect}.pdf")


def consent(request: HttpRequest, prospect: int) -> HttpResponse:
    """Write down whether the person may be written to, or shown to an agent."""
    viewer, given = viewer_of(request), request.POST
    row = _prospect(viewer, prospect, works=True)
    if not row.person:
        raise Http404
    day: dt.date = clock.today()
    purpose, agreed = given.get("purpose", ""), given.get("given") == "yes"
    document = given.get("document", "").strip()[:300]
    carry_out(
        request,
        lambda: acts.note_consent(row.person, purpose, given=agreed, day=day, document=document, actor=viewer.username),
        Text("Đã ghi ý kiến của người tham gia.", "What the person said is written down."),
    )
    return redirect("prospect", prospect)


def _language(text: str) -> Language:
    return "en" if text == "en" else "vi"
