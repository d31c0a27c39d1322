"""Shapes of the API for dossiers: what comes in, what goes out. Money is whole dong, days are YYYY-MM-DD."""

import datetime as dt
from typing import Any, Self

from ninja import Field, Schema

from ansinh.core.finding import Finding
from ansinh.domain.benefits.moves import STATE_NAMES
from ansinh.records.store.benefits.decisions import Decision
from ansinh.records.store.benefits.dossiers import DossierFacts
from ansinh.records.store.benefits.lists import ListFacts
from ansinh.records.store.benefits.payables import Payable
from ansinh.records.store.benefits.worklist import DossierRow


class PayIn(Schema):
    """Where the money goes: channel bank, unit, post or cash."""

    channel: str = "unit"
    bank_bin: str = ""
    bank_name: str = ""
    bank_account: str = ""
    account_holder: str = ""
    post_point: str = ""


class ClaimIn(Schema):
    """A claim: `claimed` holds what is typed for the procedure (first, last, child_birth, ...)."""

    procedure: str
    si_number: str
    claimed: dict[str, Any]
    papers: dict[str, str] = Field(default_factory=dict)
    pay: PayIn = Field(default_factory=PayIn)
    account: str = ""
    office: str = ""
    received_on: dt.date | None = None
    late_reason: str = ""


class ProblemOut(Schema):
    """One finding, in both languages."""

    code: str
    severity: str
    row: int | None
    column: str
    found: str
    message: str
    message_en: str
    mend: str
    mend_en: str

    @classmethod
    def of(cls, one: Finding) -> Self:
        """Return a finding as it is sent."""
        return cls(
            code=one.code, severity=one.severity.value, row=one.where.row, column=one.where.column, found=one.found,
            message=one.message.vi, message_en=one.message.en, mend=one.mend.vi, mend_en=one.mend.en,
        )  # fmt: skip


class ReceivedOut(Schema):
    """The dossier ("" where errors stopped the claim) and all findings."""

    dossier: str
    findings: list[ProblemOut]


class MoveIn(Schema):
    """A move: its reason where one is asked for; `upheld` with the answer to an appeal; `papers` that complete it."""

    reason: str = ""
    upheld: bool = False
    papers: dict[str, str] = Field(default_factory=dict)


class LineOut(Schema):
    """A payable line."""

    id: str
    fund: int
    kind: str
    rhythm: str
    amount: int
    first: dt.date
    end: dt.date | None
    due: dt.date
    paid_on: dt.date | None

    @classmethod
    def of(cls, line: Payable, paid: dt.date | None) -> Self:
        """Return a line as it is sent."""
        return cls(
            id=line.id, fund=line.fund, kind=line.kind, rhythm=line.rhythm, amount=line.amount, first=line.first,
            end=line.end, due=line.due, paid_on=paid,
        )  # fmt: skip


class DecisionOut(Schema):
    """A decision or proposal: outcome, amounts, parts, reasons, the facts it rests on and its steps in words."""

    version: int
    number: str
    outcome: str
    amount: int
    monthly: int
    difference: int
    parts: list[dict[str, Any]]
    reasons: list[dict[str, Any]]
    facts: dict[str, Any]
    known_at: dt.datetime
    decided_on: dt.date | None
    contest_until: dt.date | None
    steps: list[str]

    @classmethod
    def of(cls, one: Decision, steps: list[str]) -> Self:
        """Return a decision as it is sent."""
        return cls(
            version=one.version, number=one.number, outcome=one.outcome, amount=one.amount, monthly=one.monthly,
            difference=one.difference, parts=one.parts, reasons=one.reasons, facts=one.facts, known_at=one.known_at,
            decided_on=one.decided_on, contest_until=one.contest_until, steps=steps,
        )  # fmt: skip


class DossierOut(Schema):
    """A dossier: state and deadline, its latest decision, what is payable."""

    id: str
    number: str
    procedure: str
    state: str
    state_name: str
    outcome: str
    version: int
    received_on: dt.date
    due: dt.date
    claimed: dict[str, Any]
    decision: DecisionOut | None
    lines: list[LineOut]

    @classmethod
    def of(cls, one: DossierFacts, decision: DecisionOut | None, lines: list[LineOut]) -> Self:
        """Return a dossier as it is sent."""
        return cls(
            id=one.id, number=one.number, procedure=one.procedure, state=one.state,
            state_name=STATE_NAMES[one.state].vi, outcome=one.outcome, version=one.version,
            received_on=one.received_on, due=one.due, claimed=one.claimed, decision=decision, lines=lines,
        )  # fmt: skip


class RowOut(Schema):
    """A dossier in a list."""

    id: str
    number: str
    procedure: str
    state: str
    due: dt.date
    name: str
    si_number: str
    amount: int | None
    monthly: int | None

    @classmethod
    def of(cls, row: DossierRow) -> Self:
        """Return a row as it is sent."""
        return cls(
            id=str(row.id), number=row.number, procedure=row.procedure, state=row.state, due=row.due,
            name=row.person_name, si_number=row.si_number or "", amount=row.amount, monthly=row.monthly,
        )  # fmt: skip


class RowsOut(Schema):
    """A page of dossiers by deadline; `next` is the key of the next page."""

    items: list[RowOut]
    next: str | None


class ListOut(Schema):
    """A list 01B-HSB."""

    id: str
    number: str
    account: str
    month: str
    state: str
    rows: int
    rows_accepted: int
    errors: int
    warnings: int
    due: dt.date

    @classmethod
    def of(cls, one: ListFacts) -> Self:
        """Return a list as it is sent."""
        return cls(
            id=one.id, number=one.number, account=one.account_code, month=f"{one.period:%Y-%m}", state=one.state,
            rows=one.rows, rows_accepted=one.rows_accepted, errors=one.errors, warnings=one.warnings, due=one.due,
        )  # fmt: skip


class AcceptListIn(Schema):
    """How a list is accepted."""

    good_rows: bool = False
    papers_seen: bool = False


class AcceptedListOut(Schema):
    """What an acceptance did."""

    state: str
    dossiers: int
    adjustments: int
