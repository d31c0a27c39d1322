"""Base salary, reference level, regional minimum wages, ceilings and floors."""
