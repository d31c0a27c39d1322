"""The door of a collector: who they are, the people of their area (minimised), their receipts and remittances."""

import datetime as dt
from typing import Any, NamedTuple

from django.db import connection

from ansinh.core.errors import MissingError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.domain.outreach.agent_desk import SHARED
from ansinh.domain.outreach.agents import Standing
from ansinh.records.models import AgentReceipt, AgentRemittance, Collector

# What a collector may know of somebody: name, hamlet, why, until when, and the phone of whoever agreed to be called.
# Never wages, health, employers or amounts beyond the contribution itself.
_AREA = """
    SELECT p.id, p.kind, coalesce(q.full_name, p.name), coalesce(nullif(p.commune, ''), pl.code, '') AS commune,
           coalesce(nullif(q.address, ''), h.address, ''), p.people, p.due, p.state, p.owner = %(me)s AS mine,
           coalesce(q.si_number, ''), coalesce(p.person_id, 0), p.amount,
           CASE WHEN c.given THEN coalesce(nullif(q.phone, ''), p.evidence->>'phone', '') ELSE '' END,
           coalesce(nullif(q.phone, ''), p.evidence->>'phone', '')
    FROM records_prospect p LEFT JOIN records_person q ON q.id = p.person_id
    LEFT JOIN records_place pl ON pl.id = q.place_id LEFT JOIN records_household h ON h.id = p.household_id
    LEFT JOIN LATERAL (SELECT given FROM records_contactconsent c WHERE c.person_id = p.person_id
        AND c.purpose = 'agent' ORDER BY id DESC LIMIT 1) c ON true
    WHERE p.closed_on IS NULL AND p.office_id = %(office)s AND p.kind = ANY(%(kinds)s)
      AND p.owner IN ('', %(me)s)
      AND (%(commune)s = '' OR coalesce(nullif(p.commune, ''), pl.code, '') = %(commune)s)
"""
_PAGE = """
      AND (p.due <= %(until)s) ORDER BY (p.owner = %(me)s) DESC, p.due, p.id LIMIT %(limit)s
"""
_LATE = """
    SELECT r.day, r.amount, m.day FROM records_agentreceipt r
    JOIN records_collector k ON k.id = r.collector_id JOIN records_agentpoint p ON p.id = k.point_id
    LEFT JOIN records_agentremittance m ON m.id = r.remittance_id
    WHERE p.organisation_id = %s AND r.void_approved_by = '' AND r.day BETWEEN %s AND %s
"""


class Desk(NamedTuple):
    """A collector at work: ids and names, the point's commune ("" the whole office), the standing of the contract."""

    collector: int
    code: str
    name: str
    point: str
    commune: str
    office: str
    office_id: int
    office_path: str
    agent: str
    agent_name: str
    standing: Standing | None
    point_code: str


class Neighbour(NamedTuple):
    """Somebody of the area: no more than a collector needs. `phone` is "" without consent; `hidden` is to be masked."""

    id: int
    kind: str
    name: str
    commune: str
    address: str
    people: int
    due: dt.date
    state: str
    mine: bool
    si_number: str
    person: int
    amount: Dong
    phone: str
    hidden: str


def desk(username: str) -> Desk:
    """Return the desk of the collector who signs in as `username`; MissingError for anybody else."""
    found = (
        Collector.objects.select_related("point__organisation", "point__office")
        .filter(username=username, point__closed__isnull=True)
        .first()
    )
    if found is None or not username:
        raise MissingError(Text("Tài khoản này không phải của nhân viên thu.", "This is no collector's account."))
    point, agent = found.point, found.point.organisation
    paper = agent.contracts.filter(state__in=("active", "warned", "suspended")).first()
    standing = Standing(paper.state, paper.valid_from, paper.valid_to, found.certified_to) if paper else None
    return Desk(
        found.pk, found.code, found.name, point.name, point.commune, point.office.code, point.office_id,
        point.office.path, agent.code, agent.name, standing, point.code,
    )  # fmt: skip


def _asked(place: Desk, username: str) -> dict[str, Any]:
    return {"me": username, "office": place.office_id, "kinds": sorted(SHARED), "commune": place.commune}


def area(place: Desk, username: str, until: dt.date, limit: int = 50) -> list[Neighbour]:
    """Return whom to see in the area by a day: one's own first, then those nobody has."""
    given = {**_asked(place, username), "until": until, "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(_AREA + _PAGE, given)
        return [Neighbour(*row) for row in cursor.fetchall()]


def neighbour(place: Desk, username: str, number: int) -> Neighbour:
    """Return one of the area; MissingError for anybody outside it."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_AREA} AND p.id = %(number)s", {**_asked(place, username), "number": number})
        row = cursor.fetchone()
    if row is None:
        raise MissingError(Text("Không có trong địa bàn được giao.", "Not in the area of the contract."))
    return Neighbour(*row)


def receipts(collector: int, limit: int = 50) -> list[AgentReceipt]:
    """Return the latest receipts of a collector."""
    return list(AgentReceipt.objects.filter(collector_id=collector).order_by("-id")[:limit])


def in_hand(collector: int, *, lock: bool = False) -> list[AgentReceipt]:
    """Return the receipts whose money was not handed on yet, voided ones left out."""
    rows = AgentReceipt.objects.select_for_update() if lock else AgentReceipt.objects
    return list(rows.filter(collector_id=collector, remittance__isnull=True, void_approved_by="").order_by("day", "id"))


def remittances(collector: int, limit: int = 20) -> list[AgentRemittance]:
    """Return what a collector handed on, the latest first."""
    return list(AgentRemittance.objects.filter(collector_id=collector).order_by("-id")[:limit])


def hand_on(collector: int, held: list[AgentReceipt], *, reference: str, day: dt.date, by: str) -> AgentRemittance:
    """Write that the money of `held` was handed on under a bank reference; return the remittance."""
    made = AgentRemittance.objects.create(
        collector_id=collector, day=day, receipts=len(held), amount=sum(one.amount for one in held),
        reference=reference, made_by=by,
    )  # fmt: skip
    AgentReceipt.objects.filter(pk__in=[one.pk for one in held]).update(remittance=made)
    return made


def handed_on(agent: int, first: dt.date, last: dt.date) -> list[tuple[dt.date, Dong, dt.date | None]]:
    """Return (day taken, dong, day handed on or None) of an agent's receipts between two days."""
    with connection.cursor() as cursor:
        cursor.execute(_LATE, [agent, first, last])
        return list(cursor.fetchall())
