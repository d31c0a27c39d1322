"""Recovery of contributions that were not declared in time."""
