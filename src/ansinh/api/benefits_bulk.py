"""Many dossiers at once over the API: the steps of a list, and decisions whose facts changed."""

import uuid
from collections.abc import Container
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from ansinh.api.benefits_shapes import ListOut, MoveIn, ProblemOut
from ansinh.api.callers import Caller, caller
from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.benefits.moves import IN_BULK, MOVES
from ansinh.formats.media import XLSX
from ansinh.records.store.benefits import decisions, dossiers, lists, payments_shown, reopenings
from ansinh.records.store.benefits.lists import ListFacts
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases import clock
from ansinh.usecases.benefits.dossiers import approving, computing, reopening, reviewing
from ansinh.usecases.benefits.lists import accepting, opining

router = Router(tags=["benefits"])
NOTHING = Text("Không có bước này.", "There is no such step.")


class OpinedOut(Schema):
    """What came of C70a-HD: dossiers agreed, sent back, still waiting; or every finding."""

    agreed: int
    sent_back: int
    waiting: int
    findings: list[ProblemOut]


class DecideIn(Schema):
    """Take a changed decision up (the dossier is reckoned anew) or leave it, with the reason."""

    take: bool
    reason: str


def _for_step(
    request: HttpRequest, key: uuid.UUID, step: str, steps: Container[str] = IN_BULK
) -> tuple[Caller, ListFacts]:  # fmt: skip
    """Return the caller and the list, for one of `steps` that the caller may take; MissingError otherwise."""
    who, facts = caller(request), lists.facts(str(key))
    if step not in steps:
        raise MissingError(NOTHING)
    who.require(MOVES[step].act, office_path=facts.office_path)
    return who, facts


@router.get("/lists/{uuid:key}/{step}", response=dict[str, Any])
def preview(request: HttpRequest, key: uuid.UUID, step: str) -> dict[str, Any]:
    """Return what a step would do with the dossiers of a list: how many, dong, and for a review the drawn sample."""
    who, facts = _for_step(request, key, step)
    ids = dossiers.of_list(facts.id, IN_BULK[step])
    proposed = decisions.proposed(ids)
    sample = reviewing.second(reviewing.sample(ids, who.name)) if step == "review" and ids else []
    return {
        "dossiers": len(ids), "amount": sum(one.amount + one.monthly for one in proposed.values()),
        "refused": sum(one.outcome == "refuse" for one in proposed.values()),
        "sample": [
            {"dossier": one.number, "proposed": one.proposed, "reckoned": one.reckoned, "agrees": one.agrees}
            for one in sample
        ],
    }  # fmt: skip


@router.post("/lists/{uuid:key}/return", response=ListOut)
def give_back(request: HttpRequest, key: uuid.UUID, body: MoveIn) -> ListOut:
    """Return a whole list to its sender, with the reason in writing."""
    who, facts = caller(request), lists.facts(str(key))
    who.require("dossiers.receive", office_path=facts.office_path)
    accepting.give_back(facts.id, who.name, body.reason)
    return ListOut.of(lists.facts(facts.id))


@router.post("/lists/{uuid:key}/{step}", response=dict[str, Any])
def step(request: HttpRequest, key: uuid.UUID, step: str) -> dict[str, Any]:
    """Compute, review (by the drawn sample) or approve every dossier of a list that waits for it; how many moved."""
    who, facts = _for_step(request, key, step)
    ids = dossiers.of_list(facts.id, IN_BULK[step])
    if not ids:
        return {"granted": 0, "refused": 0, "stuck": []}
    if step == "compute":
        done = computing.compute(ids, who.name)
        stuck = [{"dossier": one.dossier, "why": one.why.vi, "why_en": one.why.en} for one in done.stuck]
        return {"granted": done.granted, "refused": done.refused, "stuck": stuck}
    if step == "review":
        return {"reviewed": reviewing.review(ids, who.name, sampled=reviewing.sample(ids, who.name))}
    approved = approving.approve(ids, who.name, on=clock.today())
    return {"granted": approved.granted, "refused": approved.refused, "stuck": []}


@router.get("/lists/{uuid:key}/{step}/c70a")
def save_opinions(request: HttpRequest, key: uuid.UUID, step: str) -> HttpResponse:
    """Return C70a-HD: the proposals of a list that wait for a review or an approval (XLSX); the reads are kept."""
    who, facts = _for_step(request, key, step, opining.STEPS)
    ids = dossiers.of_list(facts.id, IN_BULK[step])
    people = [one.person for one in dossiers.read(ids)] if ids else []
    payments_shown.note_reads(who.name, people, f"C70a {facts.number}", "")
    return HttpResponse(opining.proposals(facts.id, step), content_type=XLSX)


@router.post("/lists/{uuid:key}/{step}/c70a", response={200: OpinedOut, 422: OpinedOut})
def take_opinions(request: HttpRequest, key: uuid.UUID, step: str, file: File[UploadedFile]) -> Status[OpinedOut]:
    """Take C70a-HD in: agreed dossiers move on, returned ones go back; any finding (422) and nothing is done."""
    who, facts = _for_step(request, key, step, opining.STEPS)
    done = opining.take_in(facts.id, step, file.read(), name=file.name or "", actor=who.name)
    findings = [ProblemOut.of(one) for one in done.findings]
    answer = OpinedOut(agreed=done.agreed, sent_back=done.sent_back, waiting=done.waiting, findings=findings)
    return Status(422 if findings else 200, answer)


@router.get("/reopenings", response=list[dict[str, Any]])
def changed(request: HttpRequest, office: str) -> list[dict[str, Any]]:
    """Return decisions whose facts changed since, the oldest first, with what changed and the difference in dong."""
    place = office_by_code(office)
    caller(request).require("dossiers", office_path=place.path)
    return [
        {
            "id": one.id, "dossier": one.dossier, "number": one.number, "procedure": one.procedure,
            "found_at": one.found_at, "changed": one.changed, "difference": one.difference,
            "monthly_difference": one.monthly_difference,
        }
        for one in reopenings.open_at(place.path)
    ]  # fmt: skip


@router.post("/reopenings/find", response=dict[str, int])
def find(request: HttpRequest, office: str) -> dict[str, int]:
    """Reckon again the decisions of an office whose months were recorded anew; return how many would change."""
    who = caller(request)
    who.require("dossiers.review", office_path=office_by_code(office).path)
    return {"found": reopening.find_changed(office, who.name)}


@router.post("/reopenings/{uuid:key}", response=dict[str, str])
def decide(request: HttpRequest, key: uuid.UUID, body: DecideIn) -> dict[str, str]:
    """Take a line up or leave the decision as it is; return the dossier to be reckoned ("" where it stands)."""
    who, line = caller(request), reopenings.one(str(key))
    who.require("dossiers.review", office_path=line.office_path)
    if body.take:
        return {"dossier": reopening.take_up(line.id, who.name, body.reason)}
    reopening.dismiss(line.id, who.name, body.reason)
    return {"dossier": ""}
