"""The portal of an employer: its own account and its own files, nothing else."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.records.store.pages import filings as store
from ansinh.records.store.pages import units
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

SHOWN = 100


def start(request: HttpRequest) -> HttpResponse:
    """Go to the viewer's account, or let them choose among several."""
    codes = viewer_of(request).own_accounts("own.unit")
    if not codes:
        raise Http404
    if len(codes) == 1:
        return redirect("unit", code=codes[0])
    return page(request, "portal.html", {"units": [found for code in codes if (found := units.unit(code))]})


def filings(request: HttpRequest) -> HttpResponse:
    """Show the files of the viewer's accounts."""
    codes = viewer_of(request).own_accounts("own.unit")
    return page(request, "portal_filings.html", {"filings": store.of_accounts(codes, SHOWN)})
