"""Voluntary social insurance: amounts, State support, lump payments, refunds, last days to pay."""
