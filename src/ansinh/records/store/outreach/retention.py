"""The door to applications for the one-time benefit as outreach knows them, and to employers ranked by them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from django.db import connection

from ansinh.core.period import Month
from ansinh.domain.outreach.retention import Applicants, Leaving
from ansinh.records.bulk.cursor import CursorDoor

_APPLICANTS = """
    SELECT DISTINCT ON (a.person_id)
           a.person_id AS person, a.office_id AS office, a.received_on AS received, a.decide_by
    FROM records_onetimeapplication a WHERE a.state = 'open' AND a.office_id = ANY('{offices}')
    ORDER BY a.person_id, a.received_on DESC
"""
_LEAVING = """
    SELECT a.id AS account, a.office_id AS office, count(*) AS applicants,
           coalesce(max(m.people_si), 0)::bigint AS insured
    FROM records_onetimeapplication p JOIN records_employeraccount a ON a.id = p.account_id
    LEFT JOIN records_accountmonth m ON m.account_id = a.id AND m.period = '{period}'
    WHERE p.received_on >= '{since}' AND p.state <> 'withdrawn' AND a.office_id = ANY('{offices}')
    GROUP BY 1, 2 ORDER BY 1
"""
_RANKED = """
    SELECT a.id, a.code, a.name, o.code, coalesce(m.people_si, 0)::bigint, coalesce(w.n, 0)::bigint
    FROM records_employeraccount a JOIN records_office o ON o.id = a.office_id
    LEFT JOIN records_accountmonth m ON m.account_id = a.id AND m.period = %(period)s
    LEFT JOIN (SELECT account_id, count(*) AS n FROM records_onetimeapplication
               WHERE received_on >= %(since)s AND state <> 'withdrawn' GROUP BY 1) w ON w.account_id = a.id
    WHERE a.office_id = ANY(%(offices)s) AND a.status = 'active' AND coalesce(m.people_si, 0) > 0
    ORDER BY 6 DESC, 5 DESC, a.id LIMIT %(limit)s
"""
_KEEP = """
    INSERT INTO records_onetimeapplication (dossier, office_id, person_id, account_id, received_on, decide_by, state)
    SELECT * FROM unnest(%s::uuid[], %s::bigint[], %s::bigint[], %s::bigint[], %s::date[], %s::date[], %s::text[])
    ON CONFLICT (dossier) DO UPDATE SET state = excluded.state, decide_by = excluded.decide_by,
        office_id = excluded.office_id
    WHERE (records_onetimeapplication.state, records_onetimeapplication.decide_by, records_onetimeapplication.office_id)
        IS DISTINCT FROM (excluded.state, excluded.decide_by, excluded.office_id)
"""
# Whoever applied is counselled; what they said last, against what came of the application.
_COUNSEL = """
    SELECT a.state, coalesce(c.outcome, ''), count(*) FROM records_onetimeapplication a
    LEFT JOIN LATERAL (
        SELECT split_part(e.kind, ':', 2) AS outcome FROM records_prospect p
        JOIN records_prospectevent e ON e.prospect_id = p.id
        WHERE p.kind = 'one_time' AND p.person_id = a.person_id AND p.found_on >= a.received_on - 31
          AND split_part(e.kind, ':', 2) = ANY(%(outcomes)s) ORDER BY e.id DESC LIMIT 1) c ON true
    WHERE a.office_id = ANY(%(offices)s) AND a.received_on BETWEEN %(first)s AND %(last)s GROUP BY 1, 2 ORDER BY 1, 2
"""


class Ranked(NamedTuple):
    """An employer account in the ranking: people insured in the last closed month, applicants in twelve months."""

    account: int
    code: str
    name: str
    office: str
    people: int
    applicants: int


def _array(ids: Sequence[int]) -> str:
    return "{" + ",".join(map(str, ids)) + "}"


def applicants(offices: list[int]) -> Applicants:
    """Return the open applications of the offices, one of each person."""
    rows = CursorDoor().columns(_APPLICANTS.format(offices=_array(offices)))
    days = [rows[name].astype("datetime64[D]") for name in ("received", "decide_by")]
    return Applicants(rows["person"].astype(np.int64), rows["office"].astype(np.int64), *days)


def leaving(offices: list[int], since: dt.date, period: Month) -> Leaving:
    """Return the accounts whose last workers applied since a day, with the people insured in a closed month."""
    query = _LEAVING.format(offices=_array(offices), since=since, period=period.first_day)
    rows = CursorDoor().columns(query)
    return Leaving(*(rows[name].astype(np.int64) for name in ("account", "office", "applicants", "insured")))


def ranked(offices: list[int], period: Month, since: dt.date, limit: int) -> list[Ranked]:
    """Return employers by one-time withdrawals, then by people insured: whom a conference invites first."""
    given: dict[str, Any] = {"offices": offices, "period": period.first_day, "since": since, "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(_RANKED, given)
        return [Ranked(*row) for row in cursor.fetchall()]


def keep(columns: Sequence[Sequence[Any]]) -> int:
    """Keep applications (dossier, office, person, account, received, decide by, state); return those changed."""
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [list(column) for column in columns])
        return int(cursor.rowcount)


def counselled(
    offices: list[int], first: dt.date, last: dt.date, outcomes: Sequence[str]
) -> list[tuple[str, str, int]]:
    """Return (state of the application, what the person said last, "" not counselled, how many), by both."""
    given: dict[str, Any] = {"offices": offices, "first": first, "last": last, "outcomes": list(outcomes)}
    with connection.cursor() as cursor:
        cursor.execute(_COUNSEL, given)
        return [(state, outcome, int(count)) for state, outcome, count in cursor.fetchall()]
