"""Cases of unemployment benefit."""

import datetime as dt
from dataclasses import replace

import numpy as np

from ansinh.cli.cases.answer import Answer, reckoned, said, yes_or_no
from ansinh.cli.cases.given import Call, Given
from ansinh.cli.cases.spans import career, roster, span
from ansinh.core.text import Text
from ansinh.law.explain import Step, dong
from ansinh.law.unemployment import amount as money
from ansinh.law.unemployment import calendar, duration
from ansinh.law.unemployment.amount import REGIONS, Unemployed
from ansinh.law.unemployment.besides import may_train_without_benefit, training_support
from ansinh.law.values import Values


def _one(value: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.array([value], dtype=np.int64)


EXEMPT = Text("được miễn", "exempt")
ASKED = Text("phải thông báo", "notice asked")
ON_COLLECTING = Text("thông báo khi nhận quyết định", "notice on collecting the decision")
COLLECTED = Text(
    "số tháng đã hưởng, hoặc ngày bắt đầu và ngày chấm dứt",
    "the months collected, or the days of the start and the end",
)
MOST_MONTHS = 600
CANCELLED = "decision_cancelled"  # nothing was paid or suspended
NOT_KEPT = ("pension", "refused_work", "missed_notices", "settled_abroad", "fine", "death")  # ends that keep nothing


def _region(given: Given) -> int:
    """Return the number of the wage region, 0 for none."""
    return 0 if given.none("region") else REGIONS.index(given.word("region", *REGIONS)) + 1


def amount(call: Call, values: Values) -> Answer:
    """Monthly unemployment benefit."""
    given = call.given
    ended, state = given.day("ended"), given.word("pay_regime", "state", "employer") == "state"
    people = Unemployed(career(given), _one(ended.toordinal()), np.array([state]), _one(_region(given)))
    try:
        found = money.benefits(people, values)
    except ValueError as error:
        raise given.refuse("region", " | ".join(REGIONS)) from error
    names = ("average", "uncapped", "cap", "amount")
    return Answer({name: int(getattr(found, name)[0]) for name in names}, steps=money.told(found, ended, values))


def length(call: Call, values: Values) -> Answer:
    """Months of benefit and months kept for later."""
    contributed = call.given.whole("contributed_months")
    months, kept = duration.durations(_one(contributed), _one(call.day.toordinal()), values)
    steps = duration.told(contributed, int(months[0]), int(kept[0]), call.day, values)
    return Answer({"months": int(months[0]), "reserved": int(kept[0])}, steps=steps)


def _day(given: Given, key: str) -> dt.date | None:
    """Return a day or None."""
    return None if given.none(key) else given.day(key)


def reserve(call: Call, values: Values) -> Answer:
    """Months kept when benefit ends early or is not collected."""
    given = call.given
    cause = given.word("cause", *values.get("unemployment.kept.causes", call.day).listed, *NOT_KEPT)
    case = duration.Ended(
        given.whole("contributed_months"),
        given.between("months_granted", 0, MOST_MONTHS),
        cause,
        start=_day(given, "benefit_start"),
        ended_on=_day(given, "ended_on"),
        suspended=0 if cause == CANCELLED and given.none("months_suspended") else given.whole("months_suspended"),
    )
    if not given.none("months_collected"):
        case = replace(case, collected=given.whole("months_collected"))
    elif cause != CANCELLED and (case.start is None or case.ended_on is None):
        raise given.refuse("months_collected", COLLECTED)
    found = duration.kept(case, call.day, values)
    return Answer({"months_paid": found.paid, "reserved": found.reserved}, steps=found.steps)


def months_calendar(call: Call, _values: Values) -> Answer:
    """First and last day of each benefit month."""
    found = calendar.months(call.given.day("start"), call.given.between("months", 0, MOST_MONTHS))
    article = "Law 38/2013/QH13 art. 50(3); Decree 374/2025/ND-CP art. 15(2)"
    steps = tuple(
        said(f"Tháng hưởng thứ {order}", f"Benefit month {order}", f"{first} → {last}", citation=article)
        for order, (first, last) in enumerate(found, 1)
    )
    return Answer({"months": [[first.isoformat(), last.isoformat()] for first, last in found]}, steps=steps)


def termination(call: Call, values: Values) -> Answer:
    """Day on which benefit ends when work was found."""
    found = calendar.work_found(call.given.day("contract_effective"), call.given.day("reported"), values)
    limit = values.get("unemployment.report_work", call.given.day("contract_effective"))
    steps = (
        said(
            "Chấm dứt từ ngày hợp đồng có hiệu lực", "Ends on the day the contract takes effect", found.ended_on,
            citation="Law 38/2013/QH13 art. 53(3); Decree 28/2015/ND-CP art. 21",
        ),
        said(
            f"Thông báo trong {limit.text} ngày làm việc", f"Reported within {limit.text} working days",
            yes_or_no(found.in_time), citation=limit.citation,
        ),
    )  # fmt: skip
    return Answer({"ended_on": found.ended_on.isoformat()}, steps=steps)


def exempt(call: Call, values: Values) -> Answer:
    """Benefit months without the monthly notice during training, illness or maternity (until 2025)."""
    given = call.given
    ground = span([given.raw("exempt_from"), given.raw("exempt_to")], "inputs.exempt_from, exempt_to")
    benefit = (given.day("benefit_start"), given.between("months", 0, MOST_MONTHS))
    found = calendar.exempt_months(benefit, ground, values, roster(given))
    own, law = roster(given), values.get("unemployment.notice.days", ground[0])
    paper = values.get("unemployment.notice.paper", ground[0])
    shown = f"{ground[0]} + {paper.text}"
    steps = [said("Hạn nộp giấy tờ chứng minh", "Paper due by", found.paper_due, shown, paper.citation)]
    for order, (first, _) in enumerate(calendar.months(*benefit), 1):
        asked = calendar.notice_days(first, values, own)
        free = EXEMPT if order in found.months else ASKED if order > 1 else ON_COLLECTING
        name = Text(f"Tháng hưởng thứ {order}: {asked[0]} → {asked[-1]}", f"Month {order}: {asked[0]} → {asked[-1]}")
        steps.append(Step(name, free, citation=law.citation))
    outputs = {"paper_due": found.paper_due.isoformat(), "exempt_months": list(found.months)}
    return Answer(outputs, steps=tuple(steps))


def in_transfer(call: Call, _values: Values) -> Answer:
    """Whether the notice is asked when its days fall in a transfer between provinces."""
    given = call.given
    window = span(given.raw("notice_window"), "inputs.notice_window")
    asked = calendar.notice_in_transfer(window, given.day("transfer_from"), _day(given, "transfer_to"))
    given_in_time, until = given.yes("notice_given", asked=asked), _day(given, "transfer_to")
    steps = (
        said("Các ngày phải thông báo", "Days of the notice", f"{window[0]} → {window[1]}"),
        said(
            "Cả các ngày đó nằm trong thời gian chuyển nơi hưởng", "All of them lie inside the transfer",
            yes_or_no(not asked), f"{given.day('transfer_from')} → {until or '...'}",
            "Circular 28/2015/TT-BLDTBXH art. 10-11",
        ),
    )  # fmt: skip
    return Answer({"notice_required": asked, "suspended": asked and not given_in_time}, steps=steps)


def claim_days(call: Call, values: Values) -> Answer:
    """Last days of a claim: to withdraw it, to decide, to pay; and to collect a decision that was handed out."""
    given, own = call.given, roster(call.given)
    filed, handed_out = given.day("filed"), _day(given, "handed_out")
    found, begins = calendar.claim_days(filed, values, own), calendar.first_day(filed, values, own)
    told = [
        ("withdraw_by", "unemployment.withdraw", filed, filed, found.withdraw_by),
        ("decide_by", "unemployment.decision", filed, filed, found.decide_by),
        ("pay_by", "unemployment.pay", filed, found.decide_by, found.pay_by),
        ("benefit_from", "unemployment.first_day", filed, filed, begins),
    ]
    if handed_out is not None:
        days = calendar.collect_days(handed_out, values, own)
        told.append(("collect_by", "unemployment.collect", handed_out, handed_out, days.collect_by))
        told.append(("cancel_by", "unemployment.cancel", handed_out, days.collect_by, days.cancel_by))
    steps = []
    for _, key, on, since, last in told:
        law = values.get(key, on)
        steps.append(said(law.label.vi, law.label.en, last, f"{since} + {law.text}", law.citation))
    return Answer({name: last.isoformat() for name, *_, last in told}, steps=tuple(steps))


def training(call: Call, values: Values) -> Answer:
    """Help with the fee of a course of training, with unemployment benefit or without it."""
    given = call.given
    contributed, fee, months = given.whole("contributed_months"), given.whole("fee"), given.share("months")
    law, least = (values.get(f"unemployment.training{key}", call.day) for key in ("", ".least_months"))
    open_to = given.yes("draws_benefit") or may_train_without_benefit(contributed, call.day, values)
    reckons = training_support(fee, months, call.day, values, meal_days=given.whole("meal_days"))
    amount = reckons if open_to else 0
    steps = (
        said(
            f"Đang hưởng trợ cấp, hoặc đã đóng từ {least.text} tháng",
            f"On benefit, or {least.text} months contributed",
            yes_or_no(open_to), str(contributed), least.citation,
        ),
        reckoned("Hỗ trợ học nghề trong mức tối đa", "Support within its limits", dong(fee), amount, law.citation),
    )  # fmt: skip
    return Answer({"eligible": open_to, "amount": amount}, steps=steps)
