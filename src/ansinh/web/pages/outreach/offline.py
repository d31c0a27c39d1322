"""Without a signal: the day on one page a phone keeps, the script that shows it, and what was written meanwhile."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.outreach.agent_desk import masked
from ansinh.domain.outreach.agents import SCHEMES
from ansinh.domain.outreach.reasons import reasons
from ansinh.formats.indicator_list import read_json
from ansinh.records.store.outreach import agent_desk as desk_store
from ansinh.records.store.outreach import prospects as store
from ansinh.usecases.outreach import agent_desk as desk_acts
from ansinh.usecases.outreach.offline import Sender, take_in
from ansinh.usecases.registry.people import note_looks
from ansinh.web import clock, speech
from ansinh.web.attempts import tell
from ansinh.web.pages.outreach.working import SHOWN, Tap, taps
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of


@dataclass(frozen=True, slots=True)
class Kept:
    """One person as the phone keeps them: no more than the list shows online, numbers masked for collectors."""

    id: int
    name: str
    reason: Text
    people: int
    place: str
    due: dt.date
    phone: str
    hidden: str
    number: str
    taps: list[Tap]


def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """Serve the script that answers pages without a signal, from the root, as its reach asks."""
    found = finders.find("ansinh/offline_worker.js")
    if not isinstance(found, str):
        raise Http404
    with open(found, "rb") as file:  # noqa: PTH123 - one small file of our own
        return HttpResponse(file.read(), content_type="text/javascript; charset=utf-8")


def desk_day(request: HttpRequest) -> HttpResponse:
    """Show a collector's whole day on one page; every name on it is logged as seen."""
    viewer, today = viewer_of(request), clock.today()
    desk = desk_store.desk(viewer.username)
    rows = desk_store.area(desk, viewer.username, today + dt.timedelta(days=14))
    note_looks((row.person for row in rows), viewer.username, "agent")
    people = [
        Kept(row.id, row.name, reasons()[row.kind].name, row.people, row.address, row.due, row.phone,
             masked(row.hidden), masked(row.si_number), taps(row.kind))
        for row in rows
    ]  # fmt: skip
    more = {"desk": desk, "schemes": SCHEMES, "blocked": desk_acts.why_blocked(desk, today), "back": "desk"}
    return _day(request, people, more)


def officer_day(request: HttpRequest) -> HttpResponse:
    """Show an officer's people of today on one page; every name on it is logged as seen."""
    viewer, today = viewer_of(request), clock.today()
    cut = store.Cut(owner=viewer.username, until=today + dt.timedelta(days=7), by_value=False)
    rows = store.page(viewer.office_ids("outreach"), cut, limit=SHOWN)
    note_looks((row.person for row in rows), viewer.username)
    people = [
        Kept(row.id, row.name or row.subject, reasons()[row.kind].name, row.people, row.commune, row.due, row.phone,
             "", "", taps(row.kind))
        for row in rows
    ]  # fmt: skip
    return _day(request, people, {"back": "prospects_today"})


def _day(request: HttpRequest, people: Iterable[Kept], more: Mapping[str, object]) -> HttpResponse:
    return page(request, "outreach/day.html", {"people": list(people), "today": clock.today(), **more})


def sync(request: HttpRequest) -> HttpResponse:
    """Take in what was written down without a signal; answer every item, and tell what was done on the next page."""
    raw, _ = read_json(request.body)
    try:
        answers = take_in(raw, sender(viewer_of(request)))
    except RefusedError as refused:
        return JsonResponse({"items": [], "message": speech.say(refused.message)}, status=400)
    for one in answers:
        if one.state == "done":
            tell(request, one.message)
    return JsonResponse({"items": [one.told() for one in answers]})


def sender(viewer: Viewer) -> Sender:
    """Return the viewer as who sends."""
    return Sender(
        viewer.username, viewer.may("own.collector"), lambda path: viewer.reaches("outreach.work", path),
        clock.today(), timezone.localtime(),
    )  # fmt: skip
