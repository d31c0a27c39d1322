"""Pages of administration: users and rights, offices and choices, announced values, the audit chain."""
