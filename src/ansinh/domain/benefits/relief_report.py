"""What a measure has come to by a day: amounts not due or deferred, or lists and money in states never added."""

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction

from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.core.rounding import half_up
from ansinh.core.text import Text
from ansinh.domain.benefits.relief import Measure

STATES = ("received", "decided", "paid")
STATE_NAMES = {
    "received": Text("đã tiếp nhận", "received"),
    "decided": Text("đã quyết định", "decided"),
    "paid": Text("đã chi", "paid"),
}
LISTED = Text(
    "mọi người có tên trong danh sách đã lập, kể cả đơn vị chưa gửi lại",
    "everybody on a list that was built, sent back by the unit or not",
)
METHOD = Text(
    "bình quân các tháng đã qua ({passed} tháng) nhân với thời hạn {term} tháng",
    "mean of the {passed} months so far, times the term of {term} months",
)


@dataclass(frozen=True, slots=True)
class Amounts:
    """People (or lists' workers) and dong."""

    people: int = 0
    amount: Dong = 0

    def __add__(self, other: "Amounts") -> "Amounts":
        """Return both together: of one state only."""
        return Amounts(self.people + other.people, self.amount + other.amount)


@dataclass(frozen=True, slots=True)
class Report:
    """A measure as of a day, for an office.

    For rates and deferrals: employers, workers (of the last month), dong to date, expected by `method`. For lists:
    `states` by kind of list (participants, kept, single), `lists` asked for and confirmed with their workers; a cash
    support expects what is on its lists.
    """

    measure: Measure
    day: dt.date
    employers: int = 0
    workers: int = 0
    amount: Dong = 0
    expected: Dong | None = None
    method: Text | None = None
    months: tuple[tuple[Month, Dong], ...] = ()
    states: dict[str, dict[str, Amounts]] = field(default_factory=dict)
    requested: Amounts = Amounts()
    confirmed: Amounts = Amounts()

    def state(self, name: str) -> Amounts:
        """Return one series over all kinds of list."""
        return sum(self.states.get(name, {}).values(), Amounts())


def expected(
    measure: Measure, amounts: tuple[tuple[Month, Dong], ...], most: int | None = None
) -> tuple[Dong | None, Text | None]:
    """Return the amount over the whole term at the pace of the months so far, and the method; None without months.

    The term is the window, or `most` months where no employer may have it for longer (a suspension).
    """
    first, last = (Month.containing(day) for day in measure.window)
    window, passed = last.minus(first) + 1, len(amounts)
    term = window if most is None else min(window, max(most, passed))
    if passed == 0:
        return None, None
    whole = half_up(Fraction(sum(amount for _, amount in amounts) * term, passed)) if passed < term else None
    to_date = sum(amount for _, amount in amounts)
    return whole if whole is not None else to_date, METHOD.fill(passed=passed, term=term)
