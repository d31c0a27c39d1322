"""Pages of declarations: requests of employers, what a declaration would change."""
