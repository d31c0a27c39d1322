"""A slow second reading of benefits.md: one person at a time, in fractions, written from the articles.

It shares no code and no value with the law floor: the figures stand here once more, as the texts print them. Law of
2014 and of 2024, of 2013 and of 2025 for unemployment; 2016 to 2026. Each function takes the inputs of the operation of
the same name and returns the outputs it can answer for.
"""

import calendar
import datetime as dt
import math
from fractions import Fraction
from typing import Any

BASE = [
    ("2013-07-01", 1_150_000), ("2016-05-01", 1_210_000), ("2017-07-01", 1_300_000), ("2018-07-01", 1_390_000),
    ("2019-07-01", 1_490_000), ("2023-07-01", 1_800_000), ("2024-07-01", 2_340_000), ("2026-07-01", 2_530_000),
]  # fmt: skip
WAGES = [
    ("2015-01-01", (3_100_000, 2_750_000, 2_400_000, 2_150_000)),
    ("2016-01-01", (3_500_000, 3_100_000, 2_700_000, 2_400_000)),
    ("2017-01-01", (3_750_000, 3_320_000, 2_900_000, 2_580_000)),
    ("2018-01-01", (3_980_000, 3_530_000, 3_090_000, 2_760_000)),
    ("2019-01-01", (4_180_000, 3_710_000, 3_250_000, 2_920_000)),
    ("2020-01-01", (4_420_000, 3_920_000, 3_430_000, 3_070_000)),
    ("2022-07-01", (4_680_000, 4_160_000, 3_640_000, 3_250_000)),
    ("2024-07-01", (4_960_000, 4_410_000, 3_860_000, 3_450_000)),
    ("2026-01-01", (5_310_000, 4_730_000, 4_140_000, 3_700_000)),
]
MEN_BEGIN = {2016: 15, 2017: 15, 2018: 16, 2019: 17, 2020: 18, 2021: 19}  # 20 years since 2022
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NEW = "2025-07-01"
Case = dict[str, Any]


def on(table: list, day: str):
    return [line for since, line in table if since <= day][-1]


def base(day: str) -> int:
    return on(BASE, day)


def dong(amount) -> int:
    return math.floor(Fraction(amount) + Fraction(1, 2))


def number(month: str) -> int:
    return 12 * int(month[:4]) + int(month[5:7]) - 1


def named(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def month_of(start: dt.date, count: int) -> dt.date:
    """Section 0.6: where the `count`-th month of a leave begins."""
    year, month = divmod(12 * start.year + start.month - 1 + count, 12)
    longest = calendar.monthrange(year, month + 1)[1]
    if start.day <= longest:
        return dt.date(year, month + 1, start.day)
    return dt.date(year, month + 1, longest) + dt.timedelta(1)


def months_days(first: dt.date, last: dt.date) -> tuple[int, int]:
    end, months = last + dt.timedelta(1), 0
    while month_of(first, months + 1) <= end:
        months += 1
    return months, (end - month_of(first, months)).days


def half_years(months: int) -> Fraction:
    """Section 0.2: odd months 1-6 half a year, 7-11 a year."""
    whole, odd = divmod(months, 12)
    return whole + (Fraction(0) if odd == 0 else Fraction(1, 2) if odd <= 6 else Fraction(1))


def split(before: int, later: int) -> tuple[int, Fraction]:
    return before // 12, half_years(later + before % 12)


def paid_months(career: list) -> dict[int, int]:
    return {month: pay for a, b, pay in career for month in range(number(a), number(b) + 1)}


def quota(years: int, *, hard: bool) -> int:
    return (30 if years < 15 else 40 if years < 30 else 60) + (10 if hard else 0)


def sickness_days_granted(_at: str, i: Case) -> Case:
    most = quota(i["contribution_years"], hard=i["hard_work_at_leave"])
    return {"quota": most, "benefit_days": max(0, min(i["days_requested"], most - i["days_used_this_year"]))}


def sickness_child_days(_at: str, i: Case) -> Case:
    away = set()
    for a, b in i["spells"]:
        day = dt.date.fromisoformat(a)
        while day <= dt.date.fromisoformat(b):
            if WEEK[day.weekday()] not in i["weekly_rest"] and day.isoformat() not in i["holidays"]:
                away.add(day)
            day += dt.timedelta(1)
    most = {age: 20 if age < 3 else 15 if age < 7 else 0 for age in range(20)}
    left = sum(max(0, most[child["age_years"]] - child["days_used_this_year"]) for child in i["children"])
    return {"working_days": len(away), "benefit_days": min(len(away), left)}


def sickness_long_list_amount(at: str, i: Case) -> Case:
    months, odd = months_days(dt.date.fromisoformat(i["from"]), dt.date.fromisoformat(i["to"]))
    monthly = i["salary"] * Fraction(i["rate"])
    free = monthly / 24 * odd
    paid = min(free, monthly) if at >= "2021-09-01" else free
    return {"months": months, "odd_days": odd, "odd_days_paid": dong(paid), "total": dong(monthly * months + paid)}


def sickness_long_list_amount_2024(_at: str, i: Case) -> Case:
    years = i["contribution_years"]
    left = quota(years, hard=i["hard_work_at_leave"]) - i["days_used_this_year"]
    usual = max(0, min(i["working_days_off"], left))
    lower = Fraction(65 if years >= 30 else 55 if years >= 15 else 50, 100)
    beyond = i["working_days_off"] - usual
    amount = Fraction(i["salary"], 24) * (Fraction(3, 4) * usual + lower * beyond)
    return {"days_at_75": usual, "days_at_lower": beyond, "amount": dong(amount)}


def maternity_loss(at: str, i: Case) -> Case:
    weeks, last = i["weeks"], 22 if at >= NEW else 25
    most = 10 if weeks < 5 else 20 if weeks < 13 else 40 if weeks < last else 50
    return {"max_days": most, "amount": dong(Fraction(i["average"], 30) * min(most, i["days_prescribed"]))}


def maternity_birth_amount(_at: str, i: Case) -> Case:
    months = (7 if i["second_child_birth"] and i["birth"] >= "2026-07-01" else 6) + i["children"] - 1
    one_off = 2 * base(i["birth"]) * i["children"]
    return {"leave_months": months, "leave_benefit": months * i["average"], "one_off": one_off}


def maternity_father(_at: str, i: Case) -> Case:
    several = i["children"] - 2
    if several < 0:
        days = 7 if i["surgery"] or i["under_32_weeks"] else 5
    elif i["surgery"]:
        days = 14 + (3 * several if i["birth"] >= NEW else 0)
    else:
        days = 10 + 3 * several
    if i["second_child_birth"] and i["birth"] >= "2026-07-01":
        days = max(days, 10)
    return {"days": days, "amount": dong(Fraction(i["average"], 24) * days)}


def maternity_adoption_amount(_at: str, i: Case) -> Case:
    first = dt.date.fromisoformat(i["handed_over"])
    last = month_of(dt.date.fromisoformat(i["child_birth"]), 6) - dt.timedelta(1)
    months, odd = months_days(first, last)
    leave = i["average"] * (months + Fraction(odd, 30))
    return {"to": last.isoformat(), "leave_benefit": dong(leave), "one_off": 2 * base(i["handed_over"])}


def oad_one_off(at: str, i: Case) -> Case:
    loss = (5 + Fraction(1, 2) * (i["loss_pct"] - 5)) * base(at)
    years = (Fraction(1, 2) + Fraction(3, 10) * max(0, i["fund_years"] - 1)) * i["salary"]
    return {"by_loss": dong(loss), "by_years": dong(years), "amount": dong(loss + years)}


def oad_monthly(at: str, i: Case) -> Case:
    loss = (Fraction(30, 100) + Fraction(2, 100) * (i["loss_pct"] - 31)) * base(at)
    years = (Fraction(5, 1000) + Fraction(3, 1000) * max(0, i["fund_years"] - 1)) * i["salary"]
    return {"by_loss": dong(loss), "by_years": dong(years), "amount": dong(loss + years)}


def full_rate(sex: str, months: int, start: str) -> tuple[Fraction, Fraction]:
    """Section 4.3: rate in per cent before any cut, and the years that give 75 per cent."""
    year, years = int(start[:4]), half_years(months)
    if sex == "female":
        step = 3 if year <= 2017 else 2
        return min(Fraction(75), 45 + step * (years - 15)), 15 + Fraction(30, step)
    begin = MEN_BEGIN.get(year, 20)
    short = 40 + (years - 15)
    return (short if years < begin else min(Fraction(75), 45 + 2 * (years - begin))), Fraction(begin + 15)


def pension_monthly(_at: str, i: Case) -> Case:
    rate, _ = full_rate(i["sex"], i["contributed_months"], i["pension_from"])
    return {"pension": dong(rate * i["average"] / 100)}


def pension_excess_grant(_at: str, i: Case) -> Case:
    before, after = i["months_before_age"], i["months_after_age"]
    _, full = full_rate(i["sex"], 480, i["pension_from"])
    total = max(Fraction(0), half_years(before + after) - full)
    early = min(total, max(Fraction(0), (Fraction(before // 12) if after else half_years(before)) - full))
    months = early / 2 + (total - early) * (2 if i["pension_from"] >= "2025-07" else Fraction(1, 2))
    return {"amount": dong(months * i["average"])}


def one_time_amount(_at: str, i: Case) -> Case:
    before, later = split(i["months_before_2014"], i["months_from_2014"])
    return {"amount": dong((Fraction(3, 2) * before + 2 * later) * i["average"])}


def one_time_settle_abroad_pension(_at: str, i: Case) -> Case:
    before, later = split(i["months_before_2014"], i["months_from_2014"])
    months = Fraction(3, 2) * before + 2 * later - Fraction(1, 2) * i["months_drawn"]
    return {"amount": dong(max(Fraction(3), months) * i["pension"])}


def survivors_lump_sum(_at: str, i: Case) -> Case:
    first, last, edge = number(i["from"]), number(i["to"]), number("2014-01")
    early = max(0, min(last, edge - 1) - first + 1)
    before, later = split(early, last - first + 1 - early)
    return {"amount": dong(max(Fraction(3), Fraction(3, 2) * before + 2 * later) * i["average"])}


def survivors_lump_sum_pensioner(_at: str, i: Case) -> Case:
    return {"amount": dong(max(Fraction(3), 48 - Fraction(1, 2) * max(0, i["months_drawn"] - 2)) * i["pension"])}


def ui_amount(_at: str, i: Case) -> Case:
    paid = paid_months(i["contributed"])
    last = sorted(month for month in paid if month <= number(i["ended"]))[-6:]
    average = Fraction(sum(paid[month] for month in last), len(last))
    region = ("I", "II", "III", "IV").index(i["region"])
    if i["ended"] >= "2026-01-01":
        cap = 5 * on(WAGES, f"{named(last[-1])}-01")[region]
    else:
        cap = 5 * (base(i["ended"]) if i["pay_regime"] == "state" else on(WAGES, i["ended"])[region])
    return {"average": dong(average), "cap": cap, "amount": min(cap, dong(average * Fraction(6, 10)))}


def ui_duration(at: str, i: Case) -> Case:
    months = i["contributed_months"]
    if months <= 36:
        return {"months": 3 if months >= 12 else 0, "reserved": 0}
    lost = at >= "2020-07-15" and months > 144
    return {"months": min(12, 3 + (months - 36) // 12), "reserved": 0 if lost else (months - 36) % 12}
