"""Synthetic provinces: seeded columns shaped by published figures, and the files such a province would send."""
