"""Doors to partners' lists and prospects."""
