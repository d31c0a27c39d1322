"""Cases of maternity, adoption, fathers' leave and one-off grants."""

from dataclasses import replace

from ansinh.cli.cases.answer import Answer, said
from ansinh.cli.cases.given import Call, Given
from ansinh.cli.cases.spans import career
from ansinh.core.text import Text
from ansinh.law.maternity.adoption import adoption as adopted
from ansinh.law.maternity.before import loss as lost
from ansinh.law.maternity.before import prenatal
from ansinh.law.maternity.birth import Birth, birth_amount
from ansinh.law.maternity.father import father as fathers_leave
from ansinh.law.maternity.voluntary import voluntary_grant as granted
from ansinh.law.maternity.window import average_salary
from ansinh.law.maternity.window import window as months_asked
from ansinh.law.values import Values

MOST_CHILDREN = 20
AFTER_BIRTH = Text("ngày không trước ngày sinh", "a day not before the birth")


def _birth(given: Given) -> Birth:
    """Return the birth told by a case."""
    return Birth(
        given.day("birth"), given.between("children", 1, MOST_CHILDREN), second_child=given.yes("second_child_birth")
    )


def window(call: Call, values: Values) -> Answer:
    """Months in which contributions must have been paid."""
    given = call.given
    contributed = given.yes("birth_month_contributed")
    found = months_asked(
        given.day("birth"), given.one_of("window_months", 12, 24), values, birth_month_contributed=contributed
    )
    law, born = values.get("maternity.window.anchor_day", given.day("birth")), given.day("birth")
    told = said(
        "Các tháng xét điều kiện", "Months looked at", f"{found.first} → {found.last}",
        citation=law.citation,
    )  # fmt: skip
    note = (
        Text(f"sinh ngày {born.day}, từ ngày {law.text}: tính cả tháng sinh", f"born on or after the {law.text}th")
        if str(found.last) == str(born)[:7]
        else Text("tính đến tháng trước tháng sinh", "up to the month before the birth")
    )
    return Answer({"from": str(found.first), "to": str(found.last)}, steps=(replace(told, note=note),))


def loss(call: Call, values: Values) -> Answer:
    """Leave and money after the loss of a pregnancy."""
    given = call.given
    found = lost(given.whole("weeks"), given.whole("days_prescribed"), given.whole("average"), call.day, values)
    return Answer({"max_days": found.max_days, "amount": found.amount}, steps=found.steps)


def average(call: Call, values: Values) -> Answer:
    """Average of the six latest contributed months."""
    found = average_salary(career(call.given), call.given.month("last_month_that_counts"), call.day, values)
    return Answer({"average": found.amount}, steps=found.steps)


def birth(call: Call, values: Values) -> Answer:
    """Leave benefit and one-off grant at a birth."""
    found = birth_amount(_birth(call.given), call.given.whole("average"), values)
    return Answer(
        {"leave_months": found.leave_months, "leave_benefit": found.leave_benefit}
        | {"one_off": found.one_off, "total": found.total},
        steps=found.steps,
    )


def visits(call: Call, values: Values) -> Answer:
    """Money for prenatal visits."""
    found = prenatal(call.given.whole("average"), call.given.whole("days"), call.day, values)
    return Answer({"amount": found.amount}, steps=found.steps)


def father(call: Call, values: Values) -> Answer:
    """Leave of the father."""
    given = call.given
    found = fathers_leave(
        _birth(given),
        given.whole("average"),
        values,
        surgery=given.yes("surgery"),
        under_32_weeks=given.yes("under_32_weeks"),
    )
    return Answer({"days": found.days, "amount": found.amount}, steps=found.steps)


def adoption(call: Call, values: Values) -> Answer:
    """Leave and one-off grant of one adopting parent."""
    given = call.given
    born, received = given.day("child_birth"), given.day("handed_over")
    if received < born:
        raise given.refuse("handed_over", AFTER_BIRTH)
    found = adopted([born], received, given.whole("average"), values)
    leave = found.leave
    return Answer(
        {
            "from": None if leave is None else leave.first.isoformat(),
            "to": None if leave is None else leave.last.isoformat(),
        }
        | {"months": found.months, "odd_days": found.odd_days}
        | {"leave_benefit": found.leave_benefit, "one_off": found.one_off},
        steps=found.steps,
    )


def voluntary_grant(call: Call, values: Values) -> Answer:
    """Grant of voluntary insurance at a birth (from July 2025)."""
    given = call.given
    found = granted(call.day, given.between("children", 1, MOST_CHILDREN), given.whole("months_in_window"), values)
    return Answer(
        {"eligible": found.right.due, "amount": found.amount, "reason": found.right.reason or None}, steps=found.steps
    )
