"""Money that participants paid themselves, into the books: sums of an office, month and scheme, by difference."""

import uuid
from dataclasses import dataclass

from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records.store import ledger_postings
from ansinh.records.store.collection import covered, scope
from ansinh.records.store.collection.covered import PaidIn
from ansinh.records.store.ledger_postings import Entry
from ansinh.records.store.turns import take_turn
from ansinh.usecases.act import Act, perform


@dataclass(frozen=True, slots=True)
class Posted:
    """What the act brought into the books: postings, and the money of participants in them (dong)."""

    postings: int
    amount: Dong


def post_participants(office: str, period: Month, *, actor: str) -> Posted:
    """Post what people under `office` (its code) paid for household, pupil and voluntary insurance up to `period`.

    Each office, scheme and month of receipt is one sum; what was learned later for an earlier month is posted as the
    difference. Again = nothing.
    """
    home = scope.office(office)
    act = Act(
        "collection.post_participants", actor, "office", home.code, office=home.path, body={"period": str(period)}
    )
    return perform(act, lambda: _post(home.path, period))


def _post(path: str, period: Month) -> Posted:
    """Post the differences, inside the open transaction; two at once would both find the same."""
    take_turn("participants")  # one for all: an office and one above it count the same people
    rows, cause = covered.paid_in(path, period), uuid.uuid4()
    into = ledger_postings.first_open(path, period)
    count = ledger_postings.post(entry for row in rows for entry in _entries(row, into, cause))
    return Posted(count, sum(row.received - row.posted for row in rows))


def _entries(row: PaidIn, into: Month, cause: uuid.UUID) -> list[Entry]:
    """Return the postings of one sum: what was due, and that it was paid (the reverse where less was received)."""
    difference = row.received - row.posted
    due = Entry(
        period=into.first_day, office=row.office, holder=0, fund=row.fund, kind=Kind.PARTICIPANT_DUE,
        concerns=row.month, debit=Chart.RECEIVABLE_PARTICIPANTS, credit=Chart.CONTRIBUTIONS, amount=abs(difference),
        cause=cause,
    )  # fmt: skip
    paid = due._replace(kind=Kind.PARTICIPANT_PAID, debit=Chart.BANK, credit=Chart.RECEIVABLE_PARTICIPANTS)
    return [due, paid] if difference > 0 else [due.reversed(due.period), paid.reversed(paid.period)]
