"""Pages of benefits: dossiers, payments, relief, simulators."""
