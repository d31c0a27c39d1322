"""The door to planning's tables: indicator values, targets, reference series, and what a snapshot measures."""
