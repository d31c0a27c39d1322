"""Acts of collection: take in bank statements, match, refund, bill the budgets, tell employers what they owe."""

from ansinh.usecases.collection.intake import Imported, import_statement, take_in
from ansinh.usecases.collection.matching import Matched, assign, match_suspense, undo_match

__all__ = ["Imported", "Matched", "assign", "import_statement", "match_suspense", "take_in", "undo_match"]
