"""One act of one person or clock: read, decide, write, in one transaction, audited."""
