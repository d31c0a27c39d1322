"""Cases of coverage, of months with absence and of suspensions."""

import datetime as dt
from fractions import Fraction

import numpy as np

from ansinh.cli.cases.answer import Answer, reckoned, said, yes_or_no
from ansinh.cli.cases.columns import MOST_MONTHS, absent_columns, foreign_bits
from ansinh.cli.cases.given import Call, Given
from ansinh.core.period import Month
from ansinh.core.terms import PayRegime, PersonGroup, UnitKind, Work
from ansinh.core.text import Text
from ansinh.law.contributions.columns import EmployerColumns, Result, Treatment
from ansinh.law.contributions.contracts import Contract, carriers
from ansinh.law.contributions.coverage import schemes
from ansinh.law.contributions.explain import explain_person
from ansinh.law.contributions.profile import CONTRACT_STEPS, WITHOUT_TERM, Profile, lowest_part_time_pay
from ansinh.law.contributions.self_payer import household_owner_start
from ansinh.law.explain import Step, dong, percent
from ansinh.law.suspension.ordinary import BackPay, back_pay, may_suspend
from ansinh.law.values import Values

AT_LEAST_ONE = Text("ít nhất một dòng", "at least one row")


def employment(call: Call, values: Values) -> Answer:
    """Whether an employment brings a person into social, unemployment and health insurance."""
    given, month = call.given, Month.containing(call.day)
    months = None if given.none("contract_months") else given.between("contract_months", 0, MOST_MONTHS)
    contract = WITHOUT_TERM if months is None else int(np.digitize(months, CONTRACT_STEPS[1:]))
    part_time = given.yes("part_time")
    pay = given.whole("monthly_pay") if part_time or not given.none("monthly_pay") else 0
    profile = Profile(
        group=PersonGroup.EMPLOYEE, regime=PayRegime.EMPLOYER, foreign=foreign_bits(given), contract=contract,
        work=Work.PART_TIME if part_time else Work(0), treatment=Treatment.FULL_MONTH, region=0,
        kind=UnitKind.ENTERPRISE, reduced=False, large_enough=True, in_ui_before_relief=True, suspended=False,
        under_lowest_pay=part_time and pay < lowest_part_time_pay(month, values),
    )  # fmt: skip
    answer = schemes(profile, month, values)
    national = not profile.foreign
    steps = tuple(
        _scheme_step(name, insured, key, call.day, values)
        for name, insured, key in (
            (
                Text("Bảo hiểm xã hội", "Social insurance"), answer.si,
                "si.min_contract_months" if national else "si.foreign.min_contract_months",
            ),
            (
                Text("Bảo hiểm thất nghiệp", "Unemployment insurance"), answer.ui,
                "ui.min_contract_months" if national else "",
            ),
            (Text("Bảo hiểm y tế", "Health insurance"), answer.hi, "hi.min_contract_months"),
        )
    )  # fmt: skip
    outputs = {"si": answer.si, "si_reason": answer.si_reason or None, "ui": answer.ui, "hi": answer.hi}
    return Answer(outputs, steps=steps)


def _scheme_step(name: Text, insured: bool, key: str, day: dt.date, values: Values) -> Step:
    """Tell whether a scheme takes part, and the length of contract it asks; nothing where no text asks one."""
    least = values.find(key, day) if key and values.parameters[key].on(day) is not None else None
    if least is None:
        return Step(name, yes_or_no(insured))
    note = Text(f"hợp đồng từ {least.text} tháng", f"a contract of {least.text} months or more")
    return Step(name, yes_or_no(insured), "", least.citation, note)


def several_contracts(call: Call, _values: Values) -> Answer:
    """Which contract carries which scheme when a person has several."""
    rows = call.given.rows("contracts")
    told = [Contract(row.word("unit"), row.day("signed"), row.whole("base")) for row in rows]
    if not told:
        raise call.given.refuse("contracts", AT_LEAST_ONE)
    chosen = carriers(told)
    steps = (
        said(
            "BHXH, BHTN theo hợp đồng giao kết đầu tiên", "Social and unemployment insurance by the first contract",
            f"{chosen.si} ({min(each.signed for each in told)})", citation="QD 959/QD-BHXH art. 38(1.2)",
        ),
        said(
            "BHYT theo hợp đồng có tiền lương cao nhất", "Health insurance by the highest paid contract",
            f"{chosen.hi} ({dong(max(each.base for each in told))})", citation="QD 959/QD-BHXH art. 38(1.2)",
        ),
        said(
            "TNLĐ, BNN theo từng hợp đồng", "Accident insurance with every contract", ", ".join(chosen.oad),
            citation="Law 84/2015/QH13 art. 43",
        ),
    )  # fmt: skip
    return Answer(
        {"si_unit": chosen.si, "ui_unit": chosen.ui, "hi_unit": chosen.hi, "oad_units": list(chosen.oad)}, steps=steps
    )


def owner_start(call: Call, values: Values) -> Answer:
    """First day of compulsory social insurance of the owner of a registered business household."""
    method = call.given.word("tax_method", "declaration", "other")
    start = household_owner_start(call.day, method, values).isoformat()
    way = (
        Text("nộp thuế theo phương pháp kê khai", "pays tax by declaration")
        if method == "declaration"
        else Text("không nộp thuế theo kê khai", "does not pay tax by declaration")
    )
    told = Text(f"{start}: hộ {way.vi}", f"{start}: the household {way.en}")
    article = "Decree 158/2025/ND-CP art. 3"
    return Answer({"si_from": start}, steps=(said("Tham gia bắt buộc từ", "Insured from", told, citation=article),))


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
        workers_before=given.between("workers_before", 1),
        laid_off=given.whole("laid_off"),
        asset_damage=given.share("asset_damage"),
        asked_on=call.day,
        values=values,
    )
    share = Fraction(given.whole("laid_off"), given.whole("workers_before"))
    least = values.get("suspension.retirement.min_laid_off", call.day)
    damage = values.get("suspension.retirement.min_asset_damage", call.day)
    steps = (
        said(
            "Tỷ lệ lao động tạm nghỉ", "Share of workers laid off", yes_or_no(share >= least.number),
            f"{given.whole('laid_off')} / {given.whole('workers_before')} ≥ {percent(least.number)}", least.citation,
        ),
        said(
            "Thiệt hại tài sản", "Damage of assets", yes_or_no(given.ratio("asset_damage") > damage.number),
            f"{percent(given.ratio('asset_damage'))} > {percent(damage.number)}", damage.citation,
        ),
    )  # fmt: skip
    return Answer({"eligible": eligible}, steps=steps)


def suspension_back_pay(call: Call, values: Values) -> Answer:
    """Money deferred by an ordinary suspension and the day it must be paid back."""
    months = [Given({"months": text}).month("months") for text in call.given.words("months")]
    if not months:
        raise call.given.refuse("months", AT_LEAST_ONE)
    owed = back_pay(call.given.whole("payroll_per_month"), months, values)
    return Answer(
        {
            "suspended_per_month": owed.per_month[0],
            "back_pay": owed.total,
            "interest": 0,
            "due_date": owed.due.isoformat(),
        },
        steps=_back_pay_steps(call.given.whole("payroll_per_month"), months, owed, values),
    )


def _back_pay_steps(payroll: int, months: list[Month], owed: BackPay, values: Values) -> tuple[Step, ...]:
    """Show what was put off each month, the sum and the last day."""
    rate = retirement_rate(min(months).first_day, values)
    article = values.get("suspension.retirement.pay_back_within_months", max(months).first_day).citation
    each = f"{dong(payroll)} x {percent(rate)}"
    total = " + ".join(map(dong, owed.per_month)) if len(set(owed.per_month)) > 1 else f"{dong(owed.per_month[0])} x "
    shown = total if len(set(owed.per_month)) > 1 else f"{total}{len(months)}"
    return (
        reckoned("Tạm dừng mỗi tháng (hai bên)", "Put off each month, both shares", each, owed.per_month[0], article),
        reckoned("Đóng bù, không tính lãi", "Paid back, without interest", shown, owed.total, article),
        said("Hạn đóng bù", "Paid back by", owed.due, citation=article),
    )


def retirement_rate(day: dt.date, values: Values) -> Fraction:
    """Return both shares of the retirement fund on a day."""
    employer = values.rate("si.rate.employer.retirement_survivorship", day)
    return employer + values.rate("si.rate.employee.retirement_survivorship", day)
