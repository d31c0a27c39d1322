"""Collection agents: who may take money, what a check decides, three-way match, commission."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from ansinh.core.errors import UnknownValueError
from ansinh.core.money import Dong
from ansinh.core.rounding import half_up
from ansinh.core.text import Text

SCHEMES: Final[dict[str, Text]] = {
    "hi_household": Text("BHYT hộ gia đình", "Household health insurance"),
    "hi_pupil": Text("BHYT học sinh", "Pupils' health insurance"),
    "vsi": Text("BHXH tự nguyện", "Voluntary insurance"),
}
CONDITIONS: Final[dict[str, Text]] = {
    "legal": Text("Đăng ký hoạt động hợp pháp", "Legally registered"),
    "guarantee": Text("Tài khoản và bảo đảm nghĩa vụ", "Account and guarantee"),
    "facilities": Text("Địa điểm, trang thiết bị", "Facilities"),
    "collectors": Text("Đủ nhân viên có chứng chỉ", "Enough certified collectors"),
    "software": Text("Phần mềm chuyển dữ liệu ngay", "Software that sends data at once"),
    "published": Text("Điểm thu được công khai trên cổng", "Points published on the portal"),
}
GRAVE: Final = frozenset({"legal", "facilities", "collectors", "software"})
"""Without one of these the contract is suspended at once; the others and late money warn first (processes.md 12)."""
_SUSPENDED = Text("Hợp đồng của tổ chức đang {state}: không thu mới.", "The contract is {state}: no new receipts.")
_OVER = Text("Hợp đồng không có hiệu lực vào ngày {day}.", "The contract does not hold on {day}.")
_NO_PAPER = Text("Nhân viên thu không có chứng chỉ còn hạn.", "The collector has no valid certificate.")
_NO_RULE = Text("Chưa có mức thù lao cho {scheme} ngày {day}.", "No rate of commission for {scheme} on {day}.")


@dataclass(frozen=True, slots=True)
class Standing:
    """What must be known before a receipt is issued."""

    state: str
    valid_from: dt.date
    valid_to: dt.date
    certified_to: dt.date | None


def blocked(standing: Standing, day: dt.date) -> Text | None:
    """Return why no receipt may be issued on `day`; None where it may."""
    if standing.state not in {"active", "warned"}:
        return _SUSPENDED.fill(state=standing.state)
    if not standing.valid_from <= day < standing.valid_to:
        return _OVER.fill(day=f"{day:%d/%m/%Y}")
    if standing.certified_to is None or standing.certified_to < day:
        return _NO_PAPER
    return None


def check_verdict(state: str, held: Mapping[str, bool], *, late_remittances: int, quota_met: bool) -> str:
    """Return the state after a quarterly check: active, warned or suspended.

    A grave condition that fails suspends; another one, late money or a missed quota warns; who was warned for a
    condition or late money and has not mended it is suspended. A missed quota alone never does more than warn.
    """
    failed = {name for name in CONDITIONS if not held.get(name, False)}
    if failed & GRAVE:
        return "suspended"
    if failed or late_remittances:
        return "suspended" if state == "warned" else "warned"
    return "active" if quota_met else "warned"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt as the match sees it."""

    number: str
    organisation: str
    day: dt.date
    amount: Dong
    scheme: str
    renewal: bool
    voided: bool = False


@dataclass(frozen=True, slots=True)
class Matched:
    """Three sides compared: receipts that agree with the list, what differs, and money against receipts by agent.

    `differs` holds (number, receipt, list) with 0 for a side that is missing; `short` is dong receipted but not
    remitted (negative: too much came).
    """

    good: tuple[Receipt, ...]
    differs: tuple[tuple[str, Dong, Dong], ...]
    short: Mapping[str, Dong]

    def payable(self) -> tuple[Receipt, ...]:
        """Return the receipts on which commission is earned: in the list, and their agent's money is all there."""
        return tuple(one for one in self.good if self.short.get(one.organisation, 0) <= 0)


def three_way(receipts: Iterable[Receipt], listed: Mapping[str, Dong], remitted: Mapping[str, Dong]) -> Matched:
    """Compare receipts with the lists (`listed`: number to dong) and with the bank (`remitted`: agent to dong).

    A voided receipt counts as none.
    """
    live = [one for one in receipts if not one.voided]
    numbers = {one.number: one.amount for one in live}
    good = tuple(one for one in live if listed.get(one.number) == one.amount)
    every = sorted(set(numbers) | set(listed))
    differs = tuple((n, numbers.get(n, 0), listed.get(n, 0)) for n in every if numbers.get(n, 0) != listed.get(n, 0))
    owed: dict[str, Dong] = {}
    for one in live:
        owed[one.organisation] = owed.get(one.organisation, 0) + one.amount
    agents = set(owed) | set(remitted)
    return Matched(good, differs, {agent: owed.get(agent, 0) - remitted.get(agent, 0) for agent in sorted(agents)})


@dataclass(frozen=True, slots=True)
class Rule:
    """A rate of commission from a day to another (None: open): for a scheme, new or renewal (None both), a kind."""

    scheme: str
    renewal: bool | None
    kind: str
    rate: Fraction
    valid_from: dt.date
    valid_to: dt.date | None

    def fits(self, receipt: Receipt, kind: str) -> bool:
        """Return whether the rule speaks of a receipt of an agent of `kind`."""
        in_force = self.valid_from <= receipt.day and (self.valid_to is None or receipt.day < self.valid_to)
        same = self.scheme == receipt.scheme and self.renewal in {None, receipt.renewal} and self.kind in {"", kind}
        return in_force and same


def commission(receipt: Receipt, kind: str, rules: Sequence[Rule]) -> Dong:
    """Return the commission on one matched receipt (dong, half-up), by the most particular rule in force.

    UnknownValueError, naming scheme and day, where no rule is in force: a rate is never assumed.
    """
    fitting = [rule for rule in rules if rule.fits(receipt, kind)]
    if not fitting:
        raise UnknownValueError(_NO_RULE.fill(scheme=receipt.scheme, day=receipt.day))
    best = max(fitting, key=lambda rule: (rule.kind != "", rule.renewal is not None, rule.valid_from))
    return half_up(receipt.amount * best.rate)


def clawed_back(paid: Mapping[str, Dong], voided: Iterable[str]) -> dict[str, Dong]:
    """Return what is taken back of commission already paid (number to dong) for receipts voided or refunded since."""
    return {number: paid[number] for number in voided if paid.get(number)}
