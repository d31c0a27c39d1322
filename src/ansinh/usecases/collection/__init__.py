"""Acts of collection: take in bank statements, match, refund, bill the budgets, tell employers what they owe."""

from ansinh.usecases.collection.agent_lines import record_remittance, release_remittance, take_agent_lines
from ansinh.usecases.collection.billing import Billed, bill_quarter
from ansinh.usecases.collection.budget_lines import record_transfer, undo_transfer
from ansinh.usecases.collection.intake import Imported, import_statement, take_in
from ansinh.usecases.collection.matching import Matched, assign, match_suspense, undo_match
from ansinh.usecases.collection.participants import Posted, post_participants
from ansinh.usecases.collection.refunding import approve_refund, propose_line_refund, propose_refund, refuse_refund

__all__ = [
    "Billed",
    "Imported",
    "Matched",
    "Posted",
    "approve_refund",
    "assign",
    "bill_quarter",
    "import_statement",
    "match_suspense",
    "post_participants",
    "propose_line_refund",
    "propose_refund",
    "record_remittance",
    "record_transfer",
    "refuse_refund",
    "release_remittance",
    "take_agent_lines",
    "take_in",
    "undo_match",
    "undo_transfer",
]
