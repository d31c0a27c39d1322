"""Collection agents: the organisations of an office, and one of them with match, quotas and commission."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse

from ansinh.core.errors import MissingError
from ansinh.core.period import Month
from ansinh.domain.outreach.agent_desk import CONTRACT_DAYS, unsettled
from ansinh.domain.outreach.agents import CONDITIONS, SCHEMES
from ansinh.records.store.outreach import agent_contracts, agent_points
from ansinh.records.store.outreach import agents as store
from ansinh.usecases.outreach import agents as acts
from ansinh.usecases.outreach.agent_contracts import KINDS
from ansinh.usecases.outreach.agent_desk import late
from ansinh.web import clock
from ansinh.web.periods import asked
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

SOON = dt.timedelta(days=CONTRACT_DAYS)


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
        "ending": [row for row in rows if row.valid_to and row.valid_to <= clock.today() + SOON],
        "warned": agent_contracts.ending(viewer.office_ids("outreach", office), clock.today() + SOON),
        "today": clock.today(),
        "kinds": KINDS,
        "may_lead": viewer.may("outreach.lead"),
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
        **_contract(viewer, found),
    }
    return page(request, "outreach/agent.html", context)


def _contract(viewer: Viewer, found: store.Organisation) -> dict[str, object]:
    """Return what the page shows of the contract: conditions, people, late money of the quarter, what is open."""
    today = clock.today()
    contract = agent_contracts.latest(found.pk)
    quarter = today - dt.timedelta(days=90)
    books = agent_contracts.books(found.pk, found.code, contract.state if contract else "")
    held = contract.conditions if contract else {}
    return {
        "contract": contract, "conditions": [(code, name, bool(held.get(code))) for code, name in CONDITIONS.items()],
        "collectors": agent_contracts.collectors(found.pk), "points": agent_points.points(found.pk),
        "schemes": SCHEMES, "events": agent_contracts.events(found.pk),
        "late": late(found.pk, quarter, today, today), "open": unsettled(books) if contract else [],
        "voids": store.waiting_voids(found.code), "today": today, "soon": today + SOON,
        "goes_on": contract is not None and contract.state in store.GOING, "me": viewer.username,
        "may_work": viewer.reaches("outreach.work", found.office.path),
        "may_lead": viewer.reaches("outreach.lead", found.office.path),
    }  # fmt: skip
