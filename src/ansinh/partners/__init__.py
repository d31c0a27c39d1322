"""Other agencies."""
