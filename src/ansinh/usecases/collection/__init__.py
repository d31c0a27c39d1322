"""Acts of collection: take in bank statements, match, refund, bill the budgets, tell employers what they owe."""

from ansinh.usecases.collection.intake import Imported, import_statement, take_in
from ansinh.usecases.collection.matching import Matched, assign, match_suspense, undo_match
from ansinh.usecases.collection.refunding import approve_refund, propose_line_refund, propose_refund, refuse_refund

__all__ = [
    "Imported",
    "Matched",
    "approve_refund",
    "assign",
    "import_statement",
    "match_suspense",
    "propose_line_refund",
    "propose_refund",
    "refuse_refund",
    "take_in",
    "undo_match",
]
