"""What must hold in the whole database: looked at when somebody asks, with the rows that break it."""

from django.http import Http404, HttpRequest, HttpResponse

from ansinh.jobs.invariants import CHAIN, Verdict, check
from ansinh.records.store.invariants import INVARIANTS
from ansinh.records.store.ledger import months
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

EVERY = (*INVARIANTS, CHAIN)
ALL = "all"


def show(request: HttpRequest) -> HttpResponse:
    """Show the list of invariants; nothing is looked at yet."""
    return page(request, "administration/invariants.html", {"lines": [(one, None) for one in EVERY], "looked": False})


def look(request: HttpRequest) -> HttpResponse:
    """Look at one invariant, or at all of them, and show what was found.

    Numbers of rows are shown to who reads the log of every office here; to others only whether an invariant holds.
    """
    asked = request.POST.get("code", ALL)
    if asked not in {ALL, *(one.code for one in EVERY)}:
        raise Http404
    verdicts: dict[str, Verdict] = {one.code: check(one.code) for one in EVERY if asked in {ALL, one.code}}
    context = {
        "lines": [(one, verdicts.get(one.code)) for one in EVERY],
        "looked": True,
        "broken": [verdict for verdict in verdicts.values() if not verdict.holds],
        "sound": sum(verdict.holds for verdict in verdicts.values()),
        "named": _reads_all(request),
    }
    return page(request, "administration/invariants.html", context)


def _reads_all(request: HttpRequest) -> bool:
    """Say whether the viewer reads the log of every office that closes months."""
    mine = set(viewer_of(request).office_ids("audit"))
    return {months.office(code).id for code in months.closing_offices()} <= mine
