"""The door to answers about payments: lines asked about, answers kept once, what came back and what is unpaid."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction

from ansinh.domain.benefits.payments import PayKey
from ansinh.records.models import PayAnswerFile
from ansinh.records.store.benefits.payroll_deaths import AFTER_DEATH
from ansinh.records.store.pages.rows import read


@dataclass(frozen=True, slots=True)
class Known:
    """A line that an answer is about: dong, fund, office, the outcomes there are; `later`: it was sent again."""

    amount: int
    fund: int
    office: int
    outcomes: tuple[int, ...]
    later: bool


def lines_of(keys: Sequence[PayKey], office_path: str) -> dict[PayKey, Known]:
    """Return the lines of `keys` that belong to an office or one under it."""
    wanted = list(dict.fromkeys(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT k.place, l.amount, l.fund, l.office_id, "
            "ARRAY(SELECT outcome FROM records_payanswer a WHERE a.month = l.month AND a.source = l.source "
            "AND a.subject = l.subject AND a.attempt = l.attempt ORDER BY outcome), "
            "EXISTS (SELECT 1 FROM records_payline n WHERE n.month = l.month AND n.source = l.source "
            "AND n.subject = l.subject AND n.attempt = l.attempt + 1) "
            "FROM unnest(%s::date[], %s::smallint[], %s::bigint[], %s::smallint[]) WITH ORDINALITY "
            "AS k (month, source, subject, attempt, place) "
            "JOIN records_payline l USING (month, source, subject, attempt) "
            "JOIN records_office o ON o.id = l.office_id AND (o.path = %s OR o.path LIKE %s || '.%%')",
            [
                [key.month.first_day for key in wanted], [int(key.source) for key in wanted],
                [key.subject for key in wanted], [key.attempt for key in wanted], office_path, office_path,
            ],
        )  # fmt: skip
        return {
            wanted[place - 1]: Known(amount, fund, office, tuple(outcomes), later)
            for place, amount, fund, office, outcomes, later in cursor.fetchall()
        }


def taken_before(digest: str) -> bool:
    """Return whether a file with this hash was taken in."""
    return PayAnswerFile.objects.filter(sha256=digest).exists()


def keep_file(name: str, digest: str, layout: str, office: int, lines: int, actor: str) -> uuid.UUID | None:
    """Keep that a file was taken in; None where it was before."""
    try:
        with transaction.atomic():
            return PayAnswerFile.objects.create(
                sha256=digest, name=name, layout=layout, office_id=office, lines=lines, taken_by=actor
            ).pk
    except IntegrityError:
        return None


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """An answer to be kept."""

    key: PayKey
    outcome: int
    day: dt.date
    reason: str
    known: Known


def keep(file: uuid.UUID, answers: Sequence[NewAnswer]) -> None:
    """Keep answers, in one statement; the keys refuse a second first answer to a line."""
    columns: list[list[object]] = [
        [one.key.month.first_day for one in answers], [int(one.key.source) for one in answers],
        [one.key.subject for one in answers], [one.key.attempt for one in answers], [one.outcome for one in answers],
        [one.day for one in answers], [one.reason for one in answers], [one.known.fund for one in answers],
        [one.known.office for one in answers], [one.known.amount for one in answers],
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_payanswer (month, source, subject, attempt, outcome, day, reason, fund, office_id, "
            "amount, file) SELECT n.*, %s::uuid FROM unnest(%s::date[], %s::smallint[], %s::bigint[], %s::smallint[], "
            "%s::smallint[], %s::date[], %s::text[], %s::smallint[], %s::bigint[], %s::bigint[]) AS n",
            [file, *columns],
        )


def decisions_of(subjects: Sequence[int]) -> list[str]:
    """Return the payable lines of dossiers behind subjects of the source DECISION."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT payable::text FROM records_decisionpayment WHERE id = ANY(%s)", [list(subjects)])
        return [row[0] for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Returned:
    """A line that did not reach its payee and was not sent again, or (outcome 0) one without any answer yet."""

    month: dt.date
    source: int
    subject: int
    attempt: int
    amount: int
    office: str
    payee: str
    number: str
    channel: str
    form: str
    outcome: int
    day: dt.date | None
    reason: str

    @property
    def reference(self) -> str:
        """The reference the payment carries."""
        return f"P{self.month:%Y%m}-{self.source}-{self.subject}-{self.attempt}"


_LAST = (
    "LEFT JOIN LATERAL (SELECT outcome, day, reason FROM records_payanswer a WHERE a.month = l.month "
    "AND a.source = l.source AND a.subject = l.subject AND a.attempt = l.attempt ORDER BY outcome DESC LIMIT 1) a "
    "ON true"
)


def work_list(office_path: str, since: dt.date, *, unanswered: bool, limit: int = 200) -> list[Returned]:
    """Return lines of months from `since` that came back (or, `unanswered`, have no answer), not sent again.

    By month, source and subject.
    """
    condition = "a.outcome IS NULL" if unanswered else "a.outcome > 1"
    return read(
        Returned,
        "SELECT l.month, l.source, l.subject, l.attempt, l.amount, o.name AS office, y.holder AS payee, y.number, "  # noqa: S608 - conditions of this module
        "c.name AS channel, c.form, coalesce(a.outcome, 0) AS outcome, a.day, coalesce(a.reason, '') AS reason "
        "FROM records_payline l JOIN records_office o ON o.id = l.office_id AND (o.path = %(path)s "
        "OR o.path LIKE %(path)s || '.%%') JOIN records_payee y ON y.id = l.payee "
        f"JOIN records_paychannel c ON c.id = l.channel {_LAST} WHERE l.month >= %(since)s AND l.amount > 0 "
        f"AND {condition} AND NOT {AFTER_DEATH} AND NOT EXISTS ("
        "SELECT 1 FROM records_payline n WHERE n.month = l.month "
        "AND n.source = l.source AND n.subject = l.subject AND n.attempt = l.attempt + 1) "
        "ORDER BY l.month, l.source, l.subject LIMIT %(limit)s",
        {"path": office_path, "since": since, "limit": limit},
    )
