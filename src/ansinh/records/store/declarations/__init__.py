"""The door to filings: what was sent, what was found, what became of it."""
