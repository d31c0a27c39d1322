"""The door of refunds to employers: what was relieved and is over-paid, one list an account, where its money goes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.core.money import Dong
from ansinh.domain.benefits.relief import Measure
from ansinh.records.models import Payee, ReliefList
from ansinh.records.store.benefits import payroll_load
from ansinh.records.store.benefits.payee_changes import Destination
from ansinh.records.store.benefits.relief import NewLists
from ansinh.records.store.benefits.relief_report import sheet_column

_DUE = """
WITH relieved AS (SELECT m.account_id AS account, sum(m.{sheet})::bigint AS amount FROM records_accountmonth m
    WHERE m.period BETWEEN %(first)s AND %(last)s AND m.{sheet} > 0 GROUP BY 1),
listed AS (SELECT account_id AS account, sum(amount)::bigint AS amount,
    coalesce(sum(amount) FILTER (WHERE decided_on IS NULL), 0)::bigint AS waiting FROM records_relieflist
    WHERE measure = %(code)s GROUP BY 1)
SELECT a.id, a.office_id, least(r.amount - coalesce(l.amount, 0), p.free - coalesce(l.waiting, 0)) AS amount
FROM relieved r JOIN records_employeraccount a ON a.id = r.account AND a.office_id = ANY(%(offices)s)
LEFT JOIN listed l ON l.account = a.id
JOIN LATERAL (SELECT coalesce(sum(CASE WHEN g.credit = 338 THEN g.amount ELSE -g.amount END), 0)::bigint AS free
    FROM records_posting g WHERE g.holder = a.id AND g.fund = 0 AND 338 IN (g.debit, g.credit)) p ON true
WHERE least(r.amount - coalesce(l.amount, 0), p.free - coalesce(l.waiting, 0)) > 0 ORDER BY a.id
"""


def due(refund: Measure, relieved: Measure, offices: Sequence[int], day: dt.date) -> NewLists:
    """Return one list an account: what it was relieved of by `day` and has over-paid, less what is listed already."""
    first, last = relieved.window
    given: dict[str, Any] = {"first": first, "last": min(last, day), "code": refund.code, "offices": list(offices)}
    with connection.cursor() as cursor:
        cursor.execute(_DUE.format(sheet=sheet_column(relieved)), given)
        rows = np.array(cursor.fetchall(), dtype=np.int64).reshape(-1, 3)
    ones, amount = np.ones(len(rows), dtype=np.int64), rows[:, 2]
    return NewLists(
        rows[:, 1], rows[:, 0], ones, amount, {"months": np.zeros(len(rows), dtype=np.int64), "amount": amount}
    )


def pay_to(list_id: int, where: Destination, day: dt.date, actor: str) -> None:
    """Keep where the employer of a list wants its money, and that the list is received."""
    held = ReliefList.objects.get(pk=list_id)
    channel = payroll_load.channels([(where.form, where.code, where.name)])[where.form, where.code]
    payee = Payee.objects.create(
        validity=DateRange(day, None, "[)"), office_id=held.office_id, channel_id=channel, number=where.number,
        holder=where.holder, recorded_by=actor,
    ).pk  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_reliefcase SET payee = %s WHERE list = %s AND state = 1", [payee, list_id])
    ReliefList.objects.filter(pk=list_id, received_on__isnull=True).update(received_on=day)


@dataclass(frozen=True, slots=True)
class Refunded:
    """A list about to be decided: whose over-payment (holder of the books) is given back, dong."""

    id: int
    office: int
    path: str
    account: int
    code: str
    amount: Dong


def to_decide(lists: Sequence[int]) -> list[Refunded]:
    """Return lists of employers by account, to be posted with their decision."""
    rows = ReliefList.objects.filter(id__in=list(lists), decided_on__isnull=True, account__isnull=False)
    fields = ("id", "office_id", "office__path", "account_id", "account__code", "amount")
    return [Refunded(*row) for row in rows.order_by("account_id").values_list(*fields)]
