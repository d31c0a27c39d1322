"""The law of the books: the packaged values with the agency's announced ones on top."""

from ansinh.law.value_files import load
from ansinh.law.values import Announced, Values
from ansinh.records.store.ledger import months


def law_of_books(values: Values | None = None) -> Values:
    """Return `values` (the packaged ones by default) with the announced values two people stand for, marked as such."""
    entries = [Announced(**entry) for entry in months.announced()]
    return (values or load()).with_announced(entries)
