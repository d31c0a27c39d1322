"""People, employers, offices, spells: what the register must do."""
