"""Accounts, entries, balances, closings: what the books must do."""
