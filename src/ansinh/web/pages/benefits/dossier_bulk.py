"""Many dossiers of a list at once: compute, review by a drawn sample, approve; each step another person's."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.domain.benefits.moves import IN_BULK, MOVES
from ansinh.domain.benefits.procedures import procedures
from ansinh.formats import media
from ansinh.records.store.benefits import decisions, dossiers, payments_shown
from ansinh.records.store.benefits.lists import ListFacts
from ansinh.usecases.benefits.dossiers import approving, computing, reviewing
from ansinh.usecases.benefits.lists import opining
from ansinh.web import export
from ansinh.web.attempts import attempt, tell
from ansinh.web.clock import today
from ansinh.web.pages.benefits.dossier_lists import list_for
from ansinh.web.pages.filings import MOST_BYTES
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

MOST_FINDINGS = 200
TOOK = Text(
    "{agreed} hồ sơ đồng ý, {back} hồ sơ trả lại người tính, {waiting} hồ sơ còn chờ.",
    "{agreed} agreed, {back} sent back to be computed, {waiting} still waiting.",
)


def step(request: HttpRequest, number: UUID, step: str) -> HttpResponse:
    """Show what a step would do with the dossiers of a list that wait for it; or do it."""
    viewer = viewer_of(request)
    seen = list_for(viewer, number)
    if step not in IN_BULK or not viewer.reaches(MOVES[step].act, seen.office_path):
        raise Http404
    ids = dossiers.of_list(seen.id, IN_BULK[step])
    if request.method == "POST":
        if ids:
            _do(request, viewer, step, ids)
        return redirect("benefit_list", number=number)
    return page(request, "benefits/dossier_bulk.html", _seen(viewer, seen, step, ids))


def save_opinions(request: HttpRequest, number: UUID, step: str) -> HttpResponse:
    """Give out C70a-HD: the proposals of a list that wait for a review or an approval, to be answered in the file."""
    viewer, seen = _opener(request, number, step)
    ids = dossiers.of_list(seen.id, IN_BULK[step])
    people = [one.person for one in dossiers.read(ids)] if ids else []
    payments_shown.note_reads(viewer.username, people, f"C70a {seen.number}", getattr(request, "request_id", ""))
    name = f"C70a-{seen.number.replace('/', '-')}-{step}.xlsx"
    return export.attachment(opining.proposals(seen.id, step), media.XLSX, name)


def opinions(request: HttpRequest, number: UUID, step: str) -> HttpResponse:
    """Take C70a-HD in: every agreement and return in it, or what is wrong with it and nothing done."""
    viewer, seen = _opener(request, number, step)
    sent = request.FILES.get("file")
    if sent is None or isinstance(sent, list) or (sent.size or 0) > MOST_BYTES:
        raise Http404
    data, name = sent.read(), sent.name or ""
    done = attempt(request, lambda: opining.take_in(seen.id, step, data, name=name, actor=viewer.username))
    if done is None or not done.findings:
        if done is not None:
            tell(request, TOOK.fill(agreed=done.agreed, back=done.sent_back, waiting=done.waiting))
        return redirect("benefit_list", number=number)
    ids = dossiers.of_list(seen.id, IN_BULK[step])
    context = {**_seen(viewer, seen, step, ids), "findings": done.findings[:MOST_FINDINGS]}
    return page(request, "benefits/dossier_bulk.html", context, status=422)


def _opener(request: HttpRequest, number: UUID, step: str) -> tuple[Viewer, ListFacts]:
    """Return the viewer and the list for a step that is another person's; Http404 otherwise."""
    viewer = viewer_of(request)
    seen = list_for(viewer, number)
    if step not in opining.STEPS or not viewer.reaches(MOVES[step].act, seen.office_path):
        raise Http404
    return viewer, seen


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
