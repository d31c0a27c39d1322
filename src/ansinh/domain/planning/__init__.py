"""Targets, progress, published figures and briefings: what the agency promised and where it stands. Pure."""
