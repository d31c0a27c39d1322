"""A recovery campaign: what was handed over, what came back, employer by employer."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from ansinh.core.errors import MissingError
from ansinh.domain.collection.recovery import BODIES
from ansinh.formats.document_write import write_document
from ansinh.usecases.collection import ladder_recovery
from ansinh.web import export, speech
from ansinh.web.pages.collection.ladder import FORMS, KINDS
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of


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


def save(request: HttpRequest, campaign: UUID, form: str) -> HttpResponse:
    """Return the report as a file."""
    made = _report(request, campaign)
    if form not in KINDS:
        raise Http404
    content = write_document(ladder_recovery.document(made, speech.language()), FORMS[form])
    return export.attachment(content, KINDS[form], f"thu-hoi-{made.campaign.handed_over_on}.{form}")
