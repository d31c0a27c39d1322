"""Acts on agents' contracts and rates: signed, terminated, settled; commission entered by one, approved by another."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.errors import ConflictError, RefusedError
from ansinh.core.rate import parse_rate
from ansinh.core.text import Text
from ansinh.domain.outreach.agent_desk import unsettled
from ansinh.domain.outreach.agents import CONDITIONS, SCHEMES
from ansinh.records.store.outreach import agent_contracts, agents
from ansinh.usecases.act import Act, perform

KINDS = ("post", "bank", "hospital", "company", "union", "commune")
_SHAPE = Text("Thiếu mã, tên, hoặc loại tổ chức không có.", "Code or name is missing, or there is no such kind.")
_DAYS = Text("Ngày kết thúc phải sau ngày bắt đầu.", "It must end after it begins.")
_UNMET = Text("Chưa đạt điều kiện: {names}.", "Conditions not met: {names}.")
_GOES_ON = Text("Tổ chức còn hợp đồng {number} đang thực hiện.", "Contract {number} of the agent goes on.")
_NONE = Text("Tổ chức không có hợp đồng.", "The agent has no contract.")
_REASON = Text("Cần số văn bản.", "The number of the paper is needed.")
_OPEN = Text("Chưa thanh lý được: {why}", "It cannot be settled yet: {why}")
_RATE = Text("Mức thù lao là số từ 0 đến dưới 1, ví dụ 0.05.", "A rate is from 0 to below 1, for example 0.05.")
_SCHEME = Text("Không có loại hình {scheme}.", "There is no scheme {scheme}.")
_SAME = Text("Người duyệt phải khác người nhập, và mức chưa được duyệt.", "Another person approves, and only once.")


@dataclass(frozen=True, slots=True)
class Signing:
    """A contract to sign: number, from .. to, and which conditions were found to hold."""

    number: str
    first: dt.date
    end: dt.date
    held: frozenset[str]


def register(office: str, *, code: str, name: str, kind: str, actor: str) -> int:
    """Keep an organisation (again: its name and kind); return its id. RefusedError for missing words."""
    if not (code.strip() and name.strip()) or kind not in KINDS:
        raise RefusedError(_SHAPE)
    act = Act("agent.register", actor, "agent", code, office, body={"kind": kind})
    return perform(act, lambda: agents.register(office, code=code.strip(), name=name.strip(), kind=kind))


def sign(agent: str, signing: Signing, actor: str) -> int:
    """Sign a contract with an agent that meets every condition; return its id.

    RefusedError for conditions that do not hold or wrong days; ConflictError while another contract goes on.
    """
    found = agents.organisation(agent)
    missing = [name for code, name in CONDITIONS.items() if code not in signing.held]
    if missing:
        names = Text(", ".join(name.vi for name in missing), ", ".join(name.en for name in missing))
        raise RefusedError(_UNMET.fill(names=names))
    if signing.end <= signing.first or not signing.number:
        raise RefusedError(_DAYS)
    act = Act("agent.sign", actor, "agent", agent, found.office.code, reason=signing.number)

    def work() -> int:
        going = agents.contract(found.pk)
        if going is not None and going.number != signing.number:
            raise ConflictError(_GOES_ON.fill(number=going.number))
        if going is not None:
            return going.pk
        made = agents.sign(found.pk, signing.number, (signing.first, signing.end), actor)
        agents.change_contract(made, conditions=dict.fromkeys(sorted(signing.held), True))
        _note(made, "signed", "active", (actor, signing.first, signing.number))
        return made

    return perform(act, work)


def terminate(agent: str, document: str, actor: str, day: dt.date) -> int:
    """End the contract that goes on: no new receipts, its people to others nearby; return how many were routed anew."""
    found = agents.organisation(agent)
    if not document:
        raise RefusedError(_REASON)

    def work() -> int:
        contract = agents.contract(found.pk)
        if contract is None:
            raise RefusedError(_NONE)
        agents.change_contract(contract.pk, state="terminated", reason=document)
        _note(contract.pk, "terminated", "terminated", (actor, day, document))
        return agent_contracts.reroute(found.pk)

    return perform(Act("agent.terminate", actor, "agent", agent, found.office.code, reason=document), work)


def settle(agent: str, document: str, actor: str, day: dt.date) -> None:
    """Settle a terminated contract; RefusedError that says everything that is still open."""
    found = agents.organisation(agent)
    if not document:
        raise RefusedError(_REASON)

    def work() -> None:
        contract = agent_contracts.latest(found.pk, lock=True)
        if contract is None:
            raise RefusedError(_NONE)
        still = unsettled(agent_contracts.books(found.pk, agent, contract.state))
        if still:
            why = Text(" ".join(one.vi for one in still), " ".join(one.en for one in still))
            raise RefusedError(_OPEN.fill(why=why))
        agents.change_contract(contract.pk, state="settled", reason=document)
        _note(
            contract.pk, "settled", "settled", (actor, day, document), agent_contracts.totals(found.pk, agent)
        )  # fmt: skip

    perform(Act("agent.settle", actor, "agent", agent, found.office.code, reason=document), work)


def _note(
    contract: int, kind: str, state: str, by: tuple[str, dt.date, str], facts: Mapping[str, object] | None = None
) -> None:
    """Add a line to the story of a contract: `by` is (actor, day, paper)."""
    actor, day, document = by
    agent_contracts.note(
        contract, kind=kind, state=state, actor=actor, day=day, document=document, facts=dict(facts or {})
    )


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of commission to enter: scheme, new (False), renewal (True) or both (None), kind of agent ("" all)."""

    scheme: str
    renewal: bool | None
    kind: str
    rate: str
    first: dt.date
    end: dt.date | None
    document: str


def enter_rate(given: Rate, actor: str) -> int:
    """Enter a dated rate, which counts once another person approved it; return its id. RefusedError for a wrong one."""
    if given.scheme not in SCHEMES:
        raise RefusedError(_SCHEME.fill(scheme=given.scheme))
    if given.kind and given.kind not in KINDS:
        raise RefusedError(_SHAPE)
    if given.end is not None and given.end <= given.first:
        raise RefusedError(_DAYS)
    if not given.document:
        raise RefusedError(_REASON)
    try:
        rate = parse_rate(given.rate.replace(",", "."))
    except (ValueError, ZeroDivisionError) as error:
        raise RefusedError(_RATE) from error
    if not Fraction(0) <= rate < 1:
        raise RefusedError(_RATE)
    facts = {
        "scheme": given.scheme, "renewal": given.renewal, "kind": given.kind, "rate": given.rate.replace(",", "."),
        "valid_from": given.first, "valid_to": given.end, "document": given.document, "entered_by": actor,
    }  # fmt: skip
    body: dict[str, object] = {"scheme": given.scheme, "rate": given.rate, "first": str(given.first)}
    act = Act("agent.rate", actor, "commission", given.scheme, reason=given.document, body=body)
    return perform(act, lambda: agents.enter_rule(**facts))


def known_rates() -> int:
    """Return how many rates of commission were entered."""
    return len(agent_contracts.rules())


def approve_rate(number: int, actor: str) -> None:
    """Approve a rate another entered; RefusedError for who entered it, or one approved before."""

    def work() -> None:
        if not agents.approve_rule(number, actor):
            raise RefusedError(_SAME)

    perform(Act("agent.rate.approve", actor, "commission", str(number)), work)
