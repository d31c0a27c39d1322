"""What a finding must say, and what the arrears of findings amount to: the months' own law on right less declared."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.finding import Finding, Place
from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.collection.inspection import Need, Violation
from ansinh.law.contributions import EmployerColumns, PeopleColumns, assess_month
from ansinh.law.contributions.columns import AccountTotals
from ansinh.law.values import Values

FUNDS: Final = ("rs", "sm", "oad", "ui", "hi")
MOST_MONTHS: Final = 600
_MESSAGES: Final[dict[Need, tuple[Text, Text]]] = {
    "person": (
        Text("Chưa nêu người liên quan.", "Nobody is named."),
        Text("Ghi mã số BHXH của người đó.", "Give the person's SI number."),
    ),
    "months": (
        Text("Chưa nêu từ tháng, đến tháng.", "The months are not given."),
        Text("Ghi tháng đầu và tháng cuối trong thời kỳ kiểm tra.", "Give the first and last month of the period."),
    ),
    "wage": (
        Text("Chưa nêu mức lương đúng.", "The right wage is not given."),
        Text("Ghi mức lương làm căn cứ đóng, cao hơn mức đã khai.", "Give the right base; it lies above the declared."),
    ),
    "amount": (
        Text("Chưa nêu số tiền phải thu hồi.", "The amount to recover is not given."),
        Text("Ghi số tiền bằng đồng, lớn hơn 0.", "Give the amount in dong, above 0."),
    ),
}
_NO_DOCUMENT = (
    Text("Chưa nêu chứng cứ.", "No evidence is named."),
    Text("Ghi số, ngày chứng từ: bảng lương, danh sách ký nhận ...", "Name the paper: wage sheet, signed list ..."),
)
_KIND = (
    Text("Không có loại vi phạm này cho đối tượng kiểm tra.", "This violation does not exist for what is inspected."),
    Text("Chọn một trong: {known}.", "Choose one of: {known}."),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """One violation as an inspector writes it: months inclusive, dong; `row` is its line in the list that was sent."""

    kind: str
    person: str = ""  # SI number
    name: str = ""
    first: Month | None = None
    last: Month | None = None
    declared: Dong = 0
    found: Dong = 0
    amount: Dong = 0
    document: str = ""
    note: str = ""
    row: int = 1


def check(seen: Seen, kinds: Mapping[str, Violation], period: tuple[dt.date, dt.date]) -> list[Finding]:
    """Return everything that is wrong with a finding as written; empty where it can be kept."""
    rule = kinds.get(seen.kind)
    if rule is None:
        return [_finding("I-KIND", seen, "kind", _KIND[0], _KIND[1].fill(known=", ".join(kinds)))]
    found = [_finding(f"I-{need.upper()}", seen, need, *_MESSAGES[need]) for need in _lacking(seen, rule.needs, period)]
    if not seen.document.strip():
        found.append(_finding("I-DOCUMENT", seen, "document", *_NO_DOCUMENT))
    return found


def _lacking(seen: Seen, needs: frozenset[str], period: tuple[dt.date, dt.date]) -> list[Need]:
    """Return what the finding lacks of what its kind asks for."""
    low, high = (Month.containing(day) for day in period)
    months = seen.first is not None and seen.last is not None and low <= seen.first <= seen.last <= high
    there: dict[Need, bool] = {
        "person": bool(seen.person),
        "months": months and seen.first is not None and seen.last is not None
        and seen.last.number - seen.first.number < MOST_MONTHS,
        "wage": seen.found > seen.declared >= 0,
        "amount": seen.amount > 0,
    }  # fmt: skip
    return [need for need, held in there.items() if need in needs and not held]


def _finding(code: str, seen: Seen, column: str, message: Text, mend: Text) -> Finding:
    return Finding(code, Place(row=seen.row, column=column), str(getattr(seen, column, "") or ""), message, mend)


def arrears(seen: Seen, region: int, values: Values) -> Dong:
    """Return what the months of a finding owe more than was declared, all funds, employer and employee together.

    Art. 85-86, Law 58/2014/QH13; Art. 33-34, Law 41/2024/QH15; Art. 18, Law 25/2008/QH12; Art. 57, Law 38/2013/QH13: as
    an employee without term in wage `region` (1..4), base by base with the ceilings of each month. What the books make
    of it is assessed from the declaration that follows; late interest is theirs. UnknownValueError where the law of a
    month is not established.
    """
    if seen.first is None or seen.last is None:
        return 0
    months = [Month(number) for number in range(seen.first.number, seen.last.number + 1)]
    return sum(
        _owed(month, seen.found, region, values) - _owed(month, seen.declared, region, values) for month in months
    )


def _owed(month: Month, base: Dong, region: int, values: Values) -> Dong:
    """Return what one person on `base` owes in a month; nothing on no base."""
    if base <= 0:
        return 0
    columns: NDArray[np.int64] = np.array([base], dtype=np.int64)
    account = EmployerColumns.enterprise(region=region or 1)
    owed = assess_month(month, PeopleColumns.employees(columns), account, values)
    sums = {one.name: int(getattr(owed.totals, one.name).sum()) for one in fields(AccountTotals)}
    return sum(sums[fund] for fund in FUNDS)
