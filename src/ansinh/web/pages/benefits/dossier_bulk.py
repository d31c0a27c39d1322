"""Many dossiers of a list at once: compute, review by a drawn sample, approve; each step another person's."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.domain.benefits.moves import MOVES
from ansinh.domain.benefits.procedures import procedures
from ansinh.records.store.benefits import decisions, dossiers
from ansinh.records.store.benefits.lists import ListFacts
from ansinh.usecases.benefits.dossiers import approving, computing, reviewing
from ansinh.web.attempts import attempt, tell
from ansinh.web.clock import today
from ansinh.web.pages.benefits.dossier_lists import list_for
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

WAITING = {"compute": "completed", "review": "computed", "approve": "reviewed"}


def step(request: HttpRequest, number: UUID, step: str) -> HttpResponse:
    """Show what a step would do with the dossiers of a list that wait for it; or do it."""
    viewer = viewer_of(request)
    seen = list_for(viewer, number)
    if step not in WAITING or not viewer.reaches(MOVES[step].act, seen.office_path):
        raise Http404
    ids = dossiers.of_list(seen.id, WAITING[step])
    if request.method == "POST":
        if ids:
            _do(request, viewer, step, ids)
        return redirect("benefit_list", number=number)
    return page(request, "benefits/dossier_bulk.html", _seen(viewer, seen, step, ids))


def _seen(viewer: Viewer, facts: ListFacts, name: str, ids: list[str]) -> dict[str, object]:
    """Return what the page shows: totals by benefit, and for a review the sample reckoned anew."""
    proposed = decisions.proposed(ids)
    rows = dossiers.read(ids) if ids else []
    totals: dict[str, list[int]] = {}
    for row in rows:
        decision = proposed.get(row.id)
        line = totals.setdefault(row.procedure, [0, 0, 0])
        line[0] += 1
        line[1] += decision is not None and decision.outcome == "refuse"
        line[2] += decision.amount + decision.monthly if decision else 0
    sample = reviewing.second(reviewing.sample(ids, viewer.username)) if name == "review" and ids else []
    own = sum(viewer.username in one.hands.values() for one in proposed.values())
    return {
        "seen": facts, "step": name, "move": MOVES[name], "count": len(ids), "own": own, "sample": sample,
        "differing": sum(not one.agrees for one in sample),
        "totals": [(procedures()[code].name, *line) for code, line in totals.items()],
        "total": sum(line[2] for line in totals.values()),
    }  # fmt: skip


def _do(request: HttpRequest, viewer: Viewer, name: str, ids: list[str]) -> None:
    """Do a step with dossiers, and tell what came of it."""
    actor = viewer.username
    if name == "compute":
        computed = attempt(request, lambda: computing.compute(ids, actor))
        if computed is not None:
            said = Text(
                f"Đã tính {computed.granted + computed.refused} hồ sơ: {computed.granted} đủ điều kiện, "
                f"{computed.refused} chưa đủ, {len(computed.stuck)} chưa tính được.",
                f"{computed.granted + computed.refused} computed: {computed.granted} granted, {computed.refused} "
                f"refused, {len(computed.stuck)} without an answer.",
            )
            tell(request, said, "gold" if computed.stuck else "green")
    elif name == "review":
        sample = reviewing.sample(ids, actor)
        count = attempt(request, lambda: reviewing.review(ids, actor, sampled=sample))
        if count is not None:
            tell(request, Text(f"Đã thẩm định {count} hồ sơ.", f"{count} dossiers reviewed."))
    else:
        done = attempt(request, lambda: approving.approve(ids, actor, on=today()))
        if done is not None:
            tell(
                request,
                Text(f"Đã phê duyệt {done.granted + done.refused} hồ sơ.", f"{done.granted + done.refused} approved."),
            )
