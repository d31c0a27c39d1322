"""Cases of pensions in payment: months owed after a suspension, the end by death, identity, the social pension."""

from ansinh.cli.cases.answer import Answer, said
from ansinh.cli.cases.given import Call
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.law.explain import dong
from ansinh.law.pension.resume import identity_due, last_month_due, months_owed, overpaid_months
from ansinh.law.pension.social import months_to_social_age, social_age, social_pension_right
from ansinh.law.values import Values

IN_ORDER = Text("một tháng không trước tháng tạm dừng", "a month not before the suspension")
REFUSED_IN_ORDER = Text("tháng cuối không trước tháng đầu", "a last month not before the first")
OWED = "Law 58/2014/QH13 art. 64; Law 41/2024/QH15 art. 75"


def resumed(call: Call, _values: Values) -> Answer:
    """Months paid later when a suspended pension goes on; those of a written refusal are not."""
    given = call.given
    first, again = given.month("suspended_from"), given.month("resumed")
    if again < first:
        raise given.refuse("resumed", IN_ORDER)
    refused: list[tuple[Month, Month]] = []
    for row in given.rows("refused"):
        if row.month("to") < row.month("from"):
            raise row.refuse("to", REFUSED_IN_ORDER)
        refused.append((row.month("from"), row.month("to")))
    owed = months_owed(first, again, refused)
    steps = (
        said("Tạm dừng từ tháng, hưởng lại từ tháng", "Suspended from, resumed from", f"{first} → {again}"),
        said("Số tháng được truy lĩnh, không tính lãi", "Months paid later, without interest", len(owed), "", OWED),
    )
    return Answer({"months": [str(month) for month in owed]}, steps=steps)


def death(call: Call, _values: Values) -> Answer:
    """Last month due to a pensioner who died, and the months paid after it, to be recovered."""
    given = call.given
    died, paid_to = given.day("death"), given.month("paid_to")
    last, over = last_month_due(died), overpaid_months(died, paid_to)
    steps = (
        said("Tháng cuối được hưởng là tháng chết", "The month of death is the last one due", last, str(died), OWED),
        said("Số tháng đã chi quá, phải thu hồi", "Months paid too long, to recover", over, f"{last} → {paid_to}"),
    )
    return Answer({"last_month": str(last), "months_overpaid": over}, steps=steps)


def identity(call: Call, values: Values) -> Answer:
    """Month in which the identity of a person in payment is verified again."""
    verified = call.given.day("verified")
    due, rhythm = identity_due(verified, values), values.get("pension.identity_check_months", verified)
    told = said(
        "Xác minh lại trong tháng", "Verified again in", due, f"{Month.containing(verified)} + {rhythm.text}",
        rhythm.citation,
    )  # fmt: skip
    return Answer({"verify_in": str(due)}, steps=(told,))


def social(call: Call, values: Values) -> Answer:
    """Whether the social pension is due, how much it is, and the months to its age."""
    given, poor = call.given, call.given.yes("poor")
    born, benefit = given.day("born"), given.whole("monthly_benefit")
    right = social_pension_right(born, benefit, call.day, values, poor=poor)
    left = months_to_social_age(Month.containing(born), Month.containing(call.day), values, poor=poor)
    amount, age = values.get("pension.social.amount", call.day), social_age(call.day, values, poor=poor)
    steps = (
        *right.steps,
        said("Số tháng còn lại đến tuổi", "Months left to the age", left, f"{born} + {age.text}", age.citation),
        said("Mức trợ cấp hưu trí xã hội", "Social pension", dong(amount.whole), "", amount.citation),
    )
    outputs = {"eligible": right.due, "reasons": [each.code for each in right.failed], "months_left": left}
    return Answer(outputs | {"monthly": amount.whole if right.due else 0}, steps=steps)
