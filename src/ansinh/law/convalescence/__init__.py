"""Convalescence after sick leave and after maternity leave."""
