"""The relief of 2021-22: Resolutions 68 and 116 (their reduced rates are applied in contributions)."""
