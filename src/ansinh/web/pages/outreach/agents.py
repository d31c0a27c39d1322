"""Collection agents: the organisations of an office, and one of them with match, quotas and commission."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse

from ansinh.core.errors import MissingError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.records.store.outreach import agents as store
from ansinh.usecases.outreach import agents as acts
from ansinh.web import clock
from ansinh.web.periods import asked
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

SCHEMES = {
    "hi_household": Text("BHYT hộ gia đình", "Household health insurance"),
    "hi_pupil": Text("BHYT học sinh", "Pupils' health insurance"),
    "vsi": Text("BHXH tự nguyện", "Voluntary insurance"),
}


def _month(request: HttpRequest) -> Month:
    """Return the month asked for, else that of today."""
    return asked(request) or Month.containing(clock.today())


def show(request: HttpRequest) -> HttpResponse:
    """Show the organisations of an office with what they collected in the month."""
    viewer, month = viewer_of(request), _month(request)
    office = viewer.office("outreach", request.GET.get("office") or None)
    rows = store.agents(viewer.office_ids("outreach", office), month.first_day, month.last_day)
    context = {
        "office": office,
        "offices": viewer.offices,
        "month": month,
        "rows": rows,
        "collected": sum(row.collected for row in rows),
        "ending": [row for row in rows if row.valid_to and row.valid_to <= clock.today() + dt.timedelta(days=60)],
    }
    return page(request, "outreach/agents.html", context)


def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show one organisation: three sides of the month, quotas of its collectors, its commission."""
    viewer, month = viewer_of(request), _month(request)
    try:
        found = store.organisation(code)
    except MissingError as error:
        raise Http404 from error
    if not viewer.reaches("outreach", found.office.path):
        raise Http404
    matched = acts.match(code, month)
    context = {
        "agent": found,
        "month": month,
        "matched": matched,
        "short": matched.short.get(code, 0),
        "quotas": [(*row, SCHEMES[row[2]]) for row in store.quotas(code, clock.today())],
        "statement": store.statement(found.pk, month.first_day),
    }
    return page(request, "outreach/agent.html", context)
