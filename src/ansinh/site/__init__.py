"""Settings, urls, wiring: the only place where ports meet adapters."""
