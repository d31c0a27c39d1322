"""Compulsory contributions: who takes part, the bounded base, the share of each fund, months with absence.

from ansinh.law import contributions
contributions.assess_month(month, people, employers, values)
"""

from ansinh.law.contributions.assess import assess_month
from ansinh.law.contributions.columns import Assessment, EmployerColumns, PeopleColumns

__all__ = ["Assessment", "EmployerColumns", "PeopleColumns", "assess_month"]
