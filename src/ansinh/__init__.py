"""An Sinh: the open system that runs a social insurance agency."""
