"""Worked cases of the law: adapters from JSON to the very functions the month run calls, and back."""
