"""The door the pages read through: bounded numbers of plain queries, paged by key, always inside a scope."""
