"""Late interest in its three regimes, the days for payment, and when lateness becomes evasion."""

from ansinh.law.interest.charge import (
    DailyBase,
    charge_compound,
    charge_daily,
    charge_monthly,
    daily_base,
    not_yet_late,
    overdue_principal,
)
from ansinh.law.interest.due import due_date
from ansinh.law.interest.rates import RateMode, daily_rate, daily_since, monthly_of_annual, monthly_rate
from ansinh.law.interest.status import PaymentStanding, Registration, payment_status, registration_status

__all__ = [
    "DailyBase",
    "PaymentStanding",
    "RateMode",
    "Registration",
    "charge_compound",
    "charge_daily",
    "charge_monthly",
    "daily_base",
    "daily_rate",
    "daily_since",
    "due_date",
    "monthly_of_annual",
    "monthly_rate",
    "not_yet_late",
    "overdue_principal",
    "payment_status",
    "registration_status",
]
