"""Behind the figures of the statistics: the dossiers that were counted, page by page; who was looked at is kept."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.statistics_onetime import BANDS, YEAR, banded
from ansinh.records.store.benefits import payments_shown, statistics_onetime, statistics_rows
from ansinh.records.store.benefits.statistics_rows import Asked, Counted
from ansinh.web import fields, listing
from ansinh.web.clock import today
from ansinh.web.pages.benefits.dossiers import NAMES
from ansinh.web.pages.benefits.statistics import RHYTHMS
from ansinh.web.pages.benefits.statistics_onetime import TITLES
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

MONTHS = Text("{first} đến {last}", "{first} to {last}")


def decided(request: HttpRequest) -> HttpResponse:
    """Show the dossiers behind a figure of approved decisions (?first=&last=&office=&rhythm=&procedure=)."""
    viewer = viewer_of(request)
    office = viewer.office("dossiers", request.GET.get("office") or None)
    first, last = fields.month(request.GET.get("first", "")), fields.month(request.GET.get("last", ""))
    rhythm, procedure = request.GET.get("rhythm", "once"), request.GET.get("procedure", "")
    if first is None or last is None or rhythm not in RHYTHMS or (procedure and procedure not in NAMES):
        raise Http404
    asked = Asked(viewer.office_ids("dossiers", office), first, last, rhythm, procedure)
    rows = statistics_rows.decided(asked, _after(request), listing.SIZE + 1)
    title = NAMES[procedure] if procedure else RHYTHMS[rhythm]
    return _shown(request, viewer, rows, {"title": title, "office": office, "when": _span(first, last)})


def applied(request: HttpRequest) -> HttpResponse:
    """Show the applications for the one-time benefit behind a figure (?last=&office=&cut=&band=): twelve months."""
    viewer = viewer_of(request)
    office = viewer.office("dossiers", request.GET.get("office") or None)
    last = fields.month(request.GET.get("last", "")) or Month.containing(today())
    cut, band = request.GET.get("cut", ""), request.GET.get("band", "")
    if cut and (cut not in BANDS or not band.lstrip("-").isdigit()):
        raise Http404
    first = last.plus(1 - YEAR)
    asked, ids = statistics_onetime.with_dossiers(viewer.office_ids("dossiers", office), first, last)
    chosen = banded(asked, cut) == int(band) if cut else [True] * len(ids)
    wanted = [key for key, mine in zip(ids, chosen, strict=True) if mine]
    rows = statistics_rows.of_dossiers(wanted, _after(request), listing.SIZE + 1)
    title = TITLES[cut] if cut else NAMES["onetime"]
    return _shown(request, viewer, rows, {"title": title, "office": office, "when": _span(first, last)})


def _span(first: Month, last: Month) -> Text:
    """Return the months in words."""
    return MONTHS.fill(first=f"{first.month:02d}/{first.year}", last=f"{last.month:02d}/{last.year}")


def _after(request: HttpRequest) -> UUID | None:
    """Return the key in the address; Http404 for one that is none."""
    text = request.GET.get("after", "")
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise Http404 from error


def _shown(request: HttpRequest, viewer: Viewer, rows: list[Counted], told: dict[str, Any]) -> HttpResponse:
    """Show one page of dossiers."""
    found = listing.cut(rows)
    people = sorted({one.person for one in found.rows})
    payments_shown.note_reads(viewer.username, people, "benefit statistics", getattr(request, "request_id", ""))
    context = {
        **told, "found": found, "names": NAMES, "total": sum(one.amount for one in found.rows),
        "next": str(found.last.id) if found.last else "",
    }  # fmt: skip
    return page(request, "benefits/statistics_rows.html", context)
