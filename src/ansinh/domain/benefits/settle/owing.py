"""Months an employer still owes: left out of what is reckoned, told to the person, and paid as a difference later."""

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.facts import Facts, Stretch
from ansinh.domain.benefits.procedures import procedure
from ansinh.law.conditions import Condition
from ansinh.law.explain import Step

CITATION = "Law 58/2014/QH13 art. 21(4), 122(3); Law 41/2024/QH15 art. 34(4); Decree 158/2025/ND-CP art. 8"
NAME = Text("Tháng đơn vị còn nợ, chưa tính", "Months the employer still owes, not counted")
LATER = Text(
    "Khi đơn vị đóng đủ, cơ quan tính lại và chi phần chênh lệch; người hưởng không phải nộp lại hồ sơ.",
    "When the employer has paid, the office reckons again and pays the difference; no new claim is needed.",
)


def owed_months(facts: Facts) -> tuple[int, ...]:
    """Return the months (Month.number) of the claimant that count for the procedure's fund once they are paid."""
    unpaid = facts.unpaid(procedure(facts.procedure).fund)
    if not unpaid:
        return ()
    worked = {
        number
        for stretch in facts.stretches
        if stretch.counted
        for number in range(stretch.first, stretch.end)
        if (stretch.account, number) in unpaid
    }
    return tuple(sorted(worked - _paid_elsewhere(facts, unpaid)))


def _paid_elsewhere(facts: Facts, unpaid: frozenset[tuple[int, int]]) -> set[int]:
    """Return the months that another employer has paid."""
    fund = procedure(facts.procedure).fund
    return {
        number
        for stretch in facts.stretches
        if _pays(stretch) and stretch.in_fund(fund)
        for number in range(stretch.first, stretch.end)
        if (stretch.account, number) not in unpaid
    }


def _pays(stretch: Stretch) -> bool:
    """Return whether an employer pays for the months of a stretch."""
    return stretch.counted and not stretch.voluntary


def told(months: tuple[int, ...]) -> Step:
    """Return the sentence about months that wait."""
    return Step(NAME, said(months), citation=CITATION, note=LATER)


def said(months: tuple[int, ...]) -> Text:
    """Return months that wait as people read them: how many, the first and the last."""
    first, last = Month(months[0]), Month(months[-1])
    if len(months) == 1:
        return Text(f"tháng {first}", str(first))
    return Text(f"{len(months)} tháng, {first} – {last}", f"{len(months)} months, {first} – {last}")


def waits(months: tuple[int, ...]) -> Condition:
    """Return the condition of a refusal that may be otherwise once the employer has paid."""
    return Condition("employer_owes", met=False, name=PAID, found=said(months), mend=MEND, citation=CITATION)


PAID = Text("Đơn vị đã đóng các tháng làm việc", "The employer has paid for the months of work")
MEND = Text(
    "đơn vị đóng đủ các tháng này; khi đó hồ sơ được tính lại",
    "the employer pays these months; the claim is then reckoned again",
)
