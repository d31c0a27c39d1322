"""The doors to the ledger: months and their runs, postings, assessed people, closing sheets."""
