"""What approved decisions make payable: the hand-over to payments. A line is paid once, whoever asks and how often."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from ansinh.core.errors import ConflictError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.records.store.benefits import dossiers
from ansinh.records.store.benefits.dossiers import moved_to


@dataclass(frozen=True, slots=True)
class Payable:
    """One line to be paid: once on `due`, or every month from `first`. `amount` in dong; negative was overpaid."""

    id: str
    dossier: str
    number: str  # of the dossier
    decision: str  # its number
    office: int
    person: int | None
    payee: str
    fund: int
    kind: str
    rhythm: str
    amount: Dong
    first: dt.date
    end: dt.date | None
    due: dt.date
    channel: str
    account: int | None
    bank_bin: str
    bank_name: str
    bank_account: str
    account_holder: str
    post_point: str
    replaces: str


_LINES = """
SELECT l.id::text, l.dossier_id::text, d.number, n.number, l.office_id, l.person_id, l.payee, l.fund, l.kind, l.rhythm,
    l.amount, lower(l.days), upper(l.days), l.due, l.channel, l.account_id, l.bank_bin, l.bank_name, l.bank_account,
    l.account_holder, l.post_point, coalesce(l.replaces_id::text, '')
FROM records_payableline l JOIN records_dossier d ON d.id = l.dossier_id
JOIN records_dossierdecision n ON n.id = l.decision_id JOIN records_office o ON o.id = l.office_id
"""
_WAITING = """
WHERE l.taken_by IS NULL AND l.rhythm = %(rhythm)s AND (o.path = %(path)s OR o.path LIKE %(path)s || '.%%')
    AND (%(until)s::date IS NULL OR l.due <= %(until)s) AND (%(after)s = '' OR l.id > %(after)s::uuid)
ORDER BY l.id LIMIT %(limit)s
"""


def waiting(
    office_path: str, *, rhythm: str = "once", due_until: dt.date | None = None, after: str = "", limit: int = 10_000
) -> list[Payable]:
    """Return lines of an office and under it that nobody has taken yet, by id after `after`."""
    return _lines(
        _LINES + _WAITING,
        {"path": office_path, "rhythm": rhythm, "until": due_until, "after": after or "", "limit": limit},
    )


def of_dossier(dossier: str) -> list[tuple[Payable, dt.date | None]]:
    """Return the lines of a dossier with the day each was paid, oldest decision first."""
    lines = _lines(_LINES + "WHERE l.dossier_id = %(dossier)s ORDER BY n.version, l.position", {"dossier": dossier})
    with connection.cursor() as cursor:
        cursor.execute("SELECT id::text, paid_on FROM records_payableline WHERE dossier_id = %s", [dossier])
        paid = dict(cursor.fetchall())
    return [(line, paid[line.id]) for line in lines]


def _lines(query: str, values: dict[str, str | int | dt.date | None]) -> list[Payable]:
    """Run one query."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [Payable(*row) for row in cursor.fetchall()]


def take(lines: Sequence[str], payment: uuid.UUID) -> int:
    """Give lines to a payment and return how many; one that another payment has is a ConflictError."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE taken_by <> %s), count(*) FROM (SELECT taken_by FROM records_payableline "
            "WHERE id = ANY(%s::uuid[]) ORDER BY id FOR NO KEY UPDATE) t",
            [payment, list(lines)],
        )
        others, known = cursor.fetchone()
        if others or known != len(set(lines)):
            raise ConflictError(
                Text("Có khoản đã thuộc lệnh chi khác.", "A line belongs to another payment already, or is not known.")
            )
        cursor.execute(
            "UPDATE records_payableline SET taken_by = %s, taken_at = now() "
            "WHERE id = ANY(%s::uuid[]) AND taken_by IS NULL",
            [payment, list(lines)],
        )
        return int(cursor.rowcount)


def give_back(lines: Sequence[str]) -> int:
    """Let lines that were taken and not paid wait again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_payableline SET taken_by = NULL, taken_at = NULL "
            "WHERE id = ANY(%s::uuid[]) AND taken_by IS NOT NULL AND paid_on IS NULL",
            [list(lines)],
        )
        return int(cursor.rowcount)


_DONE = """
SELECT d.id::text FROM records_dossier d WHERE d.state IN ('approved', 'revised')
    AND d.id IN (SELECT dossier_id FROM records_payableline WHERE id = ANY(%s::uuid[]))
    AND NOT EXISTS (SELECT 1 FROM records_payableline l WHERE l.dossier_id = d.id AND l.paid_on IS NULL
        AND l.rhythm = 'once' AND l.amount > 0)
ORDER BY d.id
"""


def paid(lines: Sequence[str], on: dt.date, actor: str) -> int:
    """Mark lines as paid and return how many; dossiers of which nothing is left to pay once move to `paid`.

    A month line counts as paid with its first month. Again with the same lines changes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_payableline SET paid_on = %s WHERE id = ANY(%s::uuid[]) AND paid_on IS NULL "
            "AND taken_by IS NOT NULL",
            [on, list(lines)],
        )
        count = int(cursor.rowcount)
        cursor.execute(_DONE, [list(lines)])
        done = [row[0] for row in cursor.fetchall()]
    if done:
        dossiers.move([moved_to(each, "paid", "pay") for each in dossiers.read(done, lock=True)], actor)
    return count
