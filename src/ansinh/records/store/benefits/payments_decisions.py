"""The door to approved decisions that wait to be paid once: read them, and take them into a batch, each once."""

import uuid
from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db import connection

from ansinh.core.errors import ConflictError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.payments import DECISION_KINDS, Source
from ansinh.records.bulk.arrow import Column
from ansinh.records.store.benefits import payable_recoveries, payables, payroll

TAKEN = Text(
    "Có khoản chi đã thuộc đợt khác; tính thử lại đợt này.",
    "A line of this batch was taken by another; try the batch again.",
)
COLUMNS = ("line", "office", "person", "fund", "kind", "amount")
_READ = (
    "SELECT l.id::text AS line, l.office_id AS office, coalesce(l.person_id, 0) AS person, l.fund, l.kind, l.amount "
    "FROM records_payableline l WHERE l.rhythm = 'once' AND l.taken_by IS NULL AND l.amount > 0 "
)


def waiting(offices: Sequence[int]) -> dict[str, Column]:
    """Return what waits at `offices` (ids), by id, as COLUMNS; person 0 is not in the register."""
    return _columns(_READ + "AND l.office_id = ANY(%s) ORDER BY l.id", [list(offices)])


def chosen(lines: Sequence[str]) -> dict[str, Column]:
    """Return the lines with these ids that still wait, locked until the transaction ends."""
    return _columns(_READ + "AND l.id = ANY(%s::uuid[]) ORDER BY l.id FOR UPDATE OF l", [list(lines)])


def take(batch: uuid.UUID, month: Month, lines: dict[str, Column]) -> None:
    """Write the payment lines of what waits, less `recovered`, and mark it as taken, in the open transaction.

    ConflictError where a line was taken before; the numbers given to payable lines are unique.
    """
    ids = lines["line"].tolist()
    with connection.cursor() as cursor:
        cursor.execute(_CHANNELS, [ids])
        cursor.execute(
            "INSERT INTO records_decisionpayment (payable, batch_id) SELECT i, %s FROM unnest(%s::uuid[]) AS i "
            "ON CONFLICT DO NOTHING RETURNING payable::text, id",
            [batch, ids],
        )
        subject = dict(cursor.fetchall())
        cursor.execute(_PAYEES, [ids])
        where = {line: (payee, channel) for line, payee, channel in cursor.fetchall()}
    if not len(ids) == len(subject) == len(where):
        raise ConflictError(TAKEN)
    payables.take(ids, batch)
    gross, nothing = lines["amount"], np.zeros(len(ids), dtype=np.int64)
    recovered = lines["recovered"]
    payable_recoveries.deduct(batch, month.first_day, (lines["person"], lines["fund"], recovered))
    payroll.append_lines(
        month, Source.DECISION, batch,
        {
            "subject": np.array([subject[line] for line in ids], dtype=np.int64), "office_id": lines["office"],
            "person": lines["person"], "kind": lines["kind"], "fund": lines["fund"], "amount": gross - recovered,
            "monthly": gross, "arrears": nothing, "recovered": recovered, "owing": nothing,
            "payee": np.array([where[line][0] for line in ids], dtype=np.int64),
            "channel": np.array([where[line][1] for line in ids], dtype=np.int64),
        },
    )  # fmt: skip


_CODE = (
    "CASE l.channel WHEN 'bank' THEN l.bank_bin WHEN 'post' THEN l.post_point WHEN 'unit' THEN a.code ELSE o.code END"
)
_NAME = (
    "CASE l.channel WHEN 'bank' THEN l.bank_name WHEN 'post' THEN l.post_point WHEN 'unit' THEN a.name ELSE o.name END"
)
_FROM = (
    "FROM records_payableline l JOIN records_office o ON o.id = l.office_id "
    "LEFT JOIN records_employeraccount a ON a.id = l.account_id WHERE l.id = ANY(%s::uuid[])"
)
_CHANNELS = (
    f"INSERT INTO records_paychannel (form, code, name) SELECT DISTINCT ON (1, 2) l.channel, {_CODE}, {_NAME} {_FROM} "
    "ON CONFLICT (form, code) DO NOTHING"
)
# One destination a line, numbered beforehand so that each line knows its own.
_PAYEES = (
    f"WITH asked AS (SELECT l.id, {_CODE} AS code, l.channel AS form, l.office_id, l.bank_account, "  # noqa: S608 - pieces of this module
    "coalesce(nullif(l.account_holder, ''), l.payee) AS holder, l.due, "
    f"nextval(pg_get_serial_sequence('records_payee', 'id')) AS payee {_FROM}), "
    "made AS (INSERT INTO records_payee (id, validity, office_id, channel_id, number, holder) "
    "SELECT k.payee, daterange(k.due, NULL), k.office_id, c.id, k.bank_account, k.holder "
    "FROM asked k JOIN records_paychannel c ON c.form = k.form AND c.code = k.code RETURNING id, channel_id) "
    "SELECT k.id::text, m.id, m.channel_id FROM asked k JOIN made m ON m.id = k.payee"
)


def _columns(query: str, given: list[Any]) -> dict[str, Column]:
    """Return the columns of a query about lines."""
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        rows = cursor.fetchall()
    names = dict(zip(COLUMNS, zip(*rows, strict=True) if rows else [()] * len(COLUMNS), strict=True))
    return {
        "line": np.array(names["line"], dtype=object),
        "office": np.array(names["office"], dtype=np.int64),
        "person": np.array(names["person"], dtype=np.int64),
        "fund": np.array(names["fund"], dtype=np.int16),
        "kind": np.array([DECISION_KINDS.get(kind, 0) for kind in names["kind"]], dtype=np.int16),
        "amount": np.array(names["amount"], dtype=np.int64),
    }
