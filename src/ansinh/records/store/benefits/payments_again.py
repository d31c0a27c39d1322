"""The door to what came back: lines to be sent again, and their next attempt to the destination of today."""

import uuid
from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db import connection

from ansinh.core.money import total
from ansinh.core.period import Month
from ansinh.domain.benefits.payments import Source
from ansinh.records.bulk.arrow import Column
from ansinh.records.store.benefits import payments_tally
from ansinh.records.store.benefits.payroll_deaths import AFTER_DEATH
from ansinh.records.store.ledger.books import month_numbers

BACK_MONTHS = 12  # how far back a batch looks for what came back
_LAST = (
    "(SELECT max(outcome) FROM records_payanswer a WHERE a.month = l.month AND a.source = l.source "
    "AND a.subject = l.subject AND a.attempt = l.attempt)"
)
_FIELDS = "l.month, l.subject, l.attempt, l.office_id, l.fund, l.kind, l.amount"


def came_back(source: Source, offices: Sequence[int], month: Month) -> dict[str, Any]:
    """Return the lines of a source that came back and were not sent again, by month and subject.

    Columns office, fund, kind, amount, and key: (month numbers, subject, attempt). Looks BACK_MONTHS back. What came
    back for months after a death stays back.
    """
    return _columns(
        f"SELECT {_FIELDS} FROM records_payline l WHERE l.source = %s AND l.office_id = ANY(%s) "  # noqa: S608 - pieces of this module
        f"AND l.month BETWEEN %s AND %s AND l.amount > 0 AND {_LAST} > 1 AND NOT {AFTER_DEATH} "
        "AND NOT EXISTS (SELECT 1 FROM records_payline n WHERE n.month = l.month "
        "AND n.source = l.source AND n.subject = l.subject AND n.attempt = l.attempt + 1) "
        "ORDER BY l.month, l.subject",
        [int(source), list(offices), month.plus(-BACK_MONTHS).first_day, month.first_day],
    )


def send_again(batch: uuid.UUID, source: Source, keys: Sequence[Sequence[int]]) -> dict[str, Any]:
    """Write the next attempt of lines by key (month number, subject, attempt); each goes where it is to go now."""
    given = np.array(keys, dtype=np.int64).reshape(-1, 3)
    sent = _columns(
        "WITH again AS (INSERT INTO records_payline (month, source, subject, attempt, batch, office_id, person, kind, "  # noqa: S608 - pieces of this module
        "fund, amount, monthly, arrears, recovered, owing, payee, channel) "
        "SELECT l.month, l.source, l.subject, l.attempt + 1, %s, l.office_id, l.person, l.kind, l.fund, l.amount, "
        "l.amount, 0, 0, 0, coalesce(y.id, e.id, l.payee), coalesce(y.channel_id, e.channel_id, l.channel) "
        "FROM unnest(%s::date[], %s::bigint[], %s::smallint[]) AS k (month, subject, attempt) "
        "JOIN records_payline l ON l.month = k.month AND l.source = %s AND l.subject = k.subject "
        "AND l.attempt = k.attempt LEFT JOIN records_payee y ON l.source = 1 AND y.pension_id = l.subject "
        "AND y.superseded_at IS NULL AND upper_inf(y.validity) LEFT JOIN LATERAL (SELECT p.id, p.channel_id "
        "FROM records_payeechange c JOIN records_payee p ON p.id = c.payee_id WHERE l.source > 1 "
        "AND c.state = 'approved' AND c.source = l.source AND c.subject = l.subject "
        "ORDER BY c.decided_at DESC LIMIT 1) e ON true RETURNING *) "
        f"SELECT {_FIELDS} FROM again l ORDER BY l.month, l.subject",
        [
            batch, [Month(number).first_day for number in given[:, 0].tolist()], given[:, 1].tolist(),
            given[:, 2].tolist(), int(source),
        ],
    )  # fmt: skip
    payments_tally.count_written(batch, int(sent["amount"].size), total(sent["amount"]))
    return sent


def _columns(query: str, given: list[Any]) -> dict[str, Any]:
    """Return lines as columns."""
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        rows = cursor.fetchall()
    columns = list(zip(*rows, strict=True)) if rows else [()] * 7
    month, subject, attempt, office, fund, kind, amount = columns
    key: tuple[Column, ...] = (
        month_numbers(np.array(month, dtype="datetime64[D]")).astype(np.int64),
        np.array(subject, dtype=np.int64),
        np.array(attempt, dtype=np.int64),
    )
    return {
        "key": key, "office": np.array(office, dtype=np.int64), "fund": np.array(fund, dtype=np.int16),
        "kind": np.array(kind, dtype=np.int16), "amount": np.array(amount, dtype=np.int64),
    }  # fmt: skip
