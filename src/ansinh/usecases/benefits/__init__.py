"""Acts of benefits: dossiers, decisions, payments, relief."""
