"""Retirement by both laws: ages, conditions, rate, average, start, grants, increases; rolls as columns."""
