"""Dossiers: the work-list by deadline, and one dossier with facts, computation, papers, story and what can be done."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from ansinh.core.errors import AnsinhError
from ansinh.core.person_name import search_key
from ansinh.core.text import Text
from ansinh.domain.benefits.moves import MOVES, STATE_NAMES, STATES, Move, allowed
from ansinh.domain.benefits.payments import OUTCOME_NAMES
from ansinh.domain.benefits.procedures import missing_papers, procedure, procedures
from ansinh.formats import media
from ansinh.law.explain import CONFIDENCE, content_text
from ansinh.records.store import access
from ansinh.records.store.benefits import appeals, decisions, papers, payables, payments_line, worklist
from ansinh.records.store.benefits.decisions import Decision
from ansinh.records.store.benefits.worklist import Cut, DossierPage
from ansinh.usecases.benefits.dossiers import writing
from ansinh.usecases.benefits.dossiers.explaining import explain
from ansinh.web import export, listing, speech
from ansinh.web.attempts import attempt
from ansinh.web.clock import today
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

NAMES = {code: one.name for code, one in procedures().items()}
OPEN_STATES = ("received", "returned", "completed", "computed", "reviewed", "appealed")
TONES = {
    "received": "brand", "returned": "gold", "completed": "brand", "computed": "gold", "reviewed": "gold",
    "approved": "green", "paid": "green", "appealed": "red", "revised": "green", "closed": "",
}  # fmt: skip
BY_BUTTON = ("complete", "return", "compute", "send_back", "review", "approve", "appeal", "withdraw", "close")


@dataclass(frozen=True, slots=True)
class Button:
    """A move the viewer may make now."""

    move: str
    text: Text
    says_why: bool
    main: bool


def show(request: HttpRequest) -> HttpResponse:
    """Show the dossiers of the viewer's offices by deadline, those that wait first of all."""
    viewer = viewer_of(request)
    offices = viewer.office_ids("dossiers")
    cut = _cut(request, offices)
    found = listing.cut(worklist.listed(cut, listing.after(request, UUID), listing.SIZE + 1))
    counted = {one.state: one for one in worklist.counts(offices, today())}
    last = found.last
    context = {
        "found": found, "state": request.GET.get("state", ""), "procedure": cut.procedure, "today": today(),
        "states": [(one, STATE_NAMES[one], counted[one].dossiers if one in counted else 0) for one in STATES],
        "late": sum(one.late for one in counted.values() if one.state in OPEN_STATES),
        "due_today": sum(one.today for one in counted.values() if one.state in OPEN_STATES),
        "waiting": sum(one.dossiers for one in counted.values() if one.state in OPEN_STATES),
        "procedures": procedures().values(), "names": NAMES, "tones": TONES, "state_names": STATE_NAMES,
        "next": f"{last.due.isoformat()}~{last.id}" if last else "",
        "may_receive": viewer.may("dossiers.receive"),
    }  # fmt: skip
    return page(request, "benefits/dossiers.html", context)


def _cut(request: HttpRequest, offices: list[int]) -> Cut:
    """Return what the address asks for: one state or all open ones, a procedure, words."""
    state, code = request.GET.get("state", ""), request.GET.get("procedure", "")
    typed = request.GET.get("q", "").strip()[:60]
    return Cut(
        offices,
        [state] if state in STATES else list(OPEN_STATES),
        code if code in procedures() else "",
        typed if typed[:1].isdigit() else search_key(typed),
    )


def dossier_for(viewer: Viewer, number: UUID) -> DossierPage:
    """Return the dossier if the viewer reaches its office; Http404 otherwise."""
    found = worklist.page(number)
    if found is None or not viewer.reaches("dossiers", found.office_path):
        raise Http404
    return found


def one(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show one dossier, and write down that the record of its person was read."""
    viewer = viewer_of(request)
    seen = dossier_for(viewer, number)
    access.note_read(viewer.username, seen.person_id, f"dossier {seen.number}", str(getattr(request, "request_id", "")))
    found = decisions.of_dossier(str(number))
    held = papers.held([str(number)])[str(number)]
    wanted, followed = procedure(seen.procedure), payments_line.of_dossier(str(number))
    context = {
        "seen": seen, "wanted": wanted, "decision": found[0] if found else None, "decisions": found, "held": held,
        "missing": missing_papers(wanted, {paper.paper for paper in held}),
        "paper_names": {paper.code: paper.name for paper in wanted.papers},
        "story": worklist.story(number), "moves": {name: move.text for name, move in MOVES.items()},
        "state_names": STATE_NAMES, "tone": TONES[seen.state],
        "lines": [(line, paid, followed.get(line.id)) for line, paid in payables.of_dossier(str(number))],
        "outcomes": OUTCOME_NAMES, "may_pay": viewer.reaches("payroll", seen.office_path),
        "appeals": appeals.of_dossier(str(number)),
        "buttons": _buttons(viewer, seen, found[0] if found else None), "today": today(),
    }  # fmt: skip
    return page(request, "benefits/dossier.html", {**context, **_told(found[0] if found else None)})


def _told(decision: Decision | None) -> dict[str, object]:
    """Return the story of the decision shown, or why it cannot be told."""
    if decision is None:
        return {}
    try:
        told = explain(decision)
    except AnsinhError as refusal:
        return {"untold": refusal.message}
    language = speech.language()
    used = [
        (
            value.label.to(language), content_text(value, language), value.since, value.citation,
            CONFIDENCE.get(value.confidence),
        )
        for value in told.settled.values
    ]  # fmt: skip
    words = writing.claimed_words(told.facts.claimed, language)
    return {"told": told, "steps": told.settled.steps, "used": used, "claimed": words}


def _buttons(viewer: Viewer, seen: DossierPage, decision: Decision | None) -> list[Button]:
    """Return the moves open now to the viewer; who had a hand in the decision is not offered the next one."""
    hands = set(decision.hands.values()) if decision and not decision.approved_by else set()
    found = []
    for move in allowed(seen.state):
        if move.name not in BY_BUTTON or not viewer.reaches(move.act, seen.office_path):
            continue
        if _own_hand(move, viewer, hands) or (
            move.name == "close" and seen.state != "paid" and seen.outcome == "grant"
        ):
            continue
        main = move.name in {"complete", "compute", "review", "approve"} and seen.state != "computed"
        found.append(Button(move.name, move.text, move.says_why, main or move.name == "review"))
    return sorted(found, key=lambda button: (button.says_why, not button.main))


def _own_hand(move: Move, viewer: Viewer, hands: set[str]) -> bool:
    """Return whether the move must be another person's."""
    return move.name in {"review", "approve"} and viewer.username in hands


def letter(request: HttpRequest, number: UUID, form: str) -> HttpResponse:
    """Return the letter of the decision as PDF: `form` vi or en."""
    viewer = viewer_of(request)
    seen = dossier_for(viewer, number)
    if form not in {"vi", "en"}:
        raise Http404
    access.note_read(viewer.username, seen.person_id, f"letter {seen.number}", str(getattr(request, "request_id", "")))
    body = attempt(request, lambda: writing.letter_pdf(number, "en" if form == "en" else "vi"))
    if body is None:
        raise Http404
    name = f"quyet-dinh-{seen.number.replace('/', '-')}-{form}.pdf"
    return export.attachment(body, media.PDF, name)
