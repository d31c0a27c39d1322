"""The social pension: not run by the agency, but its list is exchanged and the allowance of article 23 ends there."""

import datetime as dt

from ansinh.core.money import Dong
from ansinh.core.period import Month, full_years
from ansinh.core.text import Text
from ansinh.law.conditions import Condition, Right
from ansinh.law.explain import dong
from ansinh.law.values import Value, Values


def social_age(day: dt.date, values: Values, *, poor: bool) -> Value:
    """Art. 21, Law 41/2024/QH15; Decree 176/2025/ND-CP: the age in months; lower for poor and near-poor households."""
    return values.get("pension.social.age_poor" if poor else "pension.social.age", day)


def months_to_social_age(birth: Month, request: Month, values: Values, *, poor: bool = False) -> int:
    """Art. 23, Decree 158/2025/ND-CP: months from the request to the age of the social pension; 0 once reached.

    UnknownValueError before 2025-07.
    """
    age = social_age(request.first_day, values, poor=poor).whole
    return max(0, birth.plus(age).minus(request))


def social_pension_right(
    born: dt.date, monthly_benefit: Dong, day: dt.date, values: Values, *, poor: bool = False
) -> Right:
    """Art. 21, Law 41/2024/QH15; Art. 2, Decree 176/2025/ND-CP: of age, and no monthly benefit at or above the level.

    `monthly_benefit` is a pension or monthly social insurance benefit, dong, 0 without. UnknownValueError before
    2025-07.
    """
    age, amount = social_age(day, values, poor=poor), values.get("pension.social.amount", day)
    reached, asked = full_years(born, day), age.whole // 12
    return Right(
        (
            Condition(
                "too_young",
                reached >= asked,
                Text("Tuổi hưởng trợ cấp hưu trí xã hội", "Age of the social pension"),
                Text(f"{reached} tuổi, cần {asked}", f"{reached} years, asked {asked}"),
                Text(f"chờ đủ {asked} tuổi", f"wait for the age of {asked}"),
                age.citation,
            ),
            Condition(
                "has_monthly_benefit",
                monthly_benefit < amount.whole,
                Text("Không hưởng lương hưu, trợ cấp bằng hoặc cao hơn", "No pension or benefit at or above the level"),
                Text(dong(monthly_benefit), dong(monthly_benefit)),
                Text("đang hưởng chế độ hằng tháng cao hơn", "a higher monthly benefit is drawn already"),
                amount.citation,
            ),
        )
    )
