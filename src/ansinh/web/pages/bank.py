"""Receipts: statements in, and the work-list of lines nobody has been found for, keyboard first."""

import json
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.person_name import search_key
from ansinh.core.text import Text
from ansinh.domain.collection.match_columns import REASONS
from ansinh.domain.collection.refund import GROUNDS
from ansinh.domain.registry.rights import Act as Right
from ansinh.records.store.pages import bank as store
from ansinh.records.store.pages import work
from ansinh.records.store.pages.bank import CandidateUnit, LineRow
from ansinh.usecases import collection
from ansinh.web import listing
from ansinh.web.attempts import attempt, tell
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

MOST_CANDIDATES = 6
KNOWN = Text("Tệp này đã nhập trước đó; không có gì thay đổi.", "This file was taken in before; nothing changed.")
MATCHED = Text(
    "Khớp tự động {lines} dòng; còn {left} dòng chờ người.", "{lines} lines matched by rule; {left} left to people."
)
MOST_BYTES = 25 * 1024 * 1024


def show(request: HttpRequest) -> HttpResponse:
    """Show the work-list with its first line open, and the statements taken in."""
    viewer = viewer_of(request)
    offices = viewer.office_ids("bank")
    found = listing.cut(store.waiting(offices, listing.after(request, UUID), listing.SIZE + 1))
    last = found.last
    context = {
        "found": found,
        "suspense": work.suspense(offices),
        "statements": store.statements(offices, 8),
        "next": f"{last.value_date.isoformat()}~{last.id}" if last else "",
        "may_match": viewer.may("bank.match"),
        **(_side(viewer, found.rows[0]) if found.rows else {}),
    }
    return page(request, "bank.html", context)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who may have paid: the unit, how sure (of 100), and why."""

    unit: CandidateUnit
    score: int
    reasons: list[Text]


@dataclass(frozen=True, slots=True)
class Told:
    """A candidate as matching kept it with the line."""

    account: int
    score: int
    reasons: list[str]


def show_line(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show one line with who may have paid it."""
    viewer = viewer_of(request)
    line = _line_for(viewer, number)
    template = "bank_line.html" if request.headers.get("HX-Request") else "bank_line_page.html"
    return page(request, template, {"may_match": viewer.may("bank.match"), **_side(viewer, line)})


def _line_for(viewer: Viewer, number: UUID | None, act: Right = "bank") -> LineRow:
    """Return the line if the viewer may do `act` at its office; Http404 otherwise."""
    found = store.line(number) if number else None
    if found is None or not viewer.reaches(act, found.office_path):
        raise Http404
    return found


def _side(viewer: Viewer, line: LineRow) -> dict[str, object]:
    """Return a line with its ranked candidates; where matching left none, units with a like name."""
    told = _told(line)
    known = store.units([one.account for one in told])
    candidates = [
        Candidate(known[one.account], one.score, [REASONS[why] for why in one.reasons if why in REASONS])
        for one in told
        if one.account in known
    ]
    if not candidates and line.state == "suspense":
        like = store.like(search_key(line.payer_name), viewer.office_ids("units"), MOST_CANDIDATES)
        candidates = [Candidate(unit, 0, [REASONS["name"]]) for unit in like]
    return {
        "line": line,
        "candidates": candidates[:MOST_CANDIDATES],
        "may_refund": viewer.may("refunds.propose"),
        "grounds": GROUNDS,
    }


def _told(line: LineRow) -> list[Told]:
    """Return the candidates kept with the line."""
    kept = line.candidates
    read = json.loads(kept) if isinstance(kept, str) else kept
    return [Told(int(one["account"]), int(one["score"]), [str(why) for why in one["reasons"]]) for one in read]


def assign(request: HttpRequest, number: UUID) -> HttpResponse:
    """Give a line, whole or a part of it, to a unit."""
    viewer = viewer_of(request)
    line = _line_for(viewer, number, "bank.match")
    code = request.POST.get("unit", "").strip().upper()
    typed = "".join(sign for sign in request.POST.get("amount", "") if sign.isdigit())
    amount = int(typed) if typed else line.open
    done = attempt(request, lambda: collection.assign(line.id, [(code, amount)], actor=viewer.username))
    if done is not None:
        tell(request, Text("Đã khớp với đơn vị {code}.", "Matched to unit {code}.").fill(code=code))
    return redirect("bank")


def undo(request: HttpRequest, number: UUID) -> HttpResponse:
    """Undo a match, with a reason."""
    viewer = viewer_of(request)
    _line_for(viewer, store.line_of_match(number), "bank.match")
    reason = request.POST.get("reason", "").strip()[:300] or "undo"

    def work_back() -> bool:
        collection.undo_match(number, actor=viewer.username, reason=reason)
        return True

    if attempt(request, work_back):
        tell(request, Text("Đã gỡ; tiền trở lại danh sách chờ.", "Undone; the money waits again."))
    return redirect("bank")


def take_in(request: HttpRequest) -> HttpResponse:
    """Take a statement in and match what can be matched by rule."""
    viewer = viewer_of(request)
    office, upload = viewer.office("bank.match"), request.FILES.get("file")
    if upload is None or (upload.size or 0) > MOST_BYTES:
        tell(request, Text("Hãy chọn một sổ phụ, tối đa 25 MB.", "Choose a statement of up to 25 MB."), "gold")
        return redirect("bank")
    data, name = upload.read(), upload.name or ""
    work_in = lambda: collection.import_statement(data, name=name, office=office.code, actor=viewer.username)  # noqa: E731 - the act, to be attempted
    taken = attempt(request, work_in)
    if taken is None:
        return redirect("bank")
    if taken.findings:
        return page(request, "bank_refused.html", {"findings": taken.findings, "name": name}, status=422)
    if taken.already:
        tell(request, KNOWN)
        return redirect("bank")
    return _match(request, viewer, office.code)


def match(request: HttpRequest) -> HttpResponse:
    """Match every line in suspense by the rules."""
    viewer = viewer_of(request)
    return _match(request, viewer, viewer.office("bank.match").code)


def _match(request: HttpRequest, viewer: Viewer, office: str) -> HttpResponse:
    """Match and say what was found."""
    done = attempt(request, lambda: collection.match_suspense(office=office, actor=viewer.username))
    if done is not None:
        tell(request, MATCHED.fill(lines=done.lines, left=done.left))
    return redirect("bank")
