"""The days by which the agency decides, and the days it works."""
