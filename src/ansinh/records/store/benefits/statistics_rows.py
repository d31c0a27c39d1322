"""The rows behind a figure of the statistics: the dossiers it counts, with the dong each brings to it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from ansinh.core.period import Month
from ansinh.records.store.pages.rows import read


@dataclass(frozen=True, slots=True)
class Counted:
    """A dossier behind a figure; `amount` is what it brings to the money of the figure (dong)."""

    id: uuid.UUID
    number: str
    procedure: str
    person: int
    full_name: str
    office: str
    account: str
    day: dt.date
    amount: int


_NAMED = """
SELECT d.id, d.number, d.procedure, d.person_id AS person, p.full_name, o.name AS office,
    coalesce(a.name, '') AS account, {day} AS day, {amount} AS amount
FROM records_dossier d JOIN records_person p ON p.id = d.person_id JOIN records_office o ON o.id = d.office_id
LEFT JOIN records_employeraccount a ON a.id = d.account_id
"""
_DECIDED = (
    "WITH counted AS (SELECT l.dossier_id AS id, sum(l.amount)::bigint AS amount, max(n.decided_on) AS day "
    "FROM records_payableline l JOIN records_dossierdecision n ON n.id = l.decision_id "
    "JOIN records_dossier d ON d.id = l.dossier_id WHERE l.office_id = ANY(%(offices)s) AND l.rhythm = %(rhythm)s "
    "AND n.decided_on >= %(first)s AND n.decided_on < %(end)s AND (%(procedure)s = '' OR d.procedure = %(procedure)s) "
    "GROUP BY 1)"
    + _NAMED.format(day="c.day", amount="c.amount")
    + "JOIN counted c ON c.id = d.id WHERE (%(after)s::uuid IS NULL OR d.id > %(after)s::uuid) "
    "ORDER BY d.id LIMIT %(limit)s"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure: offices (ids), months first to last, once or month, one procedure or ""."""

    offices: Sequence[int]
    first: Month
    last: Month
    rhythm: str
    procedure: str = ""


def decided(asked: Asked, after: uuid.UUID | None, limit: int) -> list[Counted]:
    """Return the dossiers behind a figure of approved decisions, by id after `after`."""
    return read(
        Counted,
        _DECIDED,
        {
            "offices": list(asked.offices), "first": asked.first.first_day, "end": asked.last.plus(1).first_day,
            "rhythm": asked.rhythm, "procedure": asked.procedure, "after": after, "limit": limit,
        },
    )  # fmt: skip


def of_dossiers(ids: Sequence[uuid.UUID], after: uuid.UUID | None, limit: int) -> list[Counted]:
    """Return dossiers by id after `after`, with the day they came and what is payable of each."""
    payable = "coalesce((SELECT sum(l.amount) FROM records_payableline l WHERE l.dossier_id = d.id), 0)::bigint"
    return read(
        Counted,
        _NAMED.format(day="d.received_on", amount=payable)
        + "WHERE d.id = ANY(%(ids)s) AND (%(after)s::uuid IS NULL OR d.id > %(after)s::uuid) "
        "ORDER BY d.id LIMIT %(limit)s",
        {"ids": list(ids), "after": after, "limit": limit},
    )
