"""Cases of the average salary: windows of State pay, price coefficients, mixed careers."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import lcm

import numpy as np

from ansinh.cli.cases.answer import Answer, reckoned, said
from ansinh.cli.cases.given import Call, Given
from ansinh.cli.cases.pension import column
from ansinh.core.period import Month
from ansinh.core.rate import decimal_text
from ansinh.core.rounding import half_up
from ansinh.core.segments import Segments
from ansinh.core.text import Text
from ansinh.law.explain import Step, dong, percent
from ansinh.law.pension.average import Averages, better, overall, weighted, window_months
from ansinh.law.pension.career import last_months
from ansinh.law.pension.money import pension_amounts
from ansinh.law.pension.price import HUNDREDTH, coefficients
from ansinh.law.pension.rate import POINT
from ansinh.law.values import Values

SPELLS = Text(
    "danh sách [tháng đầu, tháng cuối] không trùng nhau", "a list of [first month, last month] that do not overlap"
)
AT_LEAST_ONE = Text("ít nhất một dòng", "at least one row")
YEARS = (1900, 2199)  # of careers
LIFE = 960  # months of a life of work: more is a slip of the pen
MOST_SALARY = 10**12
LARGEST = 10**13  # dong; beyond it a pension would leave whole numbers of 64 bits
FINEST = 3 * 10**9  # parts of a dong; two means of finer parts could not be compared in 64 bits
SMALLER = Text(
    "hệ số và phụ cấp với ít số lẻ hơn, số tháng và mức lương có thật",
    "coefficients and allowances with fewer decimals, real months and pay",
)


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
    if not call.given.none("pension_from"):
        call.given.month("pension_from")  # the first month of insurance chooses the window
    law = values.get("pension.window", first.first_day)
    steps = (
        said("Tháng đầu tham gia BHXH", "First month of insurance", first),
        said(
            "Số tháng lương Nhà nước cuối cùng được tính", "Last months of State pay that count", int(wanted[0]),
            f"min({law.text}, {total})" if law.text.isdecimal() else "", law.citation,
        ),
    )  # fmt: skip
    return Answer({"window_months": int(wanted[0]), "window": window, "state_months_total": total}, steps=steps)


def _some(given: Given, key: str) -> None:
    """Refuse a list without rows."""
    if not given.rows(key):
        raise given.refuse(key, AT_LEAST_ONE)


def _scale_average(given: Given, key: str) -> Averages:
    """Return the exact average of the rows of coefficients at `key`; GivenError where it leaves 64 bits."""
    _some(given, key)
    rows, base_salary = given.rows(key), given.whole("base_salary")
    points = [row.share("coef") * (1 + row.share("seniority_pct") / 100) * base_salary for row in rows]
    months, parts = [row.whole("months") for row in rows], lcm(*(point.denominator for point in points))
    finer = parts * max(1, sum(months))
    if finer > FINEST or max(points) * finer >= 2**62:
        raise given.refuse(key, SMALLER)
    column_of = np.array([int(point * parts) for point in points], dtype=np.int64)
    mean = weighted(column_of, np.array(months, dtype=np.int64), _one(len(rows)))
    return Averages(mean.over, mean.under * parts)


def _with_former(plain: Averages, part: Fraction) -> Averages:
    """Return an average with a former allowance of `part` dong on top, exactly."""
    exact = Fraction(int(plain.over[0]), int(plain.under[0])) + part
    return Averages(column(exact.numerator), column(exact.denominator))


def state_average(call: Call, _values: Values) -> Answer:
    """Average and pension of a state-pay career."""
    given, base = call.given, call.given.whole("base_salary")
    plain = _scale_average(given, "rows")
    former = None if given.none("former_seniority") else given.inner("former_seniority")
    part = Fraction(0) if former is None else former.share("coef") * former.share("pct") / 100 * base
    if part >= LARGEST or part.denominator * int(plain.under[0]) > FINEST:
        raise given.refuse("former_seniority", SMALLER)
    whole = _with_former(plain, part)
    pension = pension_amounts(column(given.parts("rate_pct", POINT)), whole)
    average, seniority = int(whole.dong[0]), half_up(part)
    steps = [_scale_step(given.rows("rows"), base, int(plain.dong[0]))]
    if former is not None:
        shown = f"{former.raw('coef')} x {percent(former.ratio('pct') / 100)} x {dong(base)}"
        steps.append(reckoned("Phụ cấp thâm niên trước đây", "Former seniority allowance", shown, seniority, FORMER))
        both = f"{dong(int(plain.dong[0]))} + {dong(seniority)}"
        steps.append(reckoned("Mức bình quân", "Average", both, average))
    rate = percent(given.ratio("rate_pct") / 100)
    steps.append(
        reckoned("Lương hưu hằng tháng", "Monthly pension", f"{rate} x {dong(average)}", int(pension[0]), RATE)
    )
    return Answer(
        {"average_plain": int(plain.dong[0]), "seniority_part": seniority}
        | {"average": average, "pension": int(pension[0])},
        steps=tuple(steps),
    )


FORMER = "Circular 59/2015/TT-BLDTBXH art. 20"
RATE = "Law 58/2014/QH13 art. 56; Law 41/2024/QH15 art. 66"
STATE_PAY = "Law 58/2014/QH13 art. 62; Law 41/2024/QH15 art. 72"


def _scale_step(rows: list[Given], base: int, average: int) -> Step:
    """Show the mean of rows of coefficients with their allowances, weighted by months."""
    terms = " + ".join(_scale_term(row) for row in rows)
    months = sum(row.whole("months") for row in rows)
    shown = f"({terms}) / {months} x {dong(base)}"
    return reckoned("Bình quân của các mức lương", "Average of the pay rows", shown, average, STATE_PAY)


def _scale_term(row: Given) -> str:
    """Return one row as a term: coefficient, allowance, months."""
    seniority = row.ratio("seniority_pct")
    more = f" x {percent(1 + seniority / 100)}" if seniority else ""
    return f"{row.raw('coef')}{more} x {row.whole('months')}"


def best_state_window(call: Call, _values: Values) -> Answer:
    """Better of the last years and the adjacent years with seniority allowance."""
    given, base = call.given, call.given.whole("base_salary")
    last, adjacent = _scale_average(given, "last_rows"), _scale_average(given, "adjacent_rows")
    best = better(last, adjacent)
    chosen = "last" if (best.over[0], best.under[0]) == (last.over[0], last.under[0]) else "adjacent"
    names = (Text("Những năm cuối", "The last years"), Text("Những năm liền kề", "The adjacent years"))
    steps = tuple(
        replace(_scale_step(given.rows(key), base, int(average.dong[0])), name=name, citation=BETTER)
        for key, average, name in (("last_rows", last, names[0]), ("adjacent_rows", adjacent, names[1]))
    )
    outputs = {"average_last": int(last.dong[0]), "average_adjacent": int(adjacent.dong[0]), "chosen": chosen}
    return Answer(outputs, steps=steps)


BETTER = "Circular 06/2021/TT-BLDTBXH art. 1; Circular 59/2015/TT-BLDTBXH art. 20"


def average_adjusted(call: Call, values: Values) -> Answer:
    """Average of an employer-paid career with the price coefficients of the entitlement year."""
    rows, entitled = call.given.rows("rows"), call.given.between("entitlement_year", *YEARS)
    bounds = {"year": YEARS, "months": (0, LIFE), "salary": (0, MOST_SALARY)}
    year, months, salary = (
        np.array([row.between(key, *bound) for row in rows], dtype=np.int64) for key, bound in bounds.items()
    )
    factor = coefficients(year, entitled, values)
    total, count = int((salary * months * factor).sum()), int(months.sum())
    mean = Averages(column(total), column(max(1, count) * HUNDREDTH))
    adjusted, average = int(Averages(column(total), column(HUNDREDTH)).dong[0]), int(mean.dong[0])
    parts = zip(rows, factor.tolist(), strict=True)
    terms = tuple(
        said(
            f"Năm {row.whole('year')}", f"Year {row.whole('year')}",
            dong(half_up(Fraction(row.whole("salary") * row.whole("months") * each, HUNDREDTH))),
            f"{dong(row.whole('salary'))} x {decimal_text(Fraction(each, HUNDREDTH))} x {row.whole('months')}",
        )
        for row, each in parts
    )  # fmt: skip
    article = values.get("pension.price", dt.date(entitled, 1, 1)).citation
    told = reckoned("Mức bình quân tiền lương", "Average salary", f"{dong(adjusted)} / {count}", average, article)
    return Answer({"adjusted_total": adjusted, "months": count, "average": average}, steps=(*terms, told))


def average_mixed(call: Call, _values: Values) -> Answer:
    """Overall average of state, employer and voluntary time."""
    number = {key: column(call.given.whole(key)) for key in MIXED}
    state = Averages(number["state_average"], column(1))
    compulsory = overall(state, number["state_months"], number["employer_adjusted_total"], number["employer_months"])
    all_months = number["employer_months"] + number["voluntary_months"]
    money = number["employer_adjusted_total"] + number["voluntary_adjusted_total"]
    whole = overall(state, number["state_months"], money, all_months)
    given = call.given
    first = f"{dong(given.whole('state_average'))} x {given.whole('state_months')}"
    both = f"{first} + {dong(given.whole('employer_adjusted_total'))}"
    months = given.whole("state_months") + given.whole("employer_months")
    every = months + given.whole("voluntary_months")
    steps = (
        reckoned(
            "Bình quân thời gian bắt buộc", "Average of the compulsory time", f"({both}) / {months}",
            int(compulsory.dong[0]), MIX,
        ),
        reckoned(
            "Bình quân chung", "Overall average",
            f"({both} + {dong(given.whole('voluntary_adjusted_total'))}) / {every}", int(whole.dong[0]), MIX,
        ),
    )  # fmt: skip
    outputs = {"compulsory_average": int(compulsory.dong[0]), "overall_average": int(whole.dong[0])}
    return Answer(outputs, steps=steps)


MIX = "Law 58/2014/QH13 art. 64; Decree 158/2025/ND-CP art. 17(5)"


MIXED = (
    "state_months", "state_average", "employer_months", "employer_adjusted_total", "voluntary_months",
    "voluntary_adjusted_total",
)  # fmt: skip
