"""What waits for the functions of an office, counted: one query for everything somebody may act on."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ansinh.records.store.pages.rows import read

_DOSSIERS = """SELECT count(*), count(*) FILTER (WHERE due < %(day)s), min(due), '' FROM records_dossier
WHERE office_id = ANY({offices}) AND state = ANY(ARRAY[{states}])"""
_PROPOSED = (
    "SELECT count(*), 0, NULL::date, '' FROM records_{table} WHERE office_id = ANY({offices}) AND state = {state}"
)
_AS = "SELECT '{piece}' AS piece, x.* FROM ({inner}) AS x (count, late, due, month)"

PIECES: Final[dict[str, str]] = {
    "dossiers_compute": _DOSSIERS.replace("{states}", "'received', 'completed'"),
    "dossiers_review": _DOSSIERS.replace("{states}", "'computed'"),
    "dossiers_approve": _DOSSIERS.replace("{states}", "'reviewed'"),
    "dossiers_appealed": _DOSSIERS.replace("{states}", "'appealed'"),
    "lists": """SELECT count(*), count(*) FILTER (WHERE due < %(day)s), min(due), '' FROM records_benefitlist
      WHERE office_id = ANY({offices}) AND state = 'checked'""",
    "batches": """SELECT count(*), count(*) FILTER (WHERE due < %(day)s), min(due), '' FROM records_paymentbatch
      WHERE office_id = ANY({offices}) AND state = ANY(ARRAY['trial', 'approved'])""",
    "payees": _PROPOSED.replace("{table}", "payeechange").replace("{state}", "'open'"),
    "deaths": _PROPOSED.replace("{table}", "deathwithdrawal").replace("{state}", "'open'")
    + " AND asked_by <> %(username)s",
    "requests": _PROPOSED.replace("{table}", "employerrequest").replace("{state}", "'proposed'"),
    "care_payments": _PROPOSED.replace("{table}", "claimpayment").replace("{state}", "'proposed'"),
    "terms": _PROPOSED.replace("{table}", "registrychange").replace("{state}", "'proposed'")
    + " AND subject = 'account_terms'",
    "agency": _PROPOSED.replace("{table}", "registrychange").replace("{state}", "'proposed'")
    + " AND subject <> 'account_terms'",
    "refunds": """SELECT count(*), 0, NULL::date, '' FROM records_refund r
      LEFT JOIN records_employeraccount a ON a.id = r.account_id LEFT JOIN records_bankline l ON l.id = r.line_id
      WHERE r.state = 'proposed' AND coalesce(a.office_id, l.office_id) = ANY({offices})""",
    "merges": """SELECT count(*), 0, NULL::date, '' FROM records_personmerge m
      JOIN records_person s ON s.id = m.survivor_id WHERE m.state = 'proposed' AND s.office_id = ANY({offices})""",
    "debts": """SELECT count(*), count(*) FILTER (WHERE s.deadline < %(day)s), min(s.deadline), ''
      FROM records_debtstep s JOIN records_debtcase c ON c.id = s.case_id
      WHERE s.state = 'due' AND c.closed IS NULL AND c.office_id = ANY({offices}) AND s.deadline <= %(day)s + 7""",
    "inspections": """SELECT count(*), count(*) FILTER (WHERE deadline < %(day)s), min(deadline), ''
      FROM records_inspection WHERE office_id = ANY({offices})
      AND state = ANY(ARRAY['decided', 'started', 'recorded', 'concluded'])""",
    "calls": """SELECT count(*), count(*) FILTER (WHERE due < %(day)s), min(due), '' FROM records_prospect
      WHERE owner = %(username)s AND due <= %(day)s AND closed_on IS NULL AND {offices} IS NOT NULL""",
    "findings": """SELECT count(*), 0, NULL::date, coalesce(to_char(min(period), 'YYYY-MM'), '')
      FROM records_claimfinding WHERE state = ANY(ARRAY['open', 'contested', 'proposed'])
      AND period > (SELECT max(period) FROM records_claimfinding) - interval '1 year'
      AND {offices} IS NOT NULL""",
    "uploads": """SELECT count(*), 0, NULL::date, '' FROM records_listupload
      WHERE state = 'waiting' AND {offices} IS NOT NULL""",
    "values": """SELECT count(*), 0, NULL::date, '' FROM records_announcedvalue
      WHERE approved_by = '' AND superseded_at IS NULL AND {offices} IS NOT NULL""",
    "alarms": """SELECT count(*), 0, NULL::date, '' FROM records_lookupalarm
      WHERE closed_at IS NULL AND {offices} IS NOT NULL""",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many of one piece of work wait, how many are late, the nearest day, and the month to begin with if any."""

    piece: str
    count: int
    late: int
    due: dt.date | None
    month: str


def counted(offices: Mapping[str, list[int]], username: str, day: dt.date) -> list[Waiting]:
    """Return what waits on `day` of the pieces in `offices` (piece: the ids of the offices to look in)."""
    if not offices:
        return []
    parts = [_AS.format(piece=piece, inner=PIECES[piece].replace("{offices}", f"%({piece})s")) for piece in offices]
    params: dict[str, Any] = {**offices, "username": username, "day": day}
    sql = f"SELECT * FROM ({' UNION ALL '.join(parts)}) AS y WHERE count > 0"  # noqa: S608 - only texts of PIECES
    return read(Waiting, sql, params)
