"""How many months of benefit, and which contributed months are kept for a later time."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.period import month_begins
from ansinh.core.text import Text
from ansinh.law.explain import Step
from ansinh.law.spread import by_values
from ansinh.law.values import Values

LAW = ("unemployment.duration", "unemployment.kept.most_contributed")


def durations(
    contributed: NDArray[np.int64], ended: NDArray[np.int64], values: Values
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Art. 50.2, Law 38/2013/QH13; Art. 39.2, Law 74/2025/QH15: months of benefit and odd months kept, (n,) each.

    Three months for 12 to 36 contributed, one more for each further twelve, twelve at most. Months beyond 36 + 12 k are
    kept; since 2020-07-15 only where no more than 144 were contributed. `ended` date ordinals.
    """
    months, kept = np.zeros(contributed.size, dtype=np.int64), np.zeros(contributed.size, dtype=np.int64)
    for day, rows in by_values(ended, LAW, values):
        law, most = values.get("unemployment.duration", day), values.find("unemployment.kept.most_contributed", day)
        first_up_to, each = int(law.of("first_up_to")), int(law.of("each_further"))
        mine = contributed[rows]
        beyond = np.maximum(mine - first_up_to, 0)
        granted = np.minimum(int(law.of("first")) + beyond // each, int(law.of("most")))
        months[rows] = np.where(mine < int(law.of("least")), 0, granted)
        kept[rows] = np.where(most is None or mine <= (0 if most is None else most.whole), beyond % each, 0)
    return months, kept


def told(contributed: int, months: int, kept: int, ended: dt.date, values: Values) -> tuple[Step, ...]:
    """Art. 50.2, Law 38/2013/QH13; Art. 39.2, Law 74/2025/QH15: the story of one person's months."""
    law = values.get("unemployment.duration", ended)
    first, upto, each = law.by_name["first"], int(law.of("first_up_to")), law.by_name["each_further"]
    more = f" + ({contributed} - {upto}) / {each}, ≤ {law.by_name['most']}" if contributed > upto else ""
    shown = f"{first}{more}"
    rule = Text(
        f"đóng đến {upto} tháng hưởng {first} tháng; thêm đủ {each} tháng hưởng thêm 1 tháng",
        f"up to {upto} months give {first}; each full {each} more give one more",
    )
    short = contributed < law.of("least")
    least = law.by_name["least"]
    note = Text(f"chưa đủ {least} tháng", f"fewer than {least} months") if short else rule
    limit = values.find("unemployment.kept.most_contributed", ended)
    return (
        Step(
            Text(f"Số tháng hưởng ({contributed} tháng đóng)", f"Months of benefit ({contributed} contributed)"),
            str(months),
            shown if more and not short else "",
            law.citation,
            note,
        ),
        Step(
            Text("Số tháng lẻ bảo lưu", "Odd months kept"), str(kept), citation="" if limit is None else limit.citation
        ),
    )


@dataclass(frozen=True, slots=True)
class Ended:
    """How a benefit ended: months granted, its first and last day, or the months collected (None: by dates).

    `cause` is a word of the law's list; `suspended` months whose money was lost.
    """

    contributed: int
    granted: int
    cause: str
    start: dt.date | None = None
    ended_on: dt.date | None = None
    collected: int | None = None
    suspended: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """Months paid, months used up (paid and suspended), contributed months kept for later."""

    paid: int
    used: int
    reserved: int
    steps: tuple[Step, ...]


def kept(case: Ended, day: dt.date, values: Values) -> Kept:
    """Art. 53.4-5, Law 38/2013/QH13; Art. 9, Circular 28/2015/TT-BLDTBXH; Art. 8, Decree 374/2025/ND-CP.

    Contributed months less twelve for each month paid; a month begun is paid whole, a suspended month counts as used;
    a decision cancelled because nobody collected it uses nothing. Nothing is kept after other ends (pension, two jobs
    refused, three notices missed, settling abroad, a fine, death). ValueError where neither dates nor months tell it.
    """
    causes, each = values.get("unemployment.kept.causes", day), values.get("unemployment.kept.months_per_paid", day)
    used = 0 if case.cause == "decision_cancelled" else _used(case)
    paid = max(0, used - case.suspended)
    left = max(0, case.contributed - each.whole * used) if case.cause in causes.listed else 0
    steps = (
        Step(Text("Số tháng đã hưởng (tháng dở dang tính đủ)", "Months paid (a month begun counts)"), str(paid)),
        Step(Text("Số tháng đã dùng, kể cả tạm dừng", "Months used up, suspended ones too"), str(used)),
        Step(
            Text("Số tháng bảo lưu", "Months kept"),
            str(left),
            f"max(0, {case.contributed} - {each.text} x {used})" if case.cause in causes.listed else "",
            causes.citation,
        ),
    )
    return Kept(paid, used, left, steps)


def _used(case: Ended) -> int:
    """Return the benefit months used up."""
    if case.collected is not None:
        return case.collected + case.suspended
    if case.start is None or case.ended_on is None:
        message = "give the months collected, or the days the benefit began and ended"
        raise ValueError(message)
    return sum(1 for number in range(case.granted) if month_begins(case.start, number) <= case.ended_on)
