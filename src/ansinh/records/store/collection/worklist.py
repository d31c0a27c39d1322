"""The door to the work-list of matching: lines in suspense, oldest first, with who may have paid; bounded queries."""

import datetime as dt
import json
import uuid
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from ansinh.core.money import Dong
from ansinh.records.models import BankMatch, EmployerAccount
from ansinh.records.store.collection.scope import office, offices


class Choice(NamedTuple):
    """An employer account that may have paid: how sure (of 100), why (keys of REASONS), and what it was to pay."""

    account: int
    code: str
    name: str
    score: int
    reasons: tuple[str, ...]
    due: Dong


class Waiting(NamedTuple):
    """One line in suspense; `open` is the part nobody has been found for (dong)."""

    id: uuid.UUID
    value_date: dt.date
    reference: str
    amount: Dong
    open: Dong
    payer_name: str
    payer_account: str
    text: str
    candidates: tuple[Choice, ...]


class Kept(NamedTuple):
    """One match of a line or an account, standing or undone."""

    id: uuid.UUID
    line: uuid.UUID
    account: str
    amount: Dong
    rule: str
    score: int
    period: dt.date
    matched_by: str
    undone_by: str


PAGE = """
    SELECT l.id, l.value_date, l.reference, l.amount, (l.amount - coalesce(m.given, 0))::bigint,
           l.payer_name, l.payer_account, l.text, l.candidates::text
    FROM records_bankline l
    LEFT JOIN LATERAL (
        SELECT sum(amount) AS given FROM records_bankmatch WHERE line_id = l.id AND undone_at IS NULL
    ) m ON true
    WHERE l.state = 'suspense' AND l.office_id = ANY(%(offices)s)
      AND (%(day)s::date IS NULL OR (l.value_date, l.id) > (%(day)s::date, %(line)s::uuid))
    ORDER BY l.value_date, l.id LIMIT %(limit)s
"""


def page(code: str, *, after: tuple[dt.date, uuid.UUID] | None = None, limit: int = 50) -> list[Waiting]:
    """Return a page of the work-list of the office `code` and those below; `after` is (day, id) of the last line."""
    day, line = after if after is not None else (None, None)
    with connection.cursor() as cursor:
        cursor.execute(PAGE, {"offices": offices(office(code).path), "day": day, "line": line, "limit": limit})
        rows = cursor.fetchall()
    found = [json.loads(row[8]) for row in rows]
    wanted = {c["account"] for candidates in found for c in candidates}
    names = {a: (c, n) for a, c, n in EmployerAccount.objects.filter(pk__in=wanted).values_list("id", "code", "name")}
    return [Waiting._make([*row[:8], _choices(who, names)]) for row, who in zip(rows, found, strict=True)]


def _choices(candidates: list[dict[str, Any]], names: dict[int, tuple[str, str]]) -> tuple[Choice, ...]:
    """Return the candidates of a line with their codes and names."""
    return tuple(
        Choice(c["account"], *names[c["account"]], c["score"], tuple(c["reasons"]), c.get("due", 0))
        for c in candidates
        if c["account"] in names
    )


def counts(code: str) -> tuple[int, Dong]:
    """Return how many lines wait under the office `code`, and how much money (dong)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), coalesce(sum(amount), 0)::bigint FROM records_bankline "
            "WHERE state = 'suspense' AND office_id = ANY(%s)",
            [offices(office(code).path)],
        )
        lines, amount = cursor.fetchone()
    return int(lines), int(amount)


def _kept(rows: "QuerySet[BankMatch]") -> list[Kept]:
    """Return the matches of a query."""
    fields = ("id", "line_id", "account__code", "amount", "rule", "score", "period", "matched_by", "undone_by")
    return [Kept(*row) for row in rows.values_list(*fields)]
