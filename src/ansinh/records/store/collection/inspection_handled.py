"""Who handled what is inspected: user names with what they did, so that nobody inspects his own work."""

import datetime as dt
from typing import Final

from django.db import connection

_EMPLOYER = """
    SELECT c.officer, 'debt' FROM records_debtcase c JOIN records_employeraccount a ON a.id = c.account_id
    WHERE a.code = %(subject)s AND c.officer <> '' AND coalesce(c.closed, 'infinity') > %(since)s
    UNION SELECT f.decided_by, 'filing' FROM records_filing f JOIN records_employeraccount a ON a.id = f.account_id
    WHERE a.code = %(subject)s AND f.decided_by <> '' AND f.decided_at > %(since)s
    UNION SELECT m.matched_by, 'matching' FROM records_bankmatch m JOIN records_employeraccount a ON a.id = m.account_id
    WHERE a.code = %(subject)s AND m.matched_by <> '' AND m.matched_at > %(since)s
    UNION SELECT p.owner, 'prospect' FROM records_prospect p JOIN records_employeraccount a ON a.id = p.account_id
    WHERE a.code = %(subject)s AND p.owner <> '' AND coalesce(p.closed_on, 'infinity') > %(since)s
"""
_FACILITY = """
    SELECT DISTINCT d.actor, 'claims' FROM records_claimdecision d
    JOIN records_claimfinding f ON f.period = d.period AND f.id = d.finding
    WHERE f.facility = %(subject)s AND d.at > %(since)s
"""
_PAYMENT = """
    SELECT o.released_by, 'payment' FROM records_paymentorder o JOIN records_paychannel c ON c.id = o.channel_id
    WHERE c.form = 'post' AND c.code = %(subject)s AND o.released_at > %(since)s
    UNION SELECT unnest(ARRAY[b.tried_by, b.first_by, b.second_by]), 'payment' FROM records_paymentorder o
    JOIN records_paychannel c ON c.id = o.channel_id JOIN records_paymentbatch b ON b.run_id = o.batch_id
    WHERE c.form = 'post' AND c.code = %(subject)s AND o.released_at > %(since)s
"""
_COLLECTION = """
    SELECT n.username, 'collector' FROM records_collector n JOIN records_agentpoint p ON p.id = n.point_id
    WHERE p.code = %(subject)s AND n.username <> ''
"""
_OF: Final = {
    "employer": _EMPLOYER, "facility": _FACILITY, "payment_point": _PAYMENT, "collection_point": _COLLECTION,
}  # fmt: skip


def handled(subject_kind: str, subject: str, since: dt.date) -> dict[str, str]:
    """Return by user name what somebody did for a subject since a day (a key of domain/collection HANDLED)."""
    with connection.cursor() as cursor:
        cursor.execute(_OF[subject_kind], {"subject": subject, "since": since})
        return {who: what for who, what in cursor.fetchall() if who}
