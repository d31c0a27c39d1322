"""Transfers of the finance department: told from other lines, or recorded by an officer; spread over bills."""

import datetime as dt
import uuid

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.collection.budget import Share, quarter_of, spread_transfer
from ansinh.domain.collection.budget_text import BudgetNotice, recognise
from ansinh.records.store import ledger_postings
from ansinh.records.store.collection import bank, budgets, matches
from ansinh.records.store.collection.budgets import TransferFacts
from ansinh.records.store.collection.matches import Suspense
from ansinh.usecases.act import Act, perform
from ansinh.usecases.collection.budget_postings import received


def record_transfer(line: uuid.UUID, notice: BudgetNotice, *, document: str, actor: str) -> uuid.UUID:
    """Record that a line in suspense is the budget transfer `notice`, by the paper `document`; returns its id.

    RefusedError unless the whole line is in suspense.
    """
    body: dict[str, object] = {"payer": notice.payer, "scheme": notice.scheme, "quarter": str(notice.quarter)}
    act = Act("collection.record_transfer", actor, "bank_line", str(line), body={**body, "document": document})
    return perform(act, lambda: _record(line, notice, document, actor))


def undo_transfer(transfer: uuid.UUID, *, actor: str, reason: str) -> None:
    """Undo a transfer that was none: its postings are reversed in the open month, the line waits in suspense again.

    The bills it paid stand open again; no rule takes the line for a transfer a second time.
    """
    act = Act("collection.undo_transfer", actor, "budget_transfer", str(transfer), reason=reason)
    perform(act, lambda: _undo(transfer, actor, reason))


def _undo(number: uuid.UUID, actor: str, reason: str) -> None:
    """Undo a transfer, inside the open transaction."""
    transfer, path, parts = budgets.locked_transfer(number)
    period = ledger_postings.first_open(path, Month.containing(transfer.received_on)).first_day
    ledger_postings.post(entry.reversed(period) for entry in received(transfer, path, parts))
    budgets.undo(number, actor, reason, dt.datetime.now(dt.UTC))
    if transfer.line is not None:
        matches.locked_line(transfer.line)
        bank.set_state([transfer.line], "suspense")


def take_budget_lines(waiting: Suspense, actor: str) -> set[uuid.UUID]:
    """Record every line in suspense that plainly is a budget transfer, and return these lines."""
    notices = recognise(waiting.lines.payer_name, waiting.lines.text)
    told = [(place, notice) for place, notice in enumerate(notices) if notice is not None]
    refused = budgets.once_undone(waiting.ids[place] for place, _ in told)
    found = [(place, notice) for place, notice in told if waiting.ids[place] not in refused]
    for place, notice in found:
        transfer = TransferFacts(
            id=uuid.uuid4(), office=waiting.offices[place], line=waiting.ids[place], payer=notice.payer,
            scheme=notice.scheme, quarter=notice.quarter.first_day, group=notice.group,
            received_on=waiting.value_dates[place], amount=int(waiting.lines.amount[place]),
            document=waiting.lines.text[place], recorded_by=actor,
        )  # fmt: skip
        _keep(transfer, waiting.office_paths[place])
    taken = {waiting.ids[place] for place, _ in found}
    bank.set_state(taken, "budget")
    return taken


def _keep(transfer: TransferFacts, office_path: str) -> None:
    """Keep and post one transfer, spread over the open bills of its quarter."""
    whole = Share(transfer.office, transfer.group, transfer.amount)
    shares = spread_transfer(budgets.open_bills(office_path, transfer), whole)
    budgets.keep_transfer(transfer, shares)
    ledger_postings.post(received(transfer, office_path, shares))


def _record(line: uuid.UUID, notice: BudgetNotice, document: str, actor: str) -> uuid.UUID:
    """Record a transfer by hand, inside the open transaction."""
    facts = matches.locked_line(line)
    if facts.state != "suspense" or facts.open != facts.amount:
        raise RefusedError(
            Text(
                "Chỉ ghi nhận được cả dòng tiền đang chờ xác định.",
                "Only a whole line in suspense can be recorded as a transfer.",
            )
        )
    transfer = TransferFacts(
        id=uuid.uuid4(), office=facts.office, line=line, payer=notice.payer, scheme=notice.scheme,
        quarter=quarter_of(notice.quarter).first_day, group=notice.group, received_on=facts.value_date,
        amount=facts.amount, document=document, recorded_by=actor,
    )  # fmt: skip
    _keep(transfer, facts.office_path)
    bank.set_state([line], "budget")
    return transfer.id
