"""Sick leave of the insured person and for a child, under the laws of 2014 and 2024."""
