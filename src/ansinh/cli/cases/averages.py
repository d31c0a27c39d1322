"""Cases of the average salary: windows of State pay, price coefficients, mixed careers."""

from fractions import Fraction
from itertools import pairwise

import numpy as np

from ansinh.cli.cases.answer import Answer
from ansinh.cli.cases.given import Call, Given
from ansinh.cli.cases.pension import column
from ansinh.core.period import Month
from ansinh.core.rate import over
from ansinh.core.rounding import half_up
from ansinh.core.segments import Segments
from ansinh.core.text import Text
from ansinh.law.pension.average import Averages, better, overall, weighted, window_months
from ansinh.law.pension.career import last_months
from ansinh.law.pension.money import pension_amounts
from ansinh.law.pension.price import HUNDREDTH, coefficients
from ansinh.law.pension.rate import POINT
from ansinh.law.values import Values

SPELLS = Text(
    "danh sách [tháng đầu, tháng cuối] không trùng nhau", "a list of [first month, last month] that do not overlap"
)
MILLION = 1_000_000  # coefficients with their allowances are kept in millionths


def _spells(given: Given, key: str) -> list[tuple[Month, Month]]:
    """Return spells [first, last] in the order of time."""
    rows = given.raw(key)
    if not isinstance(rows, list) or not all(isinstance(row, list) and len(row) == 2 for row in rows):
        raise given.refuse(key, SPELLS)
    told = [Given({"first": first, "last": last}, f"inputs.{key}") for first, last in rows]
    spells = sorted((row.month("first"), row.month("last")) for row in told)
    if any(last < first for first, last in spells) or any(end >= first for (_, end), (first, _) in pairwise(spells)):
        raise given.refuse(key, SPELLS)
    return spells


def _one(size: int) -> Segments:
    return Segments.of(np.zeros(1, dtype=np.intp), size)


def average_window(call: Call, values: Values) -> Answer:
    """Months of state pay that enter the average."""
    state, other = _spells(call.given, "state_spells"), _spells(call.given, "employer_spells")
    if not state:
        return Answer({"window_months": 0, "window": [], "state_months_total": 0})
    months = np.array([last.minus(first) + 1 for first, last in state], dtype=np.int64)
    total = int(months.sum())
    first = min(begin for begin, _ in state + other)
    wanted = window_months(column(first.number), column(total), values)
    taken = last_months(months, wanted, _one(months.size))
    window = [
        [str(last.plus(1 - int(count))), str(last)] for (_, last), count in zip(state, taken, strict=True) if count
    ]
    return Answer({"window_months": int(wanted[0]), "window": window, "state_months_total": total})


def _scale_average(rows: list[Given], base_salary: int) -> Averages:
    """Return the average of rows of coefficients, in millionths of a dong."""
    months = np.array([row.whole("months") for row in rows], dtype=np.int64)
    points = [over(row.ratio("coef") * (1 + row.ratio("seniority_pct") / 100), MILLION) for row in rows]
    mean = weighted(np.array(points, dtype=np.int64) * base_salary, months, _one(months.size))
    return Averages(mean.over, mean.under * MILLION)


def state_average(call: Call, _values: Values) -> Answer:
    """Average and pension of a state-pay career."""
    given, base = call.given, call.given.whole("base_salary")
    plain = _scale_average(given.rows("rows"), base)
    former = None if given.none("former_seniority") else given.inner("former_seniority")
    part = 0 if former is None else over(former.ratio("coef") * former.ratio("pct") / 100, MILLION) * base
    whole = Averages(plain.over + part * (plain.under // MILLION), plain.under)
    pension = pension_amounts(column(over(given.ratio("rate_pct"), POINT)), whole)
    return Answer(
        {"average_plain": int(plain.dong[0]), "seniority_part": half_up(Fraction(part, MILLION))}
        | {"average": int(whole.dong[0]), "pension": int(pension[0])}
    )


def best_state_window(call: Call, _values: Values) -> Answer:
    """Better of the last years and the adjacent years with seniority allowance."""
    given, base = call.given, call.given.whole("base_salary")
    last = _scale_average(given.rows("last_rows"), base)
    adjacent = _scale_average(given.rows("adjacent_rows"), base)
    chosen = "last" if better(last, adjacent).over[0] == last.over[0] else "adjacent"
    return Answer({"average_last": int(last.dong[0]), "average_adjacent": int(adjacent.dong[0]), "chosen": chosen})


def average_adjusted(call: Call, values: Values) -> Answer:
    """Average of an employer-paid career with the price coefficients of the entitlement year."""
    rows = call.given.rows("rows")
    year, months, salary = (
        np.array([row.whole(key) for row in rows], dtype=np.int64) for key in ("year", "months", "salary")
    )
    factor = coefficients(year, call.given.whole("entitlement_year"), values)
    total, count = int((salary * months * factor).sum()), int(months.sum())
    mean = Averages(column(total), column(max(1, count) * HUNDREDTH))
    return Answer(
        {"adjusted_total": int(Averages(column(total), column(HUNDREDTH)).dong[0]), "months": count}
        | {"average": int(mean.dong[0])}
    )


def average_mixed(call: Call, _values: Values) -> Answer:
    """Overall average of state, employer and voluntary time."""
    number = {key: column(call.given.whole(key)) for key in MIXED}
    state = Averages(number["state_average"], column(1))
    compulsory = overall(state, number["state_months"], number["employer_adjusted_total"], number["employer_months"])
    all_months = number["employer_months"] + number["voluntary_months"]
    money = number["employer_adjusted_total"] + number["voluntary_adjusted_total"]
    whole = overall(state, number["state_months"], money, all_months)
    return Answer({"compulsory_average": int(compulsory.dong[0]), "overall_average": int(whole.dong[0])})


MIXED = (
    "state_months", "state_average", "employer_months", "employer_adjusted_total", "voluntary_months",
    "voluntary_adjusted_total",
)  # fmt: skip
