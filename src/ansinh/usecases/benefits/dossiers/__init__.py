"""Dossiers from receipt to a decision: received, completed, computed, reviewed, approved; appealed and revised."""
