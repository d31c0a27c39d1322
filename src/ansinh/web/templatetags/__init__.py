"""Words the templates may use."""
