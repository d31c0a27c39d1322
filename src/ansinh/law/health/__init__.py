"""Health insurance contributions outside employment: households, subsidised groups, people paid for by a fund."""
