"""Entitlement: what the health insurance fund pays of one visit, and what is left to the patient."""
