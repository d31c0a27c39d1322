"""Pages of health insurance cards: the counter, one person's card, renewals, linking."""
