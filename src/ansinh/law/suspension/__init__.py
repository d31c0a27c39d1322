"""The ordinary suspension of the retirement and survivorship fund."""
