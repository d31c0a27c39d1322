"""The door to health insurance and voluntary insurance of people outside employment."""
