"""Words every floor uses: dong, rate, rounding, period, as-of, identifiers, finding, errors."""
