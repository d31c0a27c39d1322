"""The tables, one file per stair."""
