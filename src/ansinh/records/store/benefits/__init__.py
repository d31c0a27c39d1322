"""Doors to the records of benefits: dossiers, payments, the pension payroll, relief."""
