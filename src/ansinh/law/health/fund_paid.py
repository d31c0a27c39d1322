"""People whose health insurance a fund pays: pensioners, people on unemployment benefit."""

from ansinh.core.money import DongColumn
from ansinh.core.period import Month
from ansinh.core.rounding import half_up_column
from ansinh.law.values import Values

PAYER = {"pension": "si_fund", "unemployment_benefit": "ui_fund"}


def fund_contributions(month: Month, monthly_amounts: DongColumn, values: Values) -> DongColumn:
    """Art. 13.1, Law 25/2008/QH12 as amended (Art. 17.2, QD 959/QD-BHXH): 4.5 % of the benefit, paid by its fund.

    `monthly_amounts` (n,) dong of a month; dong (n,), rounded half-up once a person and month.
    """
    rate = values.rate("hi.rate.total", month.first_day)
    return half_up_column(monthly_amounts * rate.numerator, rate.denominator)
