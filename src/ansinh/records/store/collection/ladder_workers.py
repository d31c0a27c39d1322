"""The workers of an employer account, as the confirmation of their books asks for them."""

from typing import NamedTuple

from django.db import connection

_WORKERS = """
    SELECT s.person_id, s.account_id, bool_and(NOT upper_inf(s.validity)),
           EXISTS (SELECT 1 FROM records_sibookevent b WHERE b.person_id = s.person_id AND b.account_id = s.account_id
                   AND b.kind = 'close')
    FROM records_spell s JOIN records_employeraccount a ON a.id = s.account_id
    WHERE a.code = %s AND s.superseded_at IS NULL GROUP BY 1, 2 ORDER BY 1
"""


class Worker(NamedTuple):
    """One person who worked in the account: left for good, and whether the book was confirmed."""

    person: int
    account: int
    left: bool
    confirmed: bool


def of_account(code: str) -> list[Worker]:
    """Return everybody who ever worked in an account."""
    with connection.cursor() as cursor:
        cursor.execute(_WORKERS, [code])
        return [Worker(*row) for row in cursor.fetchall()]
