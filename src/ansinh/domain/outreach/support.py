"""Budget support for health insurance (ethnic minorities, dignitaries): what a person costs, who is left out, why."""

import datetime as dt
from fractions import Fraction
from typing import Final

from ansinh.core.money import Dong
from ansinh.core.rounding import half_up
from ansinh.core.text import Text
from ansinh.law.values import Values
from ansinh.law.wages.level import level_of_pay

GROUPS: Final[dict[str, Text]] = {
    "ethnic_minority": Text("Đồng bào dân tộc thiểu số", "Ethnic minorities"),
    "dignitary": Text("Chức sắc, chức việc tôn giáo, người có uy tín", "Dignitaries and people of standing"),
    "average_farmer": Text("Hộ nông, lâm, ngư nghiệp có mức sống trung bình", "Farm households of average means"),
    "other": Text("Nhóm khác theo nghị quyết địa phương", "Another group by a local resolution"),
}
LEFT_OUT: Final[dict[str, Text]] = {
    "insured": Text("Đã có thẻ BHYT nguồn khác", "Covered from another source"),
    "elsewhere": Text("Đã có trong đề xuất khác cùng thời gian", "On another list of the same time"),
    "dead": Text("Đã chết", "Died"),
}
MOVES: Final[dict[str, frozenset[str]]] = {
    "draft": frozenset({"proposed"}),
    "proposed": frozenset({"approved", "rejected"}),
    "approved": frozenset({"transferred"}),
    "rejected": frozenset({"draft"}),
    "transferred": frozenset(),
}
STATES: Final[dict[str, Text]] = {
    "draft": Text("Đang lập", "Being made"),
    "proposed": Text("Đã trình", "Proposed"),
    "approved": Text("Đã phê duyệt", "Approved"),
    "rejected": Text("Không phê duyệt", "Rejected"),
    "transferred": Text("Đã chuyển tiền", "Transferred"),
}


def cost_of(first: dt.date, months: int, share: Fraction, values: Values) -> Dong:
    """Art. 13, Law 25/2008/QH12: what `share` of a person's health insurance costs for `months` from `first` (dong).

    By the rate and base level in force on the first day, rounded half-up once; a base level that rises later in the
    span is asked for by another proposal. UnknownValueError where a value of that day is not established.
    """
    rate = values.number("hi.rate.total", first)
    return half_up(rate * level_of_pay(first, values).number * months * share)
