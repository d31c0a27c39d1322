"""Health insurance periods of people not insured through an employer."""
