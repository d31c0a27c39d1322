"""The door to claims: files and receipts, visits and findings, lists, the work-list, statements."""
