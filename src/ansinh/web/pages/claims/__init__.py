"""Pages of claims: the assessor's work, one record, statements; the facility's own counter."""
