"""Receipts, allocation, debt, late interest."""
