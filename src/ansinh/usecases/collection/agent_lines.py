"""Remittances of collection agents: kept apart from other money in suspense until the agent's list says whose it is.

The stair of outreach keeps the agents; it calls these doors with their codes, and settles what lies on the account.
"""

import uuid
from collections.abc import Collection, Iterable

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.collection.agent_text import recognise_agents
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records.store import ledger_postings
from ansinh.records.store.collection import bank, matches, scope
from ansinh.records.store.collection.matches import LineFacts
from ansinh.usecases.act import Act, perform

WHOLE = Text(
    "Chỉ ghi nhận được cả dòng tiền đang chờ xác định.", "Only a whole line in suspense can be an agent's remittance."
)
NOT_ONE = Text("Dòng này không phải tiền của đại lý thu.", "The line is no agent's remittance.")


def record_remittance(line: uuid.UUID, agent: str, *, actor: str) -> None:
    """Record that a whole line in suspense is the remittance of the collection agent `agent` (its code)."""
    act = Act("collection.record_remittance", actor, "bank_line", str(line), body={"agent": agent})
    perform(act, lambda: _move([matches.locked_line(line)], [agent]))


def take_agent_lines(office: str, agents: Collection[str], *, actor: str) -> dict[uuid.UUID, str]:
    """Record every line in suspense of `office` and below that plainly is the remittance of one of `agents`, by code.

    Returns the agent of each line taken. Again = nothing new.
    """
    home = scope.office(office)
    act = Act("collection.take_agent_lines", actor, "office", office, office=home.path)
    return perform(act, lambda: _take(home.path, agents))


def release_remittance(line: uuid.UUID, *, actor: str, reason: str) -> None:
    """Undo: the line was no agent's; the money is in the common suspense again, by postings of the open month."""
    act = Act("collection.release_remittance", actor, "bank_line", str(line), reason=reason)
    perform(act, lambda: _release(matches.locked_line(line)))


def _take(path: str, agents: Collection[str]) -> dict[uuid.UUID, str]:
    """Take the lines, inside the open transaction."""
    waiting = matches.suspense(path)
    codes = recognise_agents(waiting.lines.payer_name, waiting.lines.text, agents)
    taken = {line: code for line, code in zip(waiting.ids, codes, strict=True) if code}
    _move([matches.locked_line(line) for line in taken], list(taken.values()))
    return taken


def _move(lines: list[LineFacts], agents: list[str]) -> None:
    """Move whole lines from the common suspense to that of agents."""
    if any(line.state != "suspense" or line.open != line.amount for line in lines):
        raise RefusedError(WHOLE)
    ledger_postings.post(_postings(lines))
    for line, agent in zip(lines, agents, strict=True):
        bank.give_to_agent(line.id, agent)


def _release(line: LineFacts) -> None:
    """Move a line back, inside the open transaction."""
    if line.state != "agent":
        raise RefusedError(NOT_ONE)
    (posting,) = _postings([line])
    ledger_postings.post([posting.reversed(posting.period)])
    bank.give_to_agent(line.id, "")


def _postings(lines: Iterable[LineFacts]) -> list[ledger_postings.Entry]:
    """Return the postings from the common suspense to that of agents, each in the first open month."""
    return [
        ledger_postings.Entry(
            period=ledger_postings.first_open(line.office_path, Month.containing(line.value_date)).first_day,
            office=line.office, holder=0, fund=0, kind=Kind.AGENT_REMITTED,
            concerns=Month.containing(line.value_date).first_day, debit=Chart.SUSPENSE, credit=Chart.AGENT_SUSPENSE,
            amount=line.amount, cause=line.id,
        )
        for line in lines
    ]  # fmt: skip
