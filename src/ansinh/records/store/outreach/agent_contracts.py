"""The door to what happens to agents' contracts: events, what ends soon, what is open, prospects routed anew."""

import datetime as dt
from typing import Any, NamedTuple

from django.db import connection

from ansinh.core.errors import MissingError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.domain.outreach.agent_desk import Books
from ansinh.records.models import AgentContract, AgentContractEvent, BankLine, CommissionRule, CommissionStatement

_ENDING = """
    SELECT 'contract', o.code, o.name, c.number, c.valid_to FROM records_agentcontract c
    JOIN records_agentorganisation o ON o.id = c.organisation_id
    WHERE c.state IN ('active', 'warned', 'suspended') AND o.office_id = ANY(%(offices)s) AND c.valid_to <= %(until)s
    UNION ALL
    SELECT 'certificate', o.code, k.name, k.code || ' ' || k.certificate, k.certified_to FROM records_collector k
    JOIN records_agentpoint p ON p.id = k.point_id JOIN records_agentorganisation o ON o.id = p.organisation_id
    WHERE p.closed IS NULL AND o.office_id = ANY(%(offices)s)
      AND (k.certified_to IS NULL OR k.certified_to <= %(until)s)
    ORDER BY 5 NULLS FIRST, 2, 4
"""
_OPEN = """
    SELECT coalesce(sum(r.amount) FILTER (WHERE r.void_approved_by = ''), 0)::bigint,
           count(*) FILTER (WHERE r.voided_by <> '' AND r.void_approved_by = '')
    FROM records_agentreceipt r JOIN records_collector k ON k.id = r.collector_id
    JOIN records_agentpoint p ON p.id = k.point_id WHERE p.organisation_id = %s
"""
_TOTALS = """
    SELECT count(*), coalesce(sum(r.amount), 0)::bigint FROM records_agentreceipt r
    JOIN records_collector k ON k.id = r.collector_id JOIN records_agentpoint p ON p.id = k.point_id
    WHERE p.organisation_id = %s AND r.void_approved_by = ''
"""
# To another collector of an agent that goes on, in the same commune or else office; else back to nobody.
_REROUTE = """
    UPDATE records_prospect p SET owner = coalesce((
        SELECT k.username FROM records_collector k JOIN records_agentpoint t ON t.id = k.point_id AND t.closed IS NULL
        JOIN records_agentcontract c ON c.organisation_id = t.organisation_id AND c.state IN ('active', 'warned')
        WHERE k.username NOT IN ('', p.owner) AND t.organisation_id <> %(agent)s AND t.office_id = p.office_id
          AND t.commune IN ('', p.commune) ORDER BY t.commune DESC, k.id LIMIT 1), ''),
        state = CASE WHEN p.state = 'assigned' THEN 'new' ELSE p.state END
    WHERE p.closed_on IS NULL AND p.owner IN (
        SELECT k.username FROM records_collector k JOIN records_agentpoint t ON t.id = k.point_id
        WHERE t.organisation_id = %(agent)s AND k.username <> '')
"""
_COLLECTORS = """
    SELECT k.code, k.name, p.code, p.name, p.commune, k.certificate, k.certified_to, k.username
    FROM records_collector k JOIN records_agentpoint p ON p.id = k.point_id
    WHERE p.organisation_id = %s ORDER BY p.code, k.code
"""


class Ending(NamedTuple):
    """A contract or certificate that ends soon, or has ended: of which agent, whose, its number, the day if any."""

    kind: str
    agent: str
    name: str
    number: str
    day: dt.date | None


class CollectorRow(NamedTuple):
    """A collector with point and certificate."""

    code: str
    name: str
    point: str
    point_name: str
    commune: str
    certificate: str
    certified_to: dt.date | None
    username: str


def ending(offices: list[int], until: dt.date) -> list[Ending]:
    """Return contracts and certificates of the offices' agents that end by a day, the earliest first."""
    with connection.cursor() as cursor:
        cursor.execute(_ENDING, {"offices": offices, "until": until})
        return [Ending(*row) for row in cursor.fetchall()]


def collectors(agent: int) -> list[CollectorRow]:
    """Return the collectors of an agent by point."""
    with connection.cursor() as cursor:
        cursor.execute(_COLLECTORS, [agent])
        return [CollectorRow(*row) for row in cursor.fetchall()]


def latest(agent: int, *, lock: bool = False) -> AgentContract | None:
    """Return the latest contract of an agent, whatever its state; None without one."""
    rows = AgentContract.objects.select_for_update() if lock else AgentContract.objects
    return rows.filter(organisation_id=agent).order_by("-valid_from", "-id").first()


def events(agent: int) -> list[AgentContractEvent]:
    """Return what happened to the contracts of an agent, the latest first."""
    found = AgentContractEvent.objects.filter(contract__organisation_id=agent).select_related("contract")
    return list(found.order_by("-id")[:100])


def event(agent: str, number: int) -> AgentContractEvent:
    """Return an event of an agent's contracts with contract, agent and office; MissingError without it."""
    found = AgentContractEvent.objects.select_related("contract__organisation__office").filter(pk=number).first()
    if found is None or found.contract.organisation.code != agent:
        raise MissingError(Text("Không có văn bản này.", "There is no such paper."))
    return found


def totals(agent: int, code: str) -> dict[str, Dong]:
    """Return what an agent's time comes to: receipts, dong on them, dong the bank received, commission (dong)."""
    with connection.cursor() as cursor:
        cursor.execute(_TOTALS, [agent])
        receipts, amount = cursor.fetchone()
    money = BankLine.objects.filter(state="agent", agent=code).values_list("amount", flat=True)
    paid = CommissionStatement.objects.filter(organisation_id=agent).exclude(approved_by="")
    commission = sum(earned - back for earned, back in paid.values_list("earned", "clawed_back"))
    return {"receipts": receipts, "amount": amount, "remitted": sum(money), "commission": commission}


def note(contract: int, **facts: Any) -> None:  # noqa: ANN401 - columns of the table by name
    """Write down what happened to a contract."""
    AgentContractEvent.objects.create(contract_id=contract, **facts)


def books(agent: int, code: str, state: str) -> Books:
    """Return what is open with an agent: receipts of all time against money of all time, voids, statements."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [agent])
        receipted, voids = cursor.fetchone()
    money: Dong = sum(BankLine.objects.filter(state="agent", agent=code).values_list("amount", flat=True))
    statements = CommissionStatement.objects.filter(organisation_id=agent, approved_by="").count()
    return Books(state, receipted - money, voids, statements)


def reroute(agent: int) -> int:
    """Route the open prospects of an agent's collectors to others nearby; return how many moved."""
    with connection.cursor() as cursor:
        cursor.execute(_REROUTE, {"agent": agent})
        return int(cursor.rowcount)


def rules() -> list[CommissionRule]:
    """Return every rule of commission, the latest first."""
    return list(CommissionRule.objects.order_by("-valid_from", "-id"))
