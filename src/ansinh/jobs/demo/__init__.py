"""The demonstration: a synthetic province taken in by the ordinary doors, month after month."""
