"""The facility's own counter: check a file before sending, send it, see receipts and answer findings."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.domain.claims.assess import Assessment
from ansinh.domain.claims.catalogue import Rule, rules
from ansinh.records.store.claims import arrivals, files, lists
from ansinh.records.store.claims.awaited import awaited_of
from ansinh.records.store.claims.place import own_facility
from ansinh.records.store.registry.facilities import FacilityFacts
from ansinh.records.store.registry.grants import grants_of
from ansinh.usecases.claims import receive
from ansinh.usecases.claims.receiving import precheck
from ansinh.web.attempts import attempt, tell
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

MOST_BYTES = 64 * 1024 * 1024
TOO_LARGE = Text("Tệp lớn hơn 64 MB, hãy chia nhỏ.", "The file is larger than 64 MB, please split it.")
NO_FILE = Text("Hãy chọn tệp XML hoặc ZIP.", "Choose an XML or ZIP file.")
RECEIVED = Text("Đã nhận {n} hồ sơ, mã tiếp nhận {receipt}.", "Received {n} records, receipt {receipt}.")
AGAIN = Text("Tệp này đã nhận trước đây, mã tiếp nhận {receipt}.", "This file was received before, receipt {receipt}.")
SHOWN = 300
SINCE_DAYS = 60  # how far back a patient without a record is listed
AWAITED_DAYS = 366  # how far back work of the facility is counted on its first page


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as the counter shows it."""

    rule: Rule
    episode: str
    place: str
    found: str


def facility_of(request: HttpRequest) -> FacilityFacts:
    """Return the facility of the person who asks; 404 where there is none."""
    viewer = viewer_of(request)
    place = own_facility(grants_of(viewer.user, viewer.today))
    if place is None:
        raise Http404
    return place


def show(request: HttpRequest) -> HttpResponse:
    """Show the receipts of the facility and the lists the agency holds of it."""
    place = facility_of(request)
    today = viewer_of(request).today
    since = today - dt.timedelta(days=SINCE_DAYS)
    context = {
        "place": place, "receipts": files.files_of(place.code), "lists": lists.newest_lists(place.code),
        "arrivals": arrivals.waiting([place.code], since),
        "awaited": awaited_of(place.code, today - dt.timedelta(days=AWAITED_DAYS)),
    }  # fmt: skip
    return page(request, "claims/counter.html", context)


def check(request: HttpRequest) -> HttpResponse:
    """Check a file with exactly the agency's engine; nothing is kept."""
    place, upload = facility_of(request), upload_of(request)
    if upload is None:
        return redirect("facility_claims")
    judged = attempt(request, lambda: precheck(upload[1], upload[0], account=place.code))
    if judged is None:
        return redirect("facility_claims")
    assessment, unread = judged
    context = {
        "place": place, "name": upload[0], "rows": list(_shown(assessment)), "unread": unread,
        "records": len(assessment.frames.batch), "claimed": int(assessment.outcome.visits["claimed"].sum()) // 100,
        "accepted": int(assessment.outcome.visits["accepted"].sum()) // 100,
        "skipped": [rule.code for rule in assessment.not_checked],
    }  # fmt: skip
    return page(request, "claims/checked.html", context)


def _shown(judged: Assessment) -> Iterable[Shown]:
    """Yield the first findings as a person reads them."""
    episodes = dict(judged.frames.visits.select("visit", "episode").iter_rows())
    for row in judged.findings.head(SHOWN).iter_rows(named=True):
        number = "" if row["row"] is None else f"[{row['row']}]"
        yield Shown(
            rules()[row["rule"]],
            episodes.get(row["visit"]) or "",
            f"{row['table']}{number}.{row['field']}",
            row["found"],
        )


def send(request: HttpRequest) -> HttpResponse:
    """Send a file to the agency: kept, numbered, assessed."""
    place, upload = facility_of(request), upload_of(request)
    if upload is not None:
        actor = viewer_of(request).username
        done = attempt(request, lambda: receive(upload[1], upload[0], actor=actor, sender=place.code))
        if done is not None:
            tell(request, (AGAIN if done.again else RECEIVED).fill(n=done.records, receipt=done.receipt))
    return redirect("facility_claims")


def upload_of(request: HttpRequest) -> tuple[str, bytes] | None:
    """Return (name, bytes) of the upload; None after telling why it was not taken."""
    file = request.FILES.get("file")
    if file is None or isinstance(file, list):
        tell(request, NO_FILE, "red")
        return None
    if (file.size or 0) > MOST_BYTES:
        tell(request, TOO_LARGE, "red")
        return None
    return (file.name or "tep.xml")[:200], file.read()
