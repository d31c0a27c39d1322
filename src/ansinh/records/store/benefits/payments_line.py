"""The door to one payment: what it is for, who gets it, and every attempt with its answer."""

import datetime as dt
import uuid
from dataclasses import dataclass

from ansinh.core.period import Month
from ansinh.domain.benefits.payment_state import LineState, line_state
from ansinh.domain.benefits.payments import Outcome, PayKey, Source
from ansinh.records.store.benefits import payee_changes
from ansinh.records.store.benefits.payee_changes import Change
from ansinh.records.store.benefits.payroll_deaths import AFTER_DEATH
from ansinh.records.store.pages.rows import read, read_one


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One payment: `about` is the number of its file, dossier or list, `opens` what its page is found by."""

    month: dt.date
    source: int
    subject: int
    kind: int
    fund: int
    person: int  # 0: an employer
    full_name: str
    si_number: str
    office: int
    office_name: str
    office_path: str
    about: str
    opens: str
    after_death: bool


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt: how much, where to, in which batch, and what the bank or post said (outcome 0: nothing yet)."""

    attempt: int
    amount: int
    payee: int
    form: str
    channel: str
    number: str
    holder: str
    batch: uuid.UUID
    released_at: dt.datetime | None
    outcome: int
    day: dt.date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """A payment with its attempts, the oldest first, and the destinations asked for, the latest first."""

    facts: LineFacts
    attempts: list[Attempt]
    changes: list[Change]

    @property
    def last(self) -> Attempt:
        """The attempt that counts."""
        return self.attempts[-1]

    @property
    def outcome(self) -> Outcome | None:
        """What became of it, None without an answer."""
        return Outcome(self.last.outcome) if self.last.outcome else None

    @property
    def state(self) -> LineState:
        """How far it is."""
        asked = self.changes[0] if self.changes else None
        fresh = asked is not None and (asked.payee is None or asked.payee != self.last.payee)
        change = asked.state if asked is not None and fresh else ""  # one that was tried and came back is spent
        return line_state(self.outcome, change, after_death=self.facts.after_death)


_FACTS = f"""
SELECT l.month, l.source, l.subject, l.kind, l.fund, coalesce(n.id, 0) AS person,
    coalesce(n.full_name, (SELECT u.holder FROM records_payee u WHERE u.id = l.payee)) AS full_name,
    coalesce(n.si_number, '') AS si_number,
    o.id AS office, o.name AS office_name, o.path AS office_path,
    coalesce(p.file_no, d.number, r.measure || ' ' || r.number, '') AS about,
    coalesce(p.id::text, d.id::text, r.id::text, '') AS opens, {AFTER_DEATH} AS after_death
FROM records_payline l LEFT JOIN records_person n ON n.id = l.person JOIN records_office o ON o.id = l.office_id
LEFT JOIN records_pension p ON l.source = 1 AND p.id = l.subject
LEFT JOIN records_decisionpayment m ON l.source = 2 AND m.id = l.subject
LEFT JOIN records_payableline y ON y.id = m.payable LEFT JOIN records_dossier d ON d.id = y.dossier_id
LEFT JOIN records_reliefcase c ON l.source = 3 AND c.id = l.subject LEFT JOIN records_relieflist r ON r.id = c.list
WHERE l.month = %(month)s AND l.source = %(source)s AND l.subject = %(subject)s AND l.attempt = 1
"""  # noqa: S608 - a condition of the store
_ATTEMPTS = """
SELECT l.attempt, l.amount, l.payee, c.form, c.name AS channel, y.number, y.holder, l.batch,
    (SELECT max(f.released_at) FROM records_paymentorder f WHERE f.batch_id = l.batch AND f.office_id = l.office_id
        AND f.channel_id = l.channel) AS released_at,
    coalesce(a.outcome, 0)::int AS outcome, a.day, coalesce(a.reason, '') AS reason
FROM records_payline l JOIN records_payee y ON y.id = l.payee JOIN records_paychannel c ON c.id = l.channel
LEFT JOIN LATERAL (SELECT outcome, day, reason FROM records_payanswer a WHERE a.month = l.month AND a.source = l.source
    AND a.subject = l.subject AND a.attempt = l.attempt ORDER BY outcome DESC LIMIT 1) a ON true
WHERE l.month = %(month)s AND l.source = %(source)s AND l.subject = %(subject)s ORDER BY l.attempt
"""


def line(key: PayKey) -> Line | None:
    """Return a payment by its key (whichever attempt it names), or None."""
    given = {"month": key.month.first_day, "source": int(key.source), "subject": key.subject}
    facts = read_one(LineFacts, _FACTS, given)
    if facts is None:
        return None
    changes = payee_changes.of_subject(int(key.source), key.subject)
    return Line(facts, read(Attempt, _ATTEMPTS, given), changes)


@dataclass(frozen=True, slots=True)
class Followed:
    """Where a payable line of a dossier is followed: a payment (its month and subject) or a pension in payment."""

    payable: str
    month: dt.date | None
    subject: int
    pension: int
    outcome: int

    @property
    def reference(self) -> str:
        """The reference of the payment, "" for a monthly line."""
        return PayKey(Month.containing(self.month), Source.DECISION, self.subject).reference if self.month else ""


def of_dossier(dossier: str) -> dict[str, Followed]:
    """Return, by payable line of a dossier, where its money is followed; lines that no batch has taken are left out."""
    found = read(
        Followed,
        "SELECT y.id::text AS payable, l.month, coalesce(m.id, 0) AS subject, coalesce(p.id, 0) AS pension, "
        "coalesce((SELECT a.outcome FROM records_payanswer a WHERE a.month = l.month AND a.source = 2 "
        "AND a.subject = m.id ORDER BY a.attempt DESC, a.outcome DESC LIMIT 1), 0)::int AS outcome "
        "FROM records_payableline y LEFT JOIN records_pension p ON p.origin = y.id "
        "LEFT JOIN records_decisionpayment m ON m.payable = y.id "
        "LEFT JOIN records_paymentbatch b ON b.run_id = m.batch_id "
        "LEFT JOIN records_payline l ON l.month = b.month AND l.source = 2 AND l.subject = m.id AND l.attempt = 1 "
        "WHERE y.dossier_id = %(dossier)s::uuid AND (p.id IS NOT NULL OR l.month IS NOT NULL)",
        {"dossier": dossier},
    )
    return {one.payable: one for one in found}
