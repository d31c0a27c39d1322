"""The doors to money: bank statements, matches, refunds, debt, monthly statements, budgets."""
