"""The facility's findings: what was found in its records, its answers before the last day, what was decided."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.domain.claims.catalogue import Rule, rules
from ansinh.law.claims.days import reply_by
from ansinh.law.value_files import load
from ansinh.records.store.claims import files, replies, worklist
from ansinh.records.store.claims.replies import Reply
from ansinh.records.store.claims.visits import VisitHead, visit_head
from ansinh.records.store.claims.worklist import Item, Step
from ansinh.records.store.coverage.visits import HERE
from ansinh.usecases.claims import answering, deciding
from ansinh.usecases.claims.answering import Answer
from ansinh.web import clock, listing
from ansinh.web.attempts import attempt, tell
from ansinh.web.export import attachment
from ansinh.web.pages.claims.counter import facility_of
from ansinh.web.pages.claims.work import after_of, facilities_of, month_of
from ansinh.web.periods import month_at
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

ANSWERED = Text("Đã ghi trả lời của cơ sở.", "The answer is written.")
STATES = ("open", "contested", "proposed", "accepted", "kept", "lifted", "confirmed")


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with its rule, answers, story, last day to answer, and what lifting it would give back."""

    item: Item
    rule: Rule
    replies: list[Reply]
    story: list[Step]
    until: object
    may_answer: bool
    suggested: int = 0


def told_of(head: VisitHead, *, suggest: bool = False) -> list[Told]:
    """Return the findings of a record with everything said and decided about them."""
    items = worklist.of_visit(head.period, head.id)
    answers, stories = replies.replies_to([one.id for one in items]), worklist.story_of(head.period, head.id)
    today = clock.today()
    made = []
    for one in items:
        until = reply_by(one.received.astimezone(HERE).date(), load())
        back = deciding.suggested(one) if suggest else 0
        open_still = not one.final and today <= until
        made.append(
            Told(one, rules()[one.rule], answers.get(one.id, []), stories.get(one.id, []), until, open_still, back)
        )
    return made


def lines_of(head: VisitHead) -> list[dict[str, object]]:
    """Return the lines of a record that are not accepted whole first, then the others."""
    frame = files.lines_at(head.file, head.place)
    if frame.is_empty():
        return []
    rows = frame.sort("table", "row").to_dicts()
    return sorted(rows, key=lambda row: row["state"] == "accepted")


def own(request: HttpRequest) -> HttpResponse:
    """Show a facility the findings of a month, the dearest records first."""
    place, month = facility_of(request), month_of(request)
    state = request.GET.get("state", "")
    states = (state,) if state in STATES else STATES
    found = listing.cut(
        worklist.waiting(month.first_day, facilities=[place.code], states=states, rule=request.GET.get("rule", ""),
                         after=after_of(request), limit=listing.SIZE + 1)
    )  # fmt: skip
    last = found.last
    rows = [(one, rules()[one.rule], reply_by(one.received.astimezone(HERE).date(), load())) for one in found.rows]
    context = {
        "place": place, "month": month, "state": state, "states": STATES, "rows": rows, "found": found,
        "counts": worklist.states_of(place.code, month.first_day),
        "next": f"{last.claimed}~{last.id}" if last else "",
    }  # fmt: skip
    return page(request, "claims/own_findings.html", context)


def own_one(request: HttpRequest, period: str, number: int) -> HttpResponse:
    """Show a facility one of its records: every finding, what it cuts, and the form of its answer."""
    head = _own_head(request, period, number)
    context = {"head": head, "month": month_at(period), "rows": told_of(head), "lines": lines_of(head)}
    return page(request, "claims/own_one.html", context)


def _own_head(request: HttpRequest, period: str, number: int) -> VisitHead:
    """Return a record of the facility of the person who asks; 404 for another's."""
    head = visit_head(month_at(period).first_day, number)
    if head is None or head.facility != facility_of(request).code:
        raise Http404
    return head


def answer(request: HttpRequest, period: str, number: int) -> HttpResponse:
    """Take a facility's answer to one finding."""
    place, month = facility_of(request), month_at(period)
    item = worklist.item(month.first_day, number)
    if item is None or item.facility != place.code:
        raise Http404
    file = request.FILES.get("document")
    name, content = ("", b"") if file is None or isinstance(file, list) else (file.name or "tep", file.read())
    kind = request.POST.get("answer", "")
    said = Answer("accept" if kind == "accept" else "contest", request.POST.get("reason", ""), name, content)
    actor = viewer_of(request).username
    done = attempt(request, lambda: answering.answer(
        month.first_day, number, said, actor=actor, facility=place.code, today=clock.today()))  # fmt: skip
    if done is not None:
        tell(request, ANSWERED)
    return redirect("facility_claim", period=period, number=item.visit)


def own_document(request: HttpRequest, number: int) -> HttpResponse:
    """Give a facility back a document it sent with an answer."""
    return _document(number, {facility_of(request).code})


def document(request: HttpRequest, number: int) -> HttpResponse:
    """Give an assessor the document of an answer."""
    return _document(number, set(facilities_of(viewer_of(request))))


def _document(number: int, allowed: set[str]) -> HttpResponse:
    """Return a document as a file to keep; 404 for another facility's."""
    found = replies.document(number)
    if found is None or found[0] not in allowed:
        raise Http404
    name = "".join(letter if letter.isalnum() or letter in ".-_" else "_" for letter in found[1]) or "tep"
    return attachment(found[2], "application/octet-stream", name)
