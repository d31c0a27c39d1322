"""The agency's work with collection agents over the API: points, certificates, quotas, contracts, checks, rates."""

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from ansinh.api.callers import Caller, caller
from ansinh.api.written import month_of
from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.outreach.agents import CONDITIONS
from ansinh.domain.registry.rights import Act
from ansinh.formats.document_write import DocumentForm
from ansinh.records.store.ledger import months
from ansinh.records.store.outreach import agent_contracts as contract_store
from ansinh.records.store.outreach import agent_desk as desk_store
from ansinh.records.store.outreach import agent_points as point_store
from ansinh.records.store.outreach import agents as store
from ansinh.records.store.outreach import facts
from ansinh.usecases.outreach import agent_contracts as contracts
from ansinh.usecases.outreach import agent_desk, agent_letters, agent_points, agents

router = Router(tags=["agents"])
MOST = 500
_NOT_OWN = Text("Chỉ đề nghị hủy biên lai của mình.", "Only one's own receipt is asked to be voided.")
Scheme = Literal["hi_household", "hi_pupil", "vsi"]


class AgentIn(Schema):
    """An organisation to take on."""

    office: str
    code: str
    name: str
    kind: str


class PointIn(Schema):
    """A point to open."""

    code: str
    name: str
    office: str
    commune: str = ""
    opened: dt.date


class CollectorIn(Schema):
    """A collector with the certificate of training."""

    code: str
    name: str
    point: str
    certificate: str
    certified_to: dt.date
    username: str = ""


class QuotaIn(Schema):
    """People to bring between two days, dealt out by prospects."""

    scheme: Scheme
    people: int
    first: dt.date
    last: dt.date
    document: str


class ContractIn(Schema):
    """A contract to sign, with the conditions that were verified."""

    number: str
    first: dt.date
    end: dt.date
    held: list[str]


class CheckIn(Schema):
    """A quarterly check: conditions that hold, days handed on late, the quota, the minutes."""

    held: list[str]
    late: int = 0
    quota_met: bool = True
    day: dt.date
    document: str


class PaperIn(Schema):
    """The paper of an act and its day."""

    document: str
    day: dt.date


class RateIn(Schema):
    """A rate of commission; `renewal` null for both, `kind` "" for every kind of agent."""

    scheme: Scheme
    renewal: bool | None = None
    kind: str = ""
    rate: str
    first: dt.date
    end: dt.date | None = None
    document: str


class ReasonIn(Schema):
    """Why a receipt is to be voided."""

    reason: str


class AskedIn(Schema):
    """Which receipts: taken between two days, by a collector, of a scheme ("" all)."""

    first: dt.date
    last: dt.date
    collector: str = ""
    scheme: str = ""
    after: int | None = None
    limit: int = 50


class DeskReceiptIn(Schema):
    """Money a collector took from somebody (dong)."""

    scheme: Scheme
    renewal: bool = False
    payer: str
    amount: int


def _agent(who: Caller, code: str, act: Act) -> store.Organisation:
    """Return an agent the caller reaches with an act."""
    found = store.organisation(code)
    who.require(act, office_path=found.office.path)
    return found


@router.get("/", response=list[dict[str, Any]])
def get_agents(request: HttpRequest, office: str, month: str) -> list[dict[str, Any]]:
    """Return the agents of an office with contract, points, collectors and what they collected in a month (dong)."""
    place, span = months.office(office), month_of(month)
    caller(request).require("outreach", office_path=place.path)
    rows = store.agents(facts.office_ids(place.path), span.first_day, span.last_day)
    return [row._asdict() for row in rows]


@router.post("/", response=dict[str, int])
def post_agent(request: HttpRequest, body: AgentIn) -> dict[str, int]:
    """Take an organisation on."""
    who = caller(request)
    who.require("outreach.lead", office_path=months.office(body.office).path)
    return {"id": contracts.register(body.office, code=body.code, name=body.name, kind=body.kind, actor=who.name)}


@router.get("/rates", response=list[dict[str, Any]])
def get_rates(request: HttpRequest) -> list[dict[str, Any]]:
    """Return every rate of commission that was entered, the latest first."""
    caller(request).offices("outreach")
    names = (
        "id", "scheme", "renewal", "kind", "rate", "valid_from", "valid_to", "document", "entered_by", "approved_by",
    )  # fmt: skip
    return [{name: getattr(one, name) for name in names} for one in contract_store.rules()]


@router.post("/rates", response=dict[str, int])
def post_rate(request: HttpRequest, body: RateIn) -> dict[str, int]:
    """Enter a rate; it counts once another person approved it."""
    who = caller(request)
    who.offices("outreach.lead")
    return {"id": contracts.enter_rate(contracts.Rate(**body.dict()), who.name)}


@router.post("/rates/{number}/approval", response=dict[str, int])
def post_rate_approval(request: HttpRequest, number: int) -> dict[str, int]:
    """Approve a rate another entered."""
    who = caller(request)
    who.offices("outreach.lead")
    contracts.approve_rate(number, who.name)
    return {"id": number}


@router.post("/desk/receipts", response=dict[str, str])
def post_desk_receipt(request: HttpRequest, body: DeskReceiptIn) -> dict[str, str]:
    """Issue a receipt of one's own, as a collector; phones that may lose the signal send to /outreach/offline."""
    who = caller(request)
    who.offices("own.collector")
    taking = agents.Taking(body.scheme, body.renewal, body.payer, body.amount, who.day)
    return {"number": agent_desk.take(who.name, taking)}


@router.post("/desk/receipts/{number}/void", response=dict[str, str])
def post_desk_void(request: HttpRequest, number: str, body: ReasonIn) -> dict[str, str]:
    """Ask that one's own receipt is voided; somebody of the agency approves."""
    who = caller(request)
    who.offices("own.collector")
    desk = desk_store.desk(who.name)
    if number not in {row.number for row in desk_store.receipts(desk.collector, limit=1000)}:
        raise RefusedError(_NOT_OWN)
    agents.ask_void(number, body.reason[:500], who.name)
    return {"state": "waits"}


@router.get("/{agent}/receipts", response=list[dict[str, Any]])
def get_receipts(request: HttpRequest, agent: str, asked: Query[AskedIn]) -> list[dict[str, Any]]:
    """Return an agent's receipts between two days, the latest first; `after` is the id of the last one."""
    found = _agent(caller(request), agent, "outreach")
    which = point_store.Asked(asked.first, asked.last, asked.collector, asked.scheme)
    rows = point_store.receipts(found.pk, which, after=asked.after, limit=max(1, min(asked.limit, MOST)))
    return [row._asdict() for row in rows]


@router.get("/{agent}/points", response=dict[str, Any])
def get_points(request: HttpRequest, agent: str) -> dict[str, Any]:
    """Return the points and collectors of an agent with their certificates."""
    found = _agent(caller(request), agent, "outreach")
    return {
        "points": [one._asdict() for one in point_store.points(found.pk)],
        "collectors": [one._asdict() for one in contract_store.collectors(found.pk)],
    }


@router.post("/{agent}/points", response=dict[str, int])
def post_point(request: HttpRequest, agent: str, body: PointIn) -> dict[str, int]:
    """Open a point; again changes its name and commune."""
    who = caller(request)
    _agent(who, agent, "outreach.lead")
    return {"id": agent_points.open_point(agent, agent_points.Point(**body.dict()), who.name)}


@router.post("/{agent}/points/{code}/close", response=dict[str, str])
def post_point_close(request: HttpRequest, agent: str, code: str, body: PaperIn) -> dict[str, str]:
    """Close a point that holds no money."""
    who = caller(request)
    _agent(who, agent, "outreach.lead")
    agent_points.close_point(agent, code, body.day, body.document, who.name)
    return {"state": "closed"}


@router.put("/{agent}/collectors", response=dict[str, int])
def put_collector(request: HttpRequest, agent: str, body: CollectorIn) -> dict[str, int]:
    """Keep a collector: certificate, point, the user who signs in."""
    who = caller(request)
    _agent(who, agent, "outreach.lead")
    return {"id": agent_points.keep_collector(agent, agent_points.Collecting(**body.dict()), who.name, who.day)}


@router.get("/{agent}/quotas", response=list[dict[str, Any]])
def get_quotas(request: HttpRequest, agent: str, day: dt.date) -> list[dict[str, Any]]:
    """Return the quotas of an agent's collectors that hold a day, with what was done."""
    caller(request).require("outreach", office_path=store.organisation(agent).office.path)
    names = ("collector", "name", "scheme", "first", "last", "quota", "done")
    return [dict(zip(names, row, strict=True)) for row in store.quotas(agent, day)]


@router.post("/{agent}/quotas", response=dict[str, int])
def post_quotas(request: HttpRequest, agent: str, body: QuotaIn) -> dict[str, int]:
    """Deal people out to the certified collectors of an agent by their prospects; the sum is exact."""
    who = caller(request)
    _agent(who, agent, "outreach.lead")
    return dict(agent_points.deal(agent, agent_points.Quota(**body.dict()), who.name, who.day))


@router.post("/{agent}/contracts", response=dict[str, int])
def post_contract(request: HttpRequest, agent: str, body: ContractIn) -> dict[str, int]:
    """Sign a contract with an agent that meets every condition."""
    who = caller(request)
    _agent(who, agent, "outreach.lead")
    signing = contracts.Signing(body.number, body.first, body.end, frozenset(body.held))
    return {"id": contracts.sign(agent, signing, who.name)}


@router.post("/{agent}/checks", response=dict[str, str])
def post_check(request: HttpRequest, agent: str, body: CheckIn) -> dict[str, str]:
    """Write down a quarterly check; return the state of the contract after it."""
    who = caller(request)
    _agent(who, agent, "outreach.work")
    held = {name: name in body.held for name in CONDITIONS}
    checked = agents.Checked(held, body.late, body.quota_met, body.day, body.document)
    return {"state": agents.check(agent, checked, who.name)}


@router.post("/{agent}/contracts/end", response=dict[str, int])
def post_termination(request: HttpRequest, agent: str, body: PaperIn) -> dict[str, int]:
    """End the contract that goes on; return how many people were routed to others."""
    who = caller(request)
    _agent(who, agent, "outreach.lead")
    return {"routed": contracts.terminate(agent, body.document, who.name, body.day)}


@router.post("/{agent}/contracts/settlement", response=dict[str, str])
def post_settlement(request: HttpRequest, agent: str, body: PaperIn) -> dict[str, str]:
    """Settle a terminated contract with nothing open."""
    who = caller(request)
    _agent(who, agent, "outreach.lead")
    contracts.settle(agent, body.document, who.name, body.day)
    return {"state": "settled"}


@router.post("/{agent}/commission/{month}", response=dict[str, int])
def post_commission(request: HttpRequest, agent: str, month: str) -> dict[str, int]:
    """Make the statement of a month's commission (dong)."""
    who = caller(request)
    _agent(who, agent, "outreach.work")
    return agents.pay_commission(agent, month_of(month), who.name)


@router.post("/{agent}/commission/{month}/approval", response=dict[str, str])
def post_commission_approval(request: HttpRequest, agent: str, month: str) -> dict[str, str]:
    """Approve the statement another person made."""
    who = caller(request)
    _agent(who, agent, "outreach.lead")
    agents.approve_commission(agent, month_of(month), who.name)
    return {"state": "approved"}


@router.post("/{agent}/receipts/{number}/void", response=dict[str, str])
def post_void_approval(request: HttpRequest, agent: str, number: str) -> dict[str, str]:
    """Approve that a receipt is voided; who asked for it may not."""
    who = caller(request)
    found = _agent(who, agent, "outreach.lead")
    if number not in {row.number for row in store.waiting_voids(found.code)}:
        raise RefusedError(Text("Chưa ai đề nghị hủy biên lai này.", "Nobody asked to void this receipt."))
    agents.approve_void(number, who.name, who.day)
    return {"state": "voided"}


@router.get("/{agent}/letters", response=list[dict[str, Any]])
def get_letters(request: HttpRequest, agent: str) -> list[dict[str, Any]]:
    """Return what happened to the contracts of an agent, the latest first; each has its paper."""
    found = _agent(caller(request), agent, "outreach")
    names = ("id", "kind", "state", "actor", "day", "document", "facts")
    return [{name: getattr(one, name) for name in names} for one in contract_store.events(found.pk)]


@router.get("/{agent}/letters/{number}")
def get_letter(
    request: HttpRequest, agent: str, number: int, form: DocumentForm = "pdf", lang: Literal["vi", "en"] = "vi"
) -> HttpResponse:
    """Return the paper of an event: warning, suspension, settlement ... (pdf, html, md, xlsx, json)."""
    _agent(caller(request), agent, "outreach")
    return HttpResponse(agent_letters.write(agent, number, form, lang), content_type="application/octet-stream")
