"""Cases of maternity, adoption, fathers' leave and one-off grants."""

from dataclasses import replace

from ansinh.cli.cases.answer import Answer, said, yes_or_no
from ansinh.cli.cases.given import Call, Given
from ansinh.cli.cases.spans import career
from ansinh.core.text import Text
from ansinh.law.maternity.adoption import adoption as adopted
from ansinh.law.maternity.before import loss as lost
from ansinh.law.maternity.before import prenatal
from ansinh.law.maternity.birth import Birth, birth_amount, earliest_start, file_by, leave_of, may_return
from ansinh.law.maternity.father import father as fathers_leave
from ansinh.law.maternity.voluntary import voluntary_grant as granted
from ansinh.law.maternity.window import average_salary
from ansinh.law.maternity.window import window as months_asked
from ansinh.law.values import Values

MOST_CHILDREN = 20
AFTER_BIRTH = Text("ngày không trước ngày sinh", "a day not before the birth")


def _birth(given: Given, values: Values) -> Birth:
    """Return the birth told by a case; whether it is the second child is asked since the law gives it more."""
    born = given.day("birth")
    asked = values.find("maternity.birth.months_second_child", born) is not None
    second = given.yes("second_child_birth", asked=asked)
    return Birth(born, given.between("children", 1, MOST_CHILDREN), second_child=second)


def window(call: Call, values: Values) -> Answer:
    """Months in which contributions must have been paid."""
    given = call.given
    anchor = values.get("maternity.window.anchor_day", given.day("birth")).whole
    contributed = given.yes("birth_month_contributed", asked=given.day("birth").day >= anchor)
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
    found = birth_amount(_birth(call.given, values), call.given.whole("average"), values)
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
        _birth(given, values),
        given.whole("average"),
        values,
        surgery=given.yes("surgery"),
        under_32_weeks=given.yes("under_32_weeks", asked=not given.yes("surgery")),
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


def leave_days(call: Call, values: Values) -> Answer:
    """First and last day of the leave for a birth, the earliest start, the day to file by, and an early return."""
    given, birth = call.given, _birth(call.given, values)
    starts = given.day("starts")
    died = None if given.none("child_died") else given.day("child_died")
    if died is not None and died < birth.day:
        raise given.refuse("child_died", AFTER_BIRTH)
    found, first = leave_of(birth, starts, values, child_died=died), earliest_start(birth.day, values)
    by = file_by(found.last, values)
    outputs: dict[str, object] = {"earliest": str(first), "from": str(found.first), "to": str(found.last)}
    length = values.get("maternity.birth.months", birth.day)
    steps = [
        said("Nghỉ trước khi sinh sớm nhất từ", "Leave begins at the earliest on", first, citation=length.citation),
        said("Thời gian nghỉ", "Leave", f"{found.first} → {found.last}", citation=length.citation),
        said(
            "Hạn nộp hồ sơ", "Papers by", by, str(found.last),
            values.get("maternity.file_within_days", found.last).citation,
        ),
    ]  # fmt: skip
    if not given.none("back"):
        least, early = values.get("maternity.early_return.months", starts), may_return(found, given.day("back"), values)
        outputs["early_return"] = early
        told = f"Đi làm lại sau ít nhất {least.text} tháng", f"Back after at least {least.text} months"
        steps.append(said(*told, yes_or_no(early), f"{starts} + {least.text}", least.citation))
    return Answer(outputs | {"file_by": str(by)}, steps=tuple(steps))
