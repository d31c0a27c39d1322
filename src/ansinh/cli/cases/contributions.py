"""Cases of contributions: one person, one unit, self-payers, floors, sums paid at once."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from ansinh.cli.cases.answer import Answer, reckoned, said
from ansinh.cli.cases.columns import REGION, employer_columns, person_columns
from ansinh.cli.cases.given import Call
from ansinh.core.terms import Work
from ansinh.core.text import Text
from ansinh.law.contributions.columns import Assessment, PeopleColumns, Result
from ansinh.law.contributions.explain import explain_person
from ansinh.law.contributions.self_payer import household_owner, missing_months, overseas_worker, retained_share
from ansinh.law.explain import Step, dong, percent
from ansinh.law.values import Values
from ansinh.law.wages.bounds import floor, floor_steps, regional_minimum

MOST_PEOPLE = 1_000_000  # of one row: a unit is laid out person by person
SOMEONE = Text("ít nhất một người", "at least one person")
FUNDS = (
    ("rs", "rs_er", "rs_ee"),
    ("sm", "sm_er", ""),
    ("oad", "oad_er", ""),
    ("ui", "ui_er", "ui_ee"),
    ("hi", "hi_er", "hi_ee"),
)


def assess_person(call: Call, values: Values) -> Answer:
    """Contribution of one insured person for one month, by fund."""
    given = call.given
    unit = employer_columns(given.inner("unit"), region=given.raw("region"), suspended=False)
    result, told = explain_person(given.month("month"), person_columns(given, values), unit, values)
    outputs: dict[str, Any] = {
        base: int(getattr(result, base)[0]) if result.result[0] & part else None
        for base, part in (("si_base", Result.IN_SI), ("ui_base", Result.IN_UI), ("hi_base", Result.IN_HI))
    }
    return Answer(outputs | _funds(result), told)


def assess_unit(call: Call, values: Values) -> Answer:
    """Contribution of one unit for one month, by fund."""
    given = call.given
    rows = given.rows("rows")
    base = np.repeat(
        np.array([row.whole("base") for row in rows], dtype=np.int64),
        [row.between("people", 0, MOST_PEOPLE) for row in rows],
    )
    if not base.size:
        raise given.refuse("rows", SOMEONE)
    people = PeopleColumns.employees(base)
    if given.word("pay_regime", "employer", "state") == "state":
        people.pay_regime[:] = 2
    unit = employer_columns(given.inner("unit"), region=given.raw("region"), suspended=False)
    result, told = explain_person(given.month("month"), people, unit, values)
    saved = {
        "relief68_saved": int(result.totals.relief68_forgone[0]),
        "relief116_saved": int(result.totals.relief116_forgone[0]),
    }
    return Answer({"people": base.size} | _funds(result) | saved, told)


def _funds(result: Assessment) -> dict[str, Any]:
    """Return the amounts of each fund and their sum."""
    funds = {
        fund: {
            "employer": int(getattr(result, employer).sum()),
            "employee": int(getattr(result, employee).sum()) if employee else 0,
        }
        for fund, employer, employee in FUNDS
    }
    return {**funds, "total": sum(part for fund in funds.values() for part in fund.values())}


def assess_self_payer(call: Call, values: Values) -> Answer:
    """Compulsory social insurance of a person who pays all of it."""
    given, month = call.given, call.given.month("month")
    base = None if given.none("chosen_base") else given.between("chosen_base", 1)
    paid_before = given.none("paid_before") or given.yes("paid_before")
    if given.word("group", "business_household_owner", "overseas_worker") == "business_household_owner":
        paid = household_owner(month, base, values)
    else:
        paid = overseas_worker(month, base, values, paid_before=paid_before)
    shares = tuple(
        reckoned(vi, en, f"{dong(paid.base)} x {percent(Fraction(amount, paid.base))}", amount, article)
        for vi, en, amount, article in (
            ("Ốm đau, thai sản", "Sickness and maternity", paid.sm, "Law 41/2024/QH15 art. 33(4)(a)"),
            (
                "Hưu trí, tử tuất", "Retirement and survivorship", paid.rs,
                "Law 58/2014/QH13 art. 85(2); Law 41/2024/QH15 art. 33(2), 33(4)(a)",
            ),
        )
        if amount
    )  # fmt: skip
    chosen = "" if base is None else f"{dong(base)} → "
    bounded = said("Căn cứ đóng, trong mức thấp nhất và cao nhất", "Base within its bounds", dong(paid.base), chosen)
    steps = (replace(bounded, formula="") if base in {None, paid.base} else bounded, *shares)
    outputs = {"base": paid.base, "sm": paid.sm, "rs": paid.rs, "total": paid.sm + paid.rs}
    return Answer(outputs, steps=steps)


CONDITIONS = {"normal": Work(0), "heavy": Work.HEAVY, "very_heavy": Work.VERY_HEAVY}


def lowest_base(call: Call, values: Values) -> Answer:
    """Lowest base of a person paid on the employer's own scale, and two flags."""
    given, day = call.given, call.given.month("month").first_day
    by_region = values.get("si.floor.employer_salary_regime", day).text != "reference_level"
    plain = not by_region and given.none("conditions")
    work = Work(0) if plain else CONDITIONS[given.word("conditions", *CONDITIONS)]
    if given.yes("trained", asked=by_region):
        work |= Work.TRAINED
    nowhere = not by_region and given.none("region") and not given.yes("full_time")
    region = 0 if nowhere else REGION[given.word("region", *REGION)]
    lowest, declared = floor(day, region, work, values), given.whole("declared_base")
    paid_wage = values.parameters["regional_minimum_wage"].on(day) is not None and given.yes("full_time")
    poor = paid_wage and declared < regional_minimum(day, region, values)
    outputs = {"floor": lowest, "below_floor": declared < lowest, "labour_warning": poor}
    return Answer(outputs, steps=floor_steps(day, region, work, values))


def retained(call: Call, values: Values) -> Answer:
    """Part of the sickness and maternity contribution an employer kept until 2015."""
    whole, kept = retained_share(call.given.month("month"), call.given.whole("payroll"), values)
    payroll, day = dong(call.given.whole("payroll")), call.given.month("month").first_day
    rate = values.get("si.rate.employer.sickness_maternity", day)
    part = values.get("si.employer_retained_share_of_sickness_maternity", day)
    steps = (
        reckoned(
            "Ốm đau, thai sản phải đóng", "Sickness and maternity due", f"{payroll} x {percent(rate.number)}", whole,
            rate.citation,
        ),
        reckoned("Đơn vị giữ lại", "Kept by the unit", f"{payroll} x {percent(part.number)}", kept, part.citation),
        reckoned("Nộp cho cơ quan BHXH", "Transferred", f"{dong(whole)} - {dong(kept)}", whole - kept),
    )  # fmt: skip
    return Answer({"sm_total": whole, "sm_retained": kept, "sm_transferred": whole - kept}, steps=steps)


def missing(call: Call, values: Values) -> Answer:
    """Paying in one sum the months missing for a pension or a monthly survivors' benefit."""
    amount, reason = missing_months(call.given.whole("months_missing"), call.given.whole("last_base"), call.day, values)
    most, months = values.get("missing_months.max", call.day), call.given.whole("months_missing")
    rate = sum(values.rate(f"si.rate.{side}.retirement_survivorship", call.day) for side in ("employer", "employee"))
    shown = f"{percent(Fraction(rate))} x {dong(call.given.whole('last_base'))} x {months}"
    asked = said("Số tháng được đóng một lần, tối đa", "Months that may be paid at once, at most", most.text)
    steps: tuple[Step, ...] = (replace(asked, citation=most.citation),)
    if not reason:
        steps += (reckoned("Số tiền phải đóng", "Amount to pay", shown, amount, most.citation),)
    return Answer({"accepted": not reason, "amount": amount, "reason": reason or None}, steps=steps)
