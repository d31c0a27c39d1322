"""Settlement with health facilities: shares, days and thresholds as dated values."""
