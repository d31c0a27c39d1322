"""The door to campaigns: opened with their lists, where they stand by group, week and owner, ended."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

from django.db import connection

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.outreach.campaign import Candidate, Dealt
from ansinh.records.models import Campaign, CampaignMember

_CANDIDATES = """
    SELECT p.id, p.kind, p.commune, (p.amount * p.conversion / 10000)::bigint FROM records_prospect p
    WHERE p.closed_on IS NULL AND p.office_id = ANY(%(offices)s) AND p.kind = %(kind)s
      AND p.state NOT IN ('refused', 'not_subject')
      AND NOT EXISTS (SELECT 1 FROM records_campaignmember m JOIN records_campaign c ON c.id = m.campaign_id
                      WHERE m.prospect_id = p.id AND c.state = 'running')
    ORDER BY 4 DESC, 1 LIMIT %(most)s
"""
_MEMBERS = """
    INSERT INTO records_campaignmember (campaign_id, prospect_id, "group", owner, week)
    SELECT %s, * FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::date[])
"""
_HAND_OVER = """
    UPDATE records_prospect p SET owner = d.owner, due = d.due,
        state = CASE WHEN p.state = 'new' THEN 'assigned' ELSE p.state END
    FROM unnest(%s::bigint[], %s::text[], %s::date[]) d (id, owner, due) WHERE p.id = d.id
"""
# Reached: somebody talked to them since the campaign began; joined: they take part now and did not when it began.
_STANDING = """
    SELECT {by}, count(*), sum(p.people)::bigint, sum(p.amount)::bigint,
           count(*) FILTER (WHERE e.prospect_id IS NOT NULL), count(*) FILTER (WHERE p.state = 'promised'),
           count(*) FILTER (WHERE p.state = 'joined' AND p.closed_on >= c.first),
           coalesce(sum(p.people) FILTER (WHERE p.state = 'joined' AND p.closed_on >= c.first), 0)::bigint,
           coalesce(sum(p.amount) FILTER (WHERE p.state = 'joined' AND p.closed_on >= c.first), 0)::bigint,
           count(*) FILTER (WHERE p.state IN ('refused', 'not_subject')),
           count(*) FILTER (WHERE p.closed_on IS NULL AND p.due < %(day)s AND e.prospect_id IS NULL)
    FROM records_campaignmember m JOIN records_campaign c ON c.id = m.campaign_id
    JOIN records_prospect p ON p.id = m.prospect_id
    LEFT JOIN (SELECT DISTINCT e.prospect_id, c.id AS campaign FROM records_prospectevent e
               JOIN records_campaignmember m ON m.prospect_id = e.prospect_id
               JOIN records_campaign c ON c.id = m.campaign_id AND e.day BETWEEN c.first AND c.last
               WHERE c.id = ANY(%(campaigns)s)) e ON e.prospect_id = p.id AND e.campaign = c.id
    WHERE c.id = ANY(%(campaigns)s) GROUP BY 1 ORDER BY 1
"""
_RANKED = """
    INSERT INTO records_prospect (office_id, kind, subject, name, account_id, people, amount, conversion, due, found_on,
        seen_on, evidence)
    SELECT a.office_id, 'employer_ranked', a.id::text, a.name, a.id, r.people, 0, 0, %(due)s, %(day)s, %(day)s,
        jsonb_build_object('insured', r.people, 'applicants', r.applicants)
    FROM unnest(%(accounts)s::bigint[], %(people)s::bigint[], %(applicants)s::bigint[]) r (id, people, applicants)
    JOIN records_employeraccount a ON a.id = r.id
    ON CONFLICT (kind, subject) WHERE closed_on IS NULL DO UPDATE SET people = excluded.people,
        evidence = excluded.evidence, seen_on = greatest(records_prospect.seen_on, excluded.seen_on)
"""


class Standing(NamedTuple):
    """Where a part of a campaign stands: prospects, people, dong a year; reached, promised, joined, refused, late."""

    part: Any
    prospects: int
    people: int
    amount: int
    reached: int
    promised: int
    joined: int
    joined_people: int
    joined_amount: int
    refused: int
    late: int


Opened: TypeAlias = Campaign
PARTS = {"campaign": "c.id", "group": 'm."group"', "week": "m.week", "owner": "m.owner"}


def candidates(offices: list[int], kind: str, most: int) -> list[Candidate]:
    """Return the most valuable open prospects of a reason that stand in no running campaign."""
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, {"offices": offices, "kind": kind, "most": most})
        return [Candidate(*row) for row in cursor.fetchall()]


def keep_ranked(accounts: Sequence[tuple[int, int, int]], day: dt.date, due: dt.date) -> int:
    """Keep employers (account, people insured, applicants) as prospects to invite; again refreshes their figures."""
    ids, people, applicants = zip(*accounts, strict=True) if accounts else ((), (), ())
    given: dict[str, Any] = {
        "accounts": list(ids),
        "people": list(people),
        "applicants": list(applicants),
        "day": day,
        "due": due,
    }
    with connection.cursor() as cursor:
        cursor.execute(_RANKED, given)
        return int(cursor.rowcount)


def opened(office: int, facts: dict[str, Any]) -> tuple[Campaign, bool]:
    """Return the campaign of an office under its document and name, and whether it was made now."""
    key = {name: facts[name] for name in ("document", "name")}
    rest = {name: value for name, value in facts.items() if name not in key}
    return Campaign.objects.get_or_create(office_id=office, **key, defaults=rest)


def hand_over(campaign: int, dealt: Sequence[Dealt]) -> None:
    """Write the members of a campaign and give each prospect its owner and day."""
    ids, owners = [one.id for one in dealt], [one.owner for one in dealt]
    with connection.cursor() as cursor:
        weeks = [one.week for one in dealt]
        cursor.execute(_MEMBERS, [campaign, ids, [one.kind for one in dealt], owners, weeks])
        cursor.execute(_HAND_OVER, [ids, owners, [one.due for one in dealt]])


def members(campaign: int, owner: str, limit: int) -> list[int]:
    """Return the prospects an owner has of a campaign, by week and id."""
    found = CampaignMember.objects.filter(campaign_id=campaign, owner=owner).order_by("week", "prospect_id")
    return list(found.values_list("prospect_id", flat=True)[:limit])


def campaigns(offices: list[int], limit: int = 50) -> list[Campaign]:
    """Return the campaigns of the offices, running ones and the latest first."""
    found = Campaign.objects.filter(office_id__in=offices).select_related("office")
    return list(found.order_by("closed_on", "-first", "-id")[:limit])


def one(number: int, *, lock: bool = False) -> Campaign:
    """Return a campaign; MissingError if there is none."""
    rows = Campaign.objects.select_for_update(of=("self",)) if lock else Campaign.objects
    found = rows.select_related("office").filter(pk=number).first()
    if found is None:
        raise MissingError(Text("Không có chiến dịch này.", "There is no such campaign."))
    return found


def standing(campaigns_: Sequence[int], by: str, day: dt.date) -> list[Standing]:
    """Return where campaigns stand on a day, by campaign, group, week or owner (PARTS)."""
    query = _STANDING.format(by=PARTS[by])
    with connection.cursor() as cursor:
        cursor.execute(query, {"campaigns": list(campaigns_), "day": day})
        return [Standing(*row) for row in cursor.fetchall()]


def end(number: int, *, state: str, by: str, day: dt.date, result: str) -> None:
    """Write how a campaign ended; employers listed for it alone are closed with it."""
    Campaign.objects.filter(pk=number).update(state=state, closed_by=by, closed_on=day, result=result)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_prospect p SET closed_on = greatest(%s, p.found_on), state = CASE WHEN p.state IN "
            "('refused', 'not_subject', 'joined') THEN p.state ELSE 'gone' END FROM records_campaignmember m "
            "WHERE m.campaign_id = %s AND m.prospect_id = p.id AND p.kind = 'employer_ranked' AND p.closed_on IS NULL",
            [day, number],
        )
