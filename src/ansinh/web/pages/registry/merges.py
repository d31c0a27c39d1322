"""Two numbers of one person: look-alikes with their weights, proposed by one, decided by another, undone if wrong."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.domain.registry.rights import Act
from ansinh.jobs.queue import queue
from ansinh.records.store import access
from ansinh.records.store.pages import merges as store
from ansinh.records.store.pages.merges import MergeRow
from ansinh.records.store.registry.people import person_of_number
from ansinh.usecases.registry import merging
from ansinh.web import bullet, listing, speech, words
from ansinh.web.attempts import attempt, carry_out, tell
from ansinh.web.bullet import Bullet
from ansinh.web.pages.people import person_for
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

READS: tuple[Act, ...] = ("people.merge.propose", "people.merge.approve")
ORDERED = Text(
    "Đã yêu cầu dò trùng; kết quả hiện ở đây khi dò xong.", "The search is ordered; what it finds will appear here."
)
PROPOSED = Text("Đã đề nghị gộp; chờ người thứ hai duyệt.", "Proposed; a second person decides.")
MERGED = Text(
    "Đã gộp hai mã số; {n} đoạn trùng tháng giữ nguyên chỗ cũ.",
    "The two numbers are one; {n} periods that both had stay where they were.",
)
NOT_ONE = Text("Đã ghi nhận là hai người khác nhau.", "Written down as two different people.")
UNDONE = Text("Đã hoàn tác lần gộp.", "The merge was undone.")
NO_REASON = Text("Hãy ghi lý do.", "Say why.")
NOBODY = Text("Không tìm thấy ai có số {n}.", "Nobody has the number {n}.")


@dataclass(frozen=True, slots=True)
class Step:
    """What one comparison found, and its weight: for one person (to the right) or for two (to the left)."""

    of: Text
    found: Text
    values: list[str]
    weight: float
    bar: Bullet


def show_list(request: HttpRequest) -> HttpResponse:
    """Show proposals by state, those that wait first."""
    viewer = viewer_of(request)
    state = request.GET.get("state", "")
    state = state if state in words.MERGE_STATE else "proposed"
    after = request.GET.get("after", "")
    offices = _offices(viewer)
    found = listing.cut(store.listed(offices, state, int(after) if after.isdigit() else None, listing.SIZE + 1))
    counts = store.counts(offices)
    context = {
        "found": found, "state": state, "next": found.last.id if found.last else "",
        "states": [(code, words.MERGE_STATE[code][0], counts[code]) for code in words.MERGE_STATE],
        "may_propose": viewer.may("people.merge.propose"),
    }  # fmt: skip
    return page(request, "registry/merges.html", context)


def _offices(viewer: Viewer) -> list[int]:
    """Return the offices whose proposals the viewer may see."""
    return sorted({number for act in READS for number in viewer.office_ids(act)})


def search(request: HttpRequest) -> HttpResponse:
    """Order a search of the office for people with two numbers; a worker does it."""
    viewer = viewer_of(request)
    office = viewer.office("people.merge.propose")
    queue.order("registry.duplicates", lock=office.code, office=office.code, actor=viewer.username)
    tell(request, ORDERED)
    return redirect("merges")


def merge_for(viewer: Viewer, number: int, *acts: Act) -> MergeRow:
    """Return a proposal if one of `acts` reaches the survivor's office; Http404 otherwise."""
    found = store.merge(number)
    if found is None or not any(viewer.reaches(act, found.office_path) for act in acts):
        raise Http404
    return found


def show(request: HttpRequest, number: int) -> HttpResponse:
    """Show both records side by side and why they look alike; both reads are written down."""
    viewer = viewer_of(request)
    merge = merge_for(viewer, number, *READS)
    for person in (merge.survivor, merge.duplicate):
        access.note_read(viewer.username, person, f"merge {merge.id}", str(getattr(request, "request_id", "")))
    context = {
        "merge": merge,
        "sides": store.sides(merge.survivor, merge.duplicate),
        "steps": _steps(merge),
        "may_approve": viewer.reaches("people.merge.approve", merge.office_path),
        "own": merge.proposed_by == viewer.username,
    }
    return page(request, "registry/merge.html", context)


def _steps(merge: MergeRow) -> list[Step]:
    """Return the steps of the comparison, the heaviest first."""
    told = merge.known.get("steps", [])
    most = max((abs(one["weight"]) for one in told), default=0) or 1
    steps = [
        Step(
            Text(one["of"]["vi"], one["of"]["en"]),
            Text(one["found"]["vi"], one["found"]["en"]),
            [_shown(value) for value in one["values"]],
            one["weight"],
            bullet.plain(round(abs(one["weight"]) * 100), round(most * 100), "" if one["weight"] >= 0 else "gold"),
        )
        for one in told
    ]
    return sorted(steps, key=lambda step: -abs(step.weight))


def _shown(value: object) -> str:
    """Return what a record says, in words where it is a code."""
    return speech.say(words.SEX[str(value)]) if value in words.SEX else str(value or "–")


def propose(request: HttpRequest, number: int) -> HttpResponse:
    """Propose that the person whose number was typed is the same as `number`."""
    viewer = viewer_of(request)
    person = person_for(viewer, number)
    if not viewer.reaches("people.merge.propose", person.office_path):
        raise Http404
    typed = "".join(request.POST.get("other", "").split())[:20]
    other, reason = person_of_number(typed), request.POST.get("reason", "").strip()[:500]
    if not other or not reason:
        tell(request, NO_REASON if other else NOBODY.fill(n=typed), "gold")
        return redirect("person", number=number)
    evidence = {"said": reason, "by": viewer.username}
    made = attempt(request, lambda: merging.propose(person.id, other, evidence, viewer.username))
    if made is None:
        return redirect("person", number=number)
    tell(request, PROPOSED)
    return redirect("merge", number=made)


def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Approve or refuse a proposal, or undo what was approved."""
    viewer = viewer_of(request)
    merge = merge_for(viewer, number, "people.merge.approve")
    decision, reason = request.POST.get("decision", ""), request.POST.get("reason", "").strip()[:500]
    if decision == "approve":
        stayed = attempt(request, lambda: merging.decide(merge.id, viewer.username, approve=True, reason=reason))
        if stayed is not None:
            tell(request, MERGED.fill(n=len(stayed)))
    elif not reason:
        tell(request, NO_REASON, "gold")
    elif decision == "undo":
        carry_out(request, lambda: merging.undo(merge.id, viewer.username, reason), UNDONE)
    else:
        carry_out(request, lambda: merging.decide(merge.id, viewer.username, approve=False, reason=reason), NOT_ONE)
    return redirect("merge", number=merge.id)
