"""What units, agents and citizens report: checks and effects."""
