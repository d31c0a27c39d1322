"""Health insurance cards: level of a group, first and last day, five continuous years."""
