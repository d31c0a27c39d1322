"""One record as the assessor sees it: its lines with their outcome, findings, answers, the story of each, decisions."""

from django.http import Http404, HttpRequest, HttpResponse

from ansinh.records.store.claims.place import person_of_card
from ansinh.records.store.claims.visits import visit_head
from ansinh.usecases.registry.people import note_look
from ansinh.web.pages.claims.answers import lines_of, told_of
from ansinh.web.pages.claims.work import facilities_of
from ansinh.web.periods import month_at
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of


def one(request: HttpRequest, period: str, number: int) -> HttpResponse:
    """Show one record; the look at the person is written down."""
    viewer, month = viewer_of(request), month_at(period)
    head = visit_head(month.first_day, number)
    if head is None or head.facility not in facilities_of(viewer):
        raise Http404
    person = person_of_card(head.card)
    if person is not None:
        note_look(person, viewer.username, "claims")
    may_decide = viewer.may("claims.decide")
    context = {"head": head, "month": month, "rows": told_of(head, suggest=may_decide), "lines": lines_of(head),
               "may_decide": may_decide}  # fmt: skip
    return page(request, "claims/one.html", context)
