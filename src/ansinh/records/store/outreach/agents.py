"""The door to collection agents: organisations and collectors, receipts, the three sides of the match, statements."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from django.db import connection
from django.db.models import Q

from ansinh.core.errors import MissingError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.domain.outreach.agents import Receipt, Rule, Standing
from ansinh.records.models import (
    AgentContract,
    AgentOrganisation,
    AgentPoint,
    AgentQuota,
    AgentReceipt,
    BankLine,
    Collector,
    CommissionRule,
    CommissionStatement,
    Office,
)

Organisation: TypeAlias = AgentOrganisation
GOING = ("active", "warned", "suspended")


class AgentRow(NamedTuple):
    """An organisation as lists show it; `state` "" without a contract that goes on."""

    id: int
    code: str
    name: str
    kind: str
    office: str
    office_path: str
    state: str
    valid_to: dt.date | None
    points: int
    collectors: int
    receipts: int
    collected: Dong


_AGENTS = """
    SELECT o.id, o.code, o.name, o.kind, f.code, f.path, coalesce(c.state, ''), c.valid_to,
           (SELECT count(*) FROM records_agentpoint p WHERE p.organisation_id = o.id AND p.closed IS NULL),
           (SELECT count(*) FROM records_collector k JOIN records_agentpoint p ON p.id = k.point_id
            WHERE p.organisation_id = o.id), coalesce(r.n, 0), coalesce(r.amount, 0)::bigint
    FROM records_agentorganisation o JOIN records_office f ON f.id = o.office_id
    LEFT JOIN records_agentcontract c ON c.organisation_id = o.id AND c.state IN ('active', 'warned', 'suspended')
    LEFT JOIN (SELECT p.organisation_id, count(*) AS n, sum(r.amount) AS amount FROM records_agentreceipt r
               JOIN records_collector k ON k.id = r.collector_id JOIN records_agentpoint p ON p.id = k.point_id
               WHERE r.day BETWEEN %(first)s AND %(last)s AND r.void_approved_by = '' GROUP BY 1) r
      ON r.organisation_id = o.id
    WHERE o.office_id = ANY(%(offices)s) ORDER BY o.code
"""
_LISTED = """
    SELECT receipt_no, sum(due)::bigint FROM (
        SELECT receipt_no, due FROM records_voluntaryspell WHERE superseded_at IS NULL AND receipt_no <> ''
          AND receipt_date BETWEEN %(first)s AND %(last)s
        UNION ALL SELECT receipt_no, due FROM records_healthspell WHERE superseded_at IS NULL AND receipt_no <> ''
          AND receipt_date BETWEEN %(first)s AND %(last)s) s
    WHERE receipt_no LIKE 'AG%%' GROUP BY 1
"""


def agents(office_ids: list[int], first: dt.date, last: dt.date) -> list[AgentRow]:
    """Return the organisations of the offices with what they collected between two days."""
    with connection.cursor() as cursor:
        cursor.execute(_AGENTS, {"offices": office_ids, "first": first, "last": last})
        return [AgentRow(*row) for row in cursor.fetchall()]


def organisation(code: str) -> AgentOrganisation:
    """Return an organisation; MissingError if there is none."""
    found = AgentOrganisation.objects.select_related("office").filter(code=code).first()
    if found is None:
        raise MissingError(Text(f"Không có tổ chức dịch vụ thu {code}.", f"There is no collection agent {code}."))
    return found


def register(office: str, *, code: str, name: str, kind: str) -> int:
    """Keep an organisation (again: its name and kind); return its id."""
    place = Office.objects.get(code=office)
    given = {"name": name, "kind": kind, "office": place}
    return AgentOrganisation.objects.update_or_create(code=code, defaults=given)[0].pk


def sign(agent: int, number: str, valid: tuple[dt.date, dt.date], by: str) -> int:
    """Keep a contract that goes on; return its id."""
    given = {"valid_from": valid[0], "valid_to": valid[1], "state": "active", "signed_by": by}
    return AgentContract.objects.update_or_create(number=number, defaults={"organisation_id": agent, **given})[0].pk


def contract(agent: int) -> AgentContract | None:
    """Return the contract that goes on, its row locked; None without one."""
    return AgentContract.objects.select_for_update().filter(organisation_id=agent, state__in=GOING).first()


def change_contract(number: int, **facts: Any) -> None:  # noqa: ANN401 - columns of the table by name
    """Write the state of a contract after a check."""
    AgentContract.objects.filter(pk=number).update(**facts)


def add_point(agent: int, *, code: str, name: str, office: str, opened: dt.date, commune: str = "") -> int:
    """Keep a point (again: its name); return its id."""
    place = Office.objects.get(code=office)
    given = {"organisation_id": agent, "name": name, "office": place, "opened": opened, "commune": commune}
    return AgentPoint.objects.update_or_create(code=code, defaults=given)[0].pk


def add_collector(point: int, code: str, name: str, certificate: tuple[str, dt.date | None]) -> int:
    """Keep a collector with the certificate; return its id."""
    given = {"point_id": point, "name": name, "certificate": certificate[0], "certified_to": certificate[1]}
    return Collector.objects.update_or_create(code=code, defaults=given)[0].pk


def sign_in_as(collector: str, username: str) -> int:
    """Let a collector sign in as a user; return how many rows changed."""
    return Collector.objects.filter(code=collector).update(username=username)


def standing(collector: str) -> tuple[int, str, str, Standing]:
    """Return (id, agent, office, standing) of a collector; MissingError if unknown or without a contract."""
    found = Collector.objects.select_related("point__organisation", "point__office").filter(code=collector).first()
    if found is None:
        raise MissingError(Text(f"Không có nhân viên thu {collector}.", f"There is no collector {collector}."))
    paper = AgentContract.objects.filter(organisation=found.point.organisation, state__in=GOING).first()
    if paper is None:
        raise MissingError(Text("Tổ chức chưa có hợp đồng.", "The agent has no contract."))
    facts = Standing(paper.state, paper.valid_from, paper.valid_to, found.certified_to)
    return found.pk, found.point.organisation.code, found.point.office.code, facts


def issue(**facts: Any) -> int:  # noqa: ANN401 - columns of the table by name
    """Keep a receipt; return its id."""
    return AgentReceipt.objects.create(**facts).pk


def locked_receipt(number: str) -> AgentReceipt:
    """Return a receipt, its row locked; MissingError if there is none."""
    found = AgentReceipt.objects.select_for_update().filter(number=number).first()
    if found is None:
        raise MissingError(Text(f"Không có biên lai {number}.", f"There is no receipt {number}."))
    return found


def waiting_voids(agent: str) -> list[AgentReceipt]:
    """Return the receipts of an agent for which a void was asked and not approved."""
    asked = AgentReceipt.objects.filter(collector__point__organisation__code=agent, void_approved_by="")
    return list(asked.exclude(voided_by="").order_by("number"))


def write_void(number: str, **facts: Any) -> None:  # noqa: ANN401 - columns of the table by name
    """Write who voided or approved, why and when."""
    AgentReceipt.objects.filter(number=number).update(**facts)


def receipts(agent: str, first: dt.date, last: dt.date) -> list[Receipt]:
    """Return the receipts of an agent between two days."""
    found = AgentReceipt.objects.filter(collector__point__organisation__code=agent, day__range=(first, last))
    rows = found.order_by("number").values_list("number", "day", "amount", "scheme", "renewal", "void_approved_by")
    return [Receipt(n, agent, day, amount, scheme, renewal, bool(v)) for n, day, amount, scheme, renewal, v in rows]


def listed(first: dt.date, last: dt.date, numbers: set[str]) -> dict[str, Dong]:
    """Return what the accepted lists D03 and D05 say was paid on agents' receipts: by number, those among `numbers`."""
    with connection.cursor() as cursor:
        cursor.execute(_LISTED, {"first": first, "last": last})
        return {number: due for number, due in cursor.fetchall() if number in numbers}


def remitted(agent: str, first: dt.date, last: dt.date) -> Dong:
    """Return what the bank received from an agent between two days (dong)."""
    found = BankLine.objects.filter(state="agent", agent=agent, value_date__range=(first, last))
    return sum(found.values_list("amount", flat=True))


def rules() -> list[Rule]:
    """Return the approved rules of commission."""
    found = CommissionRule.objects.exclude(approved_by="")
    return [Rule(r.scheme, r.renewal, r.kind, Fraction(r.rate), r.valid_from, r.valid_to) for r in found]


def enter_rule(**facts: Any) -> int:  # noqa: ANN401 - columns of the table by name
    """Keep a rule of commission; return its id."""
    return CommissionRule.objects.create(**facts).pk


def approve_rule(number: int, by: str) -> int:
    """Approve a rule another entered; return how many rows changed."""
    waiting = CommissionRule.objects.filter(pk=number, approved_by="").exclude(entered_by=by)
    return waiting.update(approved_by=by)


def paid_before(agent: int, period: dt.date) -> dict[str, Dong]:
    """Return the commission of earlier statements by receipt, less what was taken back since."""
    found = CommissionStatement.objects.filter(organisation_id=agent, period__lt=period).order_by("period")
    made: dict[str, Dong] = {}
    for one in found.values_list("receipts", flat=True):
        for number, amount in one.items():
            made[number] = made.get(number, 0) + amount
    return made


def keep_statement(agent: int, period: dt.date, facts: Mapping[str, Any]) -> int:
    """Keep a statement of commission, replacing one not approved yet; return its id."""
    standing_one = CommissionStatement.objects.filter(organisation_id=agent, period=period)
    standing_one.filter(Q(approved_by="")).delete()
    return CommissionStatement.objects.create(organisation_id=agent, period=period, **facts).pk


def statement(agent: int, period: dt.date) -> CommissionStatement | None:
    """Return the statement of a month, None for none."""
    return CommissionStatement.objects.filter(organisation_id=agent, period=period).first()


def approve_statement(number: int, by: str) -> int:
    """Approve a statement; return how many rows changed."""
    return CommissionStatement.objects.filter(pk=number, approved_by="").update(approved_by=by)


def set_quota(collector: int, scheme: str, span: tuple[dt.date, dt.date], people: int, document: str) -> None:
    """Keep the quota of a collector for a span; again replaces it."""
    given = {"last": span[1], "people": people, "document": document}
    AgentQuota.objects.update_or_create(collector_id=collector, scheme=scheme, first=span[0], defaults=given)


def quotas(agent: str, day: dt.date) -> list[tuple[str, str, str, dt.date, dt.date, int, int]]:
    """Return (collector, name, scheme, first, last, quota, done) of the spans that hold `day`."""
    found = AgentQuota.objects.filter(collector__point__organisation__code=agent, first__lte=day, last__gte=day)
    made = []
    for one in found.select_related("collector").order_by("collector__code", "scheme", "first"):
        mine = AgentReceipt.objects.filter(collector=one.collector, scheme=one.scheme, void_approved_by="")
        done = mine.filter(day__range=(one.first, one.last)).count()
        made.append((one.collector.code, one.collector.name, one.scheme, one.first, one.last, one.people, done))
    return made
