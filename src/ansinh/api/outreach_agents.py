"""Collection agents over the API: receipts at once, the three-way match, quotas."""

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Header, Router, Schema

from ansinh.api.callers import caller
from ansinh.api.written import month_of
from ansinh.domain.outreach.agent_desk import masked
from ansinh.records.store.outreach import agent_desk as desk_store
from ansinh.records.store.outreach import agents as store
from ansinh.usecases.outreach import agent_desk as desk_acts
from ansinh.usecases.outreach import agents as acts
from ansinh.usecases.registry.people import note_looks

router = Router(tags=["agents"])


class ReceiptIn(Schema):
    """Money taken from somebody (dong)."""

    collector: str
    scheme: Literal["hi_household", "hi_pupil", "vsi"]
    renewal: bool
    payer: str
    amount: int
    day: dt.date


@router.post("/receipts", response=dict[str, str])
def post_receipt(request: HttpRequest, body: ReceiptIn, idempotency_key: Header[str] = "") -> dict[str, str]:
    """Issue a numbered receipt; the same Idempotency-Key gives the same number again."""
    who = caller(request)
    _, agent, _, _ = store.standing(body.collector)
    who.require("outreach.work", office_path=store.organisation(agent).office.path)
    taking = acts.Taking(body.scheme, body.renewal, body.payer, body.amount, body.day)
    return {"number": acts.issue(body.collector, taking, who.name, idempotency_key)}


@router.get("/{agent}/match", response=dict[str, Any])
def get_match(request: HttpRequest, agent: str, month: str) -> dict[str, Any]:
    """Return receipts, lists and bank of an agent's month compared (dong)."""
    caller(request).require("outreach", office_path=store.organisation(agent).office.path)
    found = acts.match(agent, month_of(month))
    differs = [{"number": number, "receipt": one, "list": other} for number, one, other in found.differs]
    return {"agreeing": len(found.good), "differs": differs, "not_remitted": found.short.get(agent, 0)}


class HandIn(Schema):
    """The bank's reference under which the money in hand was handed on."""

    reference: str


@router.get("/desk", response=dict[str, Any])
def get_desk(request: HttpRequest) -> dict[str, Any]:
    """Return a collector's own day: whom to see (numbers masked), money in hand, whether receipts are blocked."""
    who = caller(request)
    who.offices("own.collector")
    desk = desk_store.desk(who.name)
    rows = desk_store.area(desk, who.name, who.day + dt.timedelta(days=14), limit=200)
    note_looks((row.person for row in rows), who.name, "agent")
    held, blocked = desk_store.in_hand(desk.collector), desk_acts.why_blocked(desk, who.day)
    shown = [
        {
            "id": row.id, "kind": row.kind, "name": row.name, "commune": row.commune, "due": row.due,
            "people": row.people, "phone": row.phone or masked(row.hidden), "si_number": masked(row.si_number),
        }
        for row in rows
    ]  # fmt: skip
    return {
        "collector": desk.code, "agent": desk.agent, "blocked": blocked.en if blocked else "", "people": shown,
        "in_hand": sum(one.amount for one in held), "receipts": len(held),
    }  # fmt: skip


@router.post("/desk/hand-on", response=dict[str, Any])
def post_hand_on(request: HttpRequest, body: HandIn) -> dict[str, Any]:
    """Write that the collector's money in hand was handed on."""
    who = caller(request)
    who.offices("own.collector")
    done = desk_acts.hand_on(who.name, body.reference, who.day)
    return {"receipts": done.receipts, "amount": done.amount, "reference": done.reference}
