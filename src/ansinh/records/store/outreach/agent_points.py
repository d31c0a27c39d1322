"""The door to points and collectors of agents: opened, closed, certified, and how much each is worth in prospects."""

import datetime as dt
from typing import NamedTuple

from django.db import connection

from ansinh.core.errors import MissingError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.domain.outreach.agent_desk import SHARED
from ansinh.records.models import AgentPoint, AgentReceipt, Collector, Office, User

_WEIGHTS = """
    SELECT k.id, k.code, k.name, coalesce((
        SELECT sum(p.people * p.conversion) FROM records_prospect p
        WHERE p.closed_on IS NULL AND p.office_id = t.office_id AND p.kind = ANY(%(kinds)s)
          AND (t.commune = '' OR p.commune = t.commune) AND p.owner IN ('', k.username)), 0)::bigint
    FROM records_collector k JOIN records_agentpoint t ON t.id = k.point_id AND t.closed IS NULL
    WHERE t.organisation_id = %(agent)s AND k.certified_to >= %(day)s ORDER BY k.code
"""
_RECEIPTS = """
    SELECT r.id, r.number, r.day, k.code, k.name, r.scheme, r.renewal, r.payer, r.amount, m.day, m.reference,
           r.voided_by, r.void_approved_by
    FROM records_agentreceipt r JOIN records_collector k ON k.id = r.collector_id
    JOIN records_agentpoint t ON t.id = k.point_id LEFT JOIN records_agentremittance m ON m.id = r.remittance_id
    WHERE t.organisation_id = %(agent)s AND r.day BETWEEN %(first)s AND %(last)s
      AND (%(collector)s = '' OR k.code = %(collector)s) AND (%(scheme)s = '' OR r.scheme = %(scheme)s)
      AND (%(after)s::bigint IS NULL OR r.id < %(after)s) ORDER BY r.id DESC LIMIT %(limit)s
"""


class PointRow(NamedTuple):
    """A point of an agent."""

    code: str
    name: str
    commune: str
    office: str
    opened: dt.date
    closed: dt.date | None


class Weight(NamedTuple):
    """A collector with a valid certificate and the people expected of their open prospects (ten-thousandths)."""

    collector: int
    code: str
    name: str
    expected: int


class ReceiptRow(NamedTuple):
    """A receipt in a list; `handed_on` the day its money was handed on, under which reference."""

    id: int
    number: str
    day: dt.date
    collector: str
    name: str
    scheme: str
    renewal: bool
    payer: str
    amount: Dong
    handed_on: dt.date | None
    reference: str | None
    voided_by: str
    void_approved_by: str


class Asked(NamedTuple):
    """Which receipts: taken between two days, by one collector, of one scheme ("" all)."""

    first: dt.date
    last: dt.date
    collector: str = ""
    scheme: str = ""


def points(agent: int) -> list[PointRow]:
    """Return the points of an agent by code."""
    found = AgentPoint.objects.filter(organisation_id=agent).order_by("code")
    return [PointRow(*row) for row in found.values_list("code", "name", "commune", "office__code", "opened", "closed")]


def owner_of(point: str) -> tuple[int, str] | None:
    """Return (organisation, code of it) of a point; None for a point nobody has."""
    return AgentPoint.objects.filter(code=point).values_list("organisation_id", "organisation__code").first()


def employer_of(collector: str) -> str | None:
    """Return the code of the agent a collector works for; None for a code nobody has."""
    return Collector.objects.filter(code=collector).values_list("point__organisation__code", flat=True).first()


def point_id(agent: int, code: str) -> int:
    """Return an open point of an agent; MissingError without it."""
    found = AgentPoint.objects.filter(organisation_id=agent, code=code, closed__isnull=True).first()
    if found is None:
        raise MissingError(Text(f"Không có điểm thu {code} đang mở.", f"There is no open point {code}."))
    return found.pk


def office_path(code: str) -> str | None:
    """Return the path of an office; None without it."""
    return Office.objects.filter(code=code).values_list("path", flat=True).first()


def taken_name(username: str, collector: str) -> bool:
    """Return whether another collector signs in under a name, or no user has it."""
    known = User.objects.filter(username=username).exists()
    return not known or Collector.objects.filter(username=username).exclude(code=collector).exists()


def close(point: int, day: dt.date) -> int:
    """Close a point; return the dong of its receipts not handed on (then nothing is closed)."""
    held = AgentReceipt.objects.filter(collector__point_id=point, remittance__isnull=True, void_approved_by="")
    open_dong = sum(held.values_list("amount", flat=True))
    if not open_dong:
        AgentPoint.objects.filter(pk=point).update(closed=day)
    return open_dong


def weights(agent: int, day: dt.date) -> list[Weight]:
    """Return the collectors of an agent who may take money on a day, with what their area is expected to bring."""
    with connection.cursor() as cursor:
        cursor.execute(_WEIGHTS, {"agent": agent, "day": day, "kinds": sorted(SHARED)})
        return [Weight(*row) for row in cursor.fetchall()]


def receipts(agent: int, asked: Asked, *, after: int | None = None, limit: int = 50) -> list[ReceiptRow]:
    """Return a page of an agent's receipts, the latest first; `after` is the id of the last one."""
    with connection.cursor() as cursor:
        cursor.execute(_RECEIPTS, {"agent": agent, "after": after, "limit": limit, **asked._asdict()})
        return [ReceiptRow(*row) for row in cursor.fetchall()]
