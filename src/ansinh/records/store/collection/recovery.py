"""The door to recovery campaigns: debts handed over as they stood, and what is still owed of exactly those items."""

import datetime as dt
import uuid
from typing import Any, NamedTuple

from django.db import connection

from ansinh.core.errors import MissingError
from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.records.models import RecoveryCampaign, RecoveryCase
from ansinh.records.store.collection.scope import offices

_HAND_OVER = """
    INSERT INTO records_recoverycase (campaign_id, account_id, period, workers, amount, file)
    SELECT %(campaign)s, c.account_id, c.period, c.people, sum(i.amount), jsonb_build_object(
        'opened', c.opened, 'principal', c.principal, 'interest', c.interest, 'status', c.status, 'oldest', c.oldest,
        'items', (SELECT jsonb_agg(jsonb_build_object('fund', n.fund, 'month', n.concerns, 'amount', n.amount)
                                   ORDER BY n.concerns, n.fund) FROM records_openitem n
                  WHERE n.account = c.account_id AND n.period = c.period),
        'steps', (SELECT jsonb_agg(jsonb_build_object('step', s.step, 'day', s.done_on, 'number', s.number,
                                                      'delivered', s.delivered_on, 'proof', s.proof, 'note', s.note)
                                   ORDER BY s.done_on, s.id) FROM records_debtstep s
                  WHERE s.case_id = c.id AND s.state = 'done'),
        'promises', (SELECT jsonb_agg(jsonb_build_object('until', p.until, 'amount', p.amount, 'state', p.state)
                                      ORDER BY p.until, p.id) FROM records_debtpromise p WHERE p.case_id = c.id))
    FROM records_debtcase c JOIN records_openitem i ON i.account = c.account_id AND i.period = c.period
    JOIN records_employeraccount a ON a.id = c.account_id
    WHERE c.closed IS NULL AND a.code = ANY(%(codes)s) AND c.office_id = ANY(%(offices)s)
    GROUP BY c.id
    ON CONFLICT (campaign_id, account_id) DO NOTHING
"""
# What is owed now of the very items handed over; money received since the last close is not spread yet and not counted.
_LINES = """
    SELECT a.code, a.name, o.code, r.workers, r.amount::bigint,
           coalesce(sum(i.amount - least(i.amount, coalesce(n.amount, 0))), 0)::bigint
    FROM records_recoverycase r
    JOIN records_employeraccount a ON a.id = r.account_id JOIN records_office o ON o.id = a.office_id
    JOIN records_openitem i ON i.account = r.account_id AND i.period = r.period
    LEFT JOIN records_openitem n ON n.account = i.account AND n.fund = i.fund AND n.concerns = i.concerns
         AND n.period = %(now)s
    WHERE r.campaign_id = %(campaign)s
    GROUP BY r.id, a.code, a.name, o.code ORDER BY r.amount DESC, a.code
"""
_CAMPAIGN = ("id", "office__code", "office__path", "body", "name", "document", "handed_over_on", "ended_on")


class Campaign(NamedTuple):
    """A campaign's head."""

    id: uuid.UUID
    office: str
    office_path: str
    body: str
    name: str
    document: str
    handed_over_on: dt.date
    ended_on: dt.date | None


class Line(NamedTuple):
    """One employer of a campaign (dong)."""

    account: str
    name: str
    office: str
    workers: int
    handed_over: Dong
    recovered: Dong


def create(office: int, *, body: str, name: str, document: str, day: dt.date, by: str) -> uuid.UUID:
    """Keep the head of a campaign; return its id."""
    made = RecoveryCampaign.objects.create(
        office_id=office, body=body, name=name, document=document, handed_over_on=day, opened_by=by
    )
    return made.pk


def hand_over(campaign: uuid.UUID, path: str, codes: list[str]) -> int:
    """Add accounts with the open items of their case's month; return how many were added."""
    with connection.cursor() as cursor:
        cursor.execute(_HAND_OVER, {"campaign": campaign, "codes": codes, "offices": offices(path)})
        return int(cursor.rowcount)


def campaigns(office_ids: list[int]) -> list[Campaign]:
    """Return the campaigns of the offices, the latest first."""
    found = RecoveryCampaign.objects.filter(office_id__in=office_ids).order_by("-handed_over_on", "name")
    return [Campaign(*row) for row in found.values_list(*_CAMPAIGN)]


def campaign(number: uuid.UUID) -> Campaign:
    """Return a campaign; MissingError if there is none."""
    row = RecoveryCampaign.objects.filter(pk=number).values_list(*_CAMPAIGN).first()
    if row is None:
        raise MissingError(Text("Không có đợt thu hồi nợ này.", "There is no such recovery campaign."))
    return Campaign(*row)


def lines(number: uuid.UUID, now: Month) -> list[Line]:
    """Return the employers of a campaign with what was recovered to the end of the closed month `now`."""
    with connection.cursor() as cursor:
        cursor.execute(_LINES, {"campaign": number, "now": now.first_day})
        return [Line(*row) for row in cursor.fetchall()]


class Handed(NamedTuple):
    """One employer's file as it stood on the day of hand-over (dong)."""

    account: str
    name: str
    workers: int
    amount: Dong
    period: dt.date
    file: dict[str, Any]


def handed(number: uuid.UUID, code: str) -> Handed | None:
    """Return the file of an employer in a campaign; None where it was not handed over."""
    found = RecoveryCase.objects.filter(campaign_id=number, account__code=code)
    row = found.values_list("account__code", "account__name", "workers", "amount", "period", "file").first()
    return Handed(*row) if row else None
