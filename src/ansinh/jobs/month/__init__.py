"""The month of an office in columns: one partition of accounts at a time, from spells to closing sheets."""
