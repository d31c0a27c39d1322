"""The days somebody on unemployment benefit has to keep, and what goes with it: from the day of filing to the end."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from ansinh.core.text import Text
from ansinh.domain.benefits.settle.settled import Part, Settled
from ansinh.law.explain import Step, dong
from ansinh.law.unemployment import calendar
from ansinh.law.unemployment.besides import health_contribution
from ansinh.law.values import Values

MOST_MONTHS: Final = 12  # no benefit is longer
NAMES: Final = {  # where the label of the value names a number of days, not the day
    "unemployment.no_work_working_days": Text(
        "Có việc làm đến hết ngày này thì không được hưởng", "New work up to this day ends the claim"
    ),
    "unemployment.first_day": Text("Ngày đầu được hưởng", "First day of the benefit"),
    "unemployment.uncollected_months": Text(
        "Từ ngày này, tiền chưa đến nhận không chi nữa; các tháng đó được bảo lưu",
        "From this day money not collected is not paid; those months are kept",
    ),
}


def days_to_keep(filed: dt.date, found: Settled, values: Values) -> tuple[Step, ...]:
    """Art. 49-53, Law 38/2013/QH13; Art. 38-41, Law 74/2025/QH15: limits, notices and the end; none without a grant."""
    part = next((one for one in found.parts if found.granted and one.rhythm == "month"), None)
    if part is None:
        return ()
    limits = calendar.claim_days(filed, values)
    collect = calendar.collect_days(limits.decide_by, values)
    told = {
        "unemployment.withdraw": limits.withdraw_by,
        "unemployment.no_work_working_days": calendar.waiting_ends(filed, values),
        "unemployment.decision": limits.decide_by,
        "unemployment.collect": collect.collect_by,
        "unemployment.first_day": part.first,
    }
    steps = [_of(key, filed, f"{day:%d/%m/%Y}", values) for key, day in told.items()]
    return (*steps, *_notices(part, values), *_besides(part, values))


def _of(key: str, day: dt.date, result: str | Text, values: Values, formula: str = "") -> Step:
    """Return a sentence named by its value of the law."""
    value = values.get(key, day)
    return Step(NAMES.get(key, value.label), result, formula, value.citation)


def _notices(part: Part, values: Values) -> Iterator[Step]:
    """Yield the days of the notice of job search of every month but the first."""
    if part.last is None:
        return
    law = values.get("unemployment.notice.days", part.first)
    for number, (first, _) in enumerate(calendar.months(part.first, MOST_MONTHS), 1):
        if number == 1 or first > part.last:  # the first notice is given with the collecting of the decision
            continue
        days = calendar.notice_days(first, values)
        name = Text(f"Thông báo tìm việc của tháng hưởng thứ {number}", f"Notice of job search, month {number}")
        yield Step(name, f"{days[0]:%d/%m} – {days[-1]:%d/%m/%Y}", citation=law.citation)


def _besides(part: Part, values: Values) -> Iterator[Step]:
    """Yield new work, money that is not fetched, health insurance."""
    report = values.get("unemployment.report_work", part.first)
    yield Step(
        report.label, Text(f"trong {report.text} ngày làm việc", f"within {report.text} working days"),
        citation=report.citation,
    )  # fmt: skip
    if part.last is not None:
        lost = calendar.uncollected_from(part.last, values)
        yield _of("unemployment.uncollected_months", part.last, f"{lost:%d/%m/%Y}", values)
    health = health_contribution(part.amount, part.first, values)
    paid = Text(f"{dong(health)} mỗi tháng, quỹ BHTN đóng", f"{dong(health)} a month, paid by the fund")
    yield _of("unemployment.health_rate", part.first, paid, values)
