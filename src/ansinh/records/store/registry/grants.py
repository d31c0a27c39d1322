"""Rights people hold, and the keys of partners' systems."""

import datetime as dt
import hashlib

from django.db import connection

from ansinh.domain.registry.rights import Grant

_GRANTS = """
SELECT g.function, coalesce(o.path, ''), coalesce(g.account_id, 0), coalesce(g.person_id, 0), g.scheme,
    g.valid_from, g.valid_to, coalesce(g.facility_id, 0)
FROM records_grant g LEFT JOIN records_office o ON o.id = g.office_id
WHERE g.user_id = %s AND g.valid_from <= %s AND (g.valid_to IS NULL OR g.valid_to > %s)
"""

_BEARER = """
SELECT t.user_id, u.username FROM records_partnertoken t JOIN records_user u ON u.id = t.user_id
WHERE t.hash = %s AND t.revoked_at IS NULL AND t.valid_from <= %s AND t.valid_to > %s AND u.is_active
"""


def grants_of(user: int, day: dt.date) -> list[Grant]:
    """Return the rights of a user on `day`."""
    with connection.cursor() as cursor:
        cursor.execute(_GRANTS, [user, day, day])
        return [Grant(*row) for row in cursor.fetchall()]


def token_hash(key: str) -> str:
    """Return what is kept of a key: its SHA-256 (the key itself is long and random)."""
    return hashlib.sha256(key.encode()).hexdigest()


def bearer_of(key: str, day: dt.date) -> tuple[int, str] | None:
    """Return (user id, name) of the partner that holds `key` on `day`; None for a key that is not known or ended."""
    with connection.cursor() as cursor:
        cursor.execute(_BEARER, [token_hash(key), day, day])
        row = cursor.fetchone()
    return (int(row[0]), str(row[1])) if row else None
