"""A recovery campaign: what was handed over, what came back, employer by employer."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.collection.recovery import BODIES
from ansinh.formats.document_write import write_document
from ansinh.usecases.collection import ladder_recovery
from ansinh.web import clock, export, fields, speech
from ansinh.web.attempts import attempt, tell
from ansinh.web.pages.collection.ladder import FORMS, KINDS
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

MOST = 5000
NEEDED = Text("Cần tên, số văn bản và mã các đơn vị.", "The name, the paper and the unit codes are needed.")


def _report(request: HttpRequest, campaign: UUID) -> ladder_recovery.Report:
    """Return the report if the viewer reaches its office; Http404 otherwise."""
    try:
        made = ladder_recovery.report(campaign)
    except MissingError as error:
        raise Http404 from error
    if not viewer_of(request).reaches("debts", made.campaign.office_path):
        raise Http404
    return made


def show(request: HttpRequest, campaign: UUID) -> HttpResponse:
    """Show what a campaign brought in."""
    made = _report(request, campaign)
    context = {
        "made": made,
        "body": BODIES[made.campaign.body],
        "sentence": ladder_recovery.sentence(made.answer, speech.language()),
    }
    return page(request, "collection/recovery.html", context)


def open_new(request: HttpRequest) -> HttpResponse:
    """Hand the open debts of chosen employers over to the police, a court or another body."""
    viewer, given = viewer_of(request), request.POST
    office = viewer.office("debts.lead", given.get("office") or None)
    codes = given.get("accounts", "").replace(",", " ").split()[:MOST]
    words = {name: given.get(name, "").strip()[:200] for name in ("body", "name", "document")}
    if not (codes and words["name"] and words["document"]):
        tell(request, NEEDED, "gold")
        return redirect("debt_lists")
    opening = ladder_recovery.Opening(**words, day=fields.day(given.get("day", "")) or clock.today())
    made = attempt(request, lambda: ladder_recovery.open_campaign(office.code, opening, codes, viewer.username))
    return redirect("debt_lists") if made is None else redirect("recovery", made)


def save(request: HttpRequest, campaign: UUID, form: str) -> HttpResponse:
    """Return the report as a file."""
    made = _report(request, campaign)
    if form not in KINDS:
        raise Http404
    content = write_document(ladder_recovery.document(made, speech.language()), FORMS[form])
    return export.attachment(content, KINDS[form], f"thu-hoi-{made.campaign.handed_over_on}.{form}")
