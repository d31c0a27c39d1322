"""Transfers of the finance department among the bank lines: recorded for what their paper says, posted to the funds."""

import uuid

from ansinh.domain.collection.budget_text import BudgetNotice, recognise
from ansinh.records.store import ledger_postings
from ansinh.records.store.collection import bank, budgets
from ansinh.records.store.collection.budgets import TransferFacts
from ansinh.records.store.collection.matches import Suspense
from ansinh.usecases.collection.budget_postings import received


def take_budget_lines(waiting: Suspense, actor: str) -> set[uuid.UUID]:
    """Record every line in suspense that plainly is a budget transfer, and return these lines."""
    notices = recognise(waiting.lines.payer_name, waiting.lines.text)
    found = [(place, notice) for place, notice in enumerate(notices) if notice is not None]
    transfers = [_transfer(waiting, place, notice, actor) for place, notice in found]
    paths = [waiting.office_paths[place] for place, _ in found]
    budgets.keep_transfers(transfers)
    for transfer, path in zip(transfers, paths, strict=True):
        ledger_postings.post(received(transfer, path))
    taken = {waiting.ids[place] for place, _ in found}
    bank.set_state(taken, "budget")
    return taken


def _transfer(waiting: Suspense, place: int, notice: BudgetNotice, actor: str) -> TransferFacts:
    """Return the transfer a line carries."""
    return TransferFacts(
        id=uuid.uuid4(), office=waiting.offices[place], line=waiting.ids[place], payer=notice.payer,
        scheme=notice.scheme, quarter=notice.quarter.first_day, group=notice.group,
        received_on=waiting.value_dates[place], amount=int(waiting.lines.amount[place]),
        document=waiting.lines.text[place], recorded_by=actor,
    )  # fmt: skip
