"""Cases of coverage, of months with absence and of suspensions."""

import numpy as np

from ansinh.cli.cases.answer import Answer
from ansinh.cli.cases.columns import absent_columns, foreign_bits
from ansinh.cli.cases.given import Call
from ansinh.core.period import Month
from ansinh.core.terms import PayRegime, PersonGroup, UnitKind, Work
from ansinh.law.contributions.columns import EmployerColumns, Result, Treatment
from ansinh.law.contributions.contracts import Contract, carriers
from ansinh.law.contributions.coverage import schemes
from ansinh.law.contributions.explain import explain_person
from ansinh.law.contributions.profile import CONTRACT_STEPS, WITHOUT_TERM, Profile, lowest_part_time_pay
from ansinh.law.contributions.self_payer import household_owner_start
from ansinh.law.suspension.ordinary import back_pay, may_suspend
from ansinh.law.values import Values


def employment(call: Call, values: Values) -> Answer:
    """Whether an employment brings a person into social, unemployment and health insurance."""
    given, month = call.given, Month.containing(call.day)
    months = None if given.none("contract_months") else given.whole("contract_months")
    contract = WITHOUT_TERM if months is None else int(np.digitize(months, CONTRACT_STEPS[1:]))
    part_time = given.yes("part_time")
    profile = Profile(
        group=PersonGroup.EMPLOYEE, regime=PayRegime.EMPLOYER, foreign=foreign_bits(given), contract=contract,
        work=Work.PART_TIME if part_time else Work(0), treatment=Treatment.FULL_MONTH, region=0,
        kind=UnitKind.ENTERPRISE, reduced=False, large_enough=True, in_ui_before_relief=True, suspended=False,
        under_lowest_pay=part_time and given.whole("monthly_pay") < lowest_part_time_pay(month, values),
    )  # fmt: skip
    answer = schemes(profile, month, values)
    return Answer({"si": answer.si, "si_reason": answer.si_reason or None, "ui": answer.ui, "hi": answer.hi})


def several_contracts(call: Call, _values: Values) -> Answer:
    """Which contract carries which scheme when a person has several."""
    rows = call.given.rows("contracts")
    chosen = carriers([Contract(row.word("unit"), row.day("signed"), row.whole("base")) for row in rows])
    return Answer({"si_unit": chosen.si, "ui_unit": chosen.ui, "hi_unit": chosen.hi, "oad_units": list(chosen.oad)})


def owner_start(call: Call, values: Values) -> Answer:
    """First day of compulsory social insurance of the owner of a registered business household."""
    method = call.given.word("tax_method", "declaration", "other")
    return Answer({"si_from": household_owner_start(call.day, method, values).isoformat()})


def treatment(call: Call, values: Values) -> Answer:
    """What a month with absence owes and counts for."""
    month = call.given.month("month")
    result, told = explain_person(month, absent_columns(call.given), EmployerColumns.enterprise(region=1), values)
    bits = Result(int(result.result[0]))
    outputs = {
        "si": int(result.rs_er[0] + result.rs_ee[0] + result.sm_er[0]),
        "ui": int(result.ui_er[0] + result.ui_ee[0] + result.relief116_forgone[0]),
        "hi_due": int(result.hi_er[0] + result.hi_ee[0]),
        "hi_by_si_fund": int(result.hi_by_sm[0]),
        "counts_si": Result.COUNTS_SI in bits,
        "counts_ui": Result.COUNTS_UI in bits,
        "card_active": Result.CARD_ACTIVE in bits,
        "rule": Treatment(int(result.treatment[0])).name.lower(),
    }
    return Answer(outputs, told)


def suspension_eligible(call: Call, values: Values) -> Answer:
    """Whether a unit may suspend the retirement and survivorship fund under the ordinary rule of the law of 2014."""
    given = call.given
    eligible = may_suspend(
        workers_before=given.whole("workers_before"),
        laid_off=given.whole("laid_off"),
        asset_damage=given.ratio("asset_damage"),
        asked_on=call.day,
        values=values,
    )
    return Answer({"eligible": eligible})


def suspension_back_pay(call: Call, values: Values) -> Answer:
    """Money deferred by an ordinary suspension and the day it must be paid back."""
    months = [Month.parse(text) for text in call.given.words("months")]
    owed = back_pay(call.given.whole("payroll_per_month"), months, values)
    return Answer(
        {
            "suspended_per_month": owed.per_month[0],
            "back_pay": owed.total,
            "interest": 0,
            "due_date": owed.due.isoformat(),
        }
    )
