"""Outreach: who is missing, what it would be worth, how likely they join, and whose it is."""
