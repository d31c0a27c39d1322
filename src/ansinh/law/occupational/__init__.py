"""Occupational accidents and diseases: one-off and monthly amounts, attendance, death, convalescence."""
