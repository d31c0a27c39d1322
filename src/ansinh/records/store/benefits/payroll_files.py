"""What pages show of one person in payment: the file, its terms, stops, destinations, life checks and last payments."""

import datetime as dt
from dataclasses import dataclass

from ansinh.records.store.pages.rows import read, read_one


@dataclass(frozen=True, slots=True)
class PensionFile:
    """A benefit in payment as a list and its page head show it; `stop` is why it is not paid on the day ("")."""

    id: int
    file_no: str
    person_id: int
    full_name: str
    si_number: str | None
    birth_date: dt.date | None
    died_on: dt.date | None
    regime: int
    fund: int
    started: dt.date
    pay_from: dt.date
    decision: str
    office_name: str
    office_path: str
    form: str
    channel: str
    number: str
    holder: str
    stop: str
    last_seen: dt.date | None


_FILE = """
SELECT p.id, p.file_no, p.person_id, n.full_name, n.si_number, n.birth_date, n.died_on, p.regime, p.fund, p.started,
    p.pay_from, p.decision, o.name AS office_name, o.path AS office_path, c.form, c.name AS channel, y.number, y.holder,
    coalesce((SELECT s.reason FROM records_pensionstop s WHERE s.pension_id = p.id AND s.superseded_at IS NULL
        AND s.validity @> %(day)s::date LIMIT 1), '') AS stop,
    (SELECT max(k.day) FROM records_lifecheck k WHERE k.pension_id = p.id) AS last_seen
FROM records_pension p JOIN records_person n ON n.id = p.person_id
JOIN LATERAL (SELECT * FROM records_payee y WHERE y.pension_id = p.id AND y.superseded_at IS NULL
    ORDER BY upper_inf(y.validity) DESC, lower(y.validity) DESC LIMIT 1) y ON true
JOIN records_office o ON o.id = y.office_id JOIN records_paychannel c ON c.id = y.channel_id
"""


def one(key: int, day: dt.date) -> PensionFile | None:
    """Return one file as of a day, or None."""
    return read_one(PensionFile, _FILE + "WHERE p.id = %(id)s", {"id": key, "day": day})


def search(office_path: str, words: str, day: dt.date, limit: int = 30) -> list[PensionFile]:
    """Return the files of an office and under it whose number, SI number or name (search form) begins with `words`."""
    where = (
        "WHERE (o.path = %(path)s OR o.path LIKE %(path)s || '.%%') AND (p.file_no = %(words)s "
        "OR n.si_number = %(words)s OR n.name_search LIKE %(words)s || '%%') ORDER BY n.name_sort, p.id LIMIT %(limit)s"
    )
    return read(PensionFile, _FILE + where, {"path": office_path, "words": words, "day": day, "limit": limit})


@dataclass(frozen=True, slots=True)
class Spell:
    """A dated fact of a file: first month, the month after the last (None: open), what, dong, document, who."""

    first: dt.date
    end: dt.date | None
    what: str
    amount: int
    document: str
    actor: str


def terms(key: int) -> list[Spell]:
    """Return the terms in force, the latest first."""
    return read(
        Spell,
        "SELECT lower(validity) AS first, upper(validity) AS end, 'term' AS what, basis + extra AS amount, document, "
        "recorded_by AS actor FROM records_pensionterm WHERE pension_id = %(id)s AND superseded_at IS NULL "
        "ORDER BY 1 DESC",
        {"id": key},
    )


def stops(key: int) -> list[Spell]:
    """Return the months in which it is not paid, the latest first."""
    return read(
        Spell,
        "SELECT lower(validity) AS first, upper(validity) AS end, reason AS what, 0::bigint AS amount, document, "
        "recorded_by AS actor FROM records_pensionstop WHERE pension_id = %(id)s AND superseded_at IS NULL "
        "ORDER BY 1 DESC",
        {"id": key},
    )


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment of a file and what became of it (0: no answer yet)."""

    month: dt.date
    attempt: int
    amount: int
    arrears: int
    recovered: int
    outcome: int


def payments(key: int, since: dt.date) -> list[Paid]:
    """Return the payments for months from `since`, the latest first."""
    return read(
        Paid,
        "SELECT l.month, l.attempt, l.amount, l.arrears, l.recovered, coalesce((SELECT max(a.outcome) "
        "FROM records_payanswer a WHERE a.month = l.month AND a.source = 1 AND a.subject = l.subject "
        "AND a.attempt = l.attempt), 0)::int AS outcome FROM records_payline l "
        "WHERE l.source = 1 AND l.subject = %(id)s AND l.month >= %(since)s ORDER BY l.month DESC, l.attempt DESC",
        {"id": key, "since": since},
    )
