"""People insured outside employers in the oldest state: health groups and voluntary insurance, paid to some month."""

import numpy as np
import polars as pl

from ansinh.core.period import Month
from ansinh.jobs.synthetic.chance import Column
from ansinh.jobs.synthetic.law_figures import base_salary, by_month
from ansinh.jobs.synthetic.law_figures import support as support_of
from ansinh.jobs.synthetic.province import Province
from ansinh.jobs.synthetic.words import data

HEALTH_PER_MILLE = 45  # of the base salary
STEPS = np.array([100, 100, 70, 60, 50, 40])  # per cent by order in the household, 0 is no member
VOLUNTARY_PER_CENT = 22


def price(order: Column, months: Column, first: Column) -> Column:
    """Return what household members of `order` owe for `months` from `first` on (dong)."""
    monthly = by_month(base_salary, first) * HEALTH_PER_MILLE // 1000
    return np.asarray(monthly * STEPS[np.minimum(order, 5)] * months // 100)


def health_frame(province: Province, place: Column) -> pl.DataFrame:
    """Return the health insurance that stood in the first month; groups that pay have paid up to some month."""
    health, groups = province.health, data("health.yaml")["groups"]
    rows = np.flatnonzero(health.filed == 0)
    person = health.person[rows]
    group = health.group[rows]
    state = np.array([groups[code]["state"] for code in group.tolist()], dtype=np.int64)
    order = np.where(group == "GD", province.households.order[person], 0)
    months = np.where(health.every[rows] > 0, health.every[rows], 0)
    gross = np.where(months > 0, price(order, months, health.start[rows]), 0)
    support = gross * state // 100
    return pl.DataFrame(
        {
            "person": place[person],
            "office": [province.profile.districts[d].code for d in province.people.district[person].tolist()],
            "group": group.tolist(),
            "payer": [groups[code]["payer"] for code in group.tolist()],
            "validity": ranges(health.start[rows], health.until[rows]),
            "member_order": pl.Series([value or None for value in order.tolist()], dtype=pl.Int16),
            "gross": gross,
            "support_state": support,
            "due": gross - support,
        }
    )


def voluntary_frame(province: Province, place: Column) -> pl.DataFrame:
    """Return the voluntary insurance paid by the first month, up to some month."""
    voluntary = province.voluntary
    rows = np.flatnonzero(voluntary.filed == 0)
    months = voluntary.until[rows] - voluntary.start[rows]
    gross = voluntary.income[rows] * VOLUNTARY_PER_CENT // 100 * months
    support = by_month(support_of, voluntary.start[rows]) * months
    person = voluntary.person[rows]
    return pl.DataFrame(
        {
            "person": place[person],
            "office": [province.profile.districts[d].code for d in province.people.district[person].tolist()],
            "validity": ranges(voluntary.start[rows], voluntary.until[rows]),
            "method": [str(value) for value in voluntary.every[rows].tolist()],
            "income": voluntary.income[rows],
            "gross": gross,
            "support_state": support,
            "due": gross - support,
        }
    )


def ranges(first: Column, end: Column) -> list[str]:
    """Return ranges of whole months as PostgreSQL writes them; an end of 0 is open."""
    day = {0: ""} | {int(m): str(Month(int(m)).first_day) for m in np.unique(np.concatenate([first, end])) if m}
    return [f"[{day[start]},{day[stop]})" for start, stop in zip(first.tolist(), end.tolist(), strict=True)]
