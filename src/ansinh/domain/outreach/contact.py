"""What can come of a call or visit, and when somebody should talk to them again."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from ansinh.core.text import Text


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome: its name, the state it leads to ("" stays), days until the next try, whether they were reached."""

    name: Text
    state: str
    again_days: int
    reached: bool
    needs_day: bool = False
    only: frozenset[str] = frozenset()  # reasons it is asked for; empty: any

    def fits(self, kind: str) -> bool:
        """Return whether the outcome can come of talking to a prospect of `kind`."""
        return not self.only or kind in self.only


COUNSELLED: Final = frozenset({"one_time", "left_job", "pensionable"})
"""Reasons for which the benefits are compared with the person: one sum now, keeping the time, going on."""
OUTCOMES: Final[dict[str, Outcome]] = {
    "promised": Outcome(Text("Hẹn tham gia", "Promised to join"), "promised", 0, reached=True, needs_day=True),
    "interested": Outcome(Text("Quan tâm, gọi lại", "Interested, call again"), "contacted", 7, reached=True),
    "no_answer": Outcome(Text("Không gặp", "Not reached"), "", 2, reached=False),
    "refused": Outcome(Text("Từ chối", "Refused"), "refused", 60, reached=True),
    "not_subject": Outcome(Text("Không thuộc diện", "Not subject"), "not_subject", 365, reached=True),
    "withdrew": Outcome(
        Text("Rút đơn, giữ thời gian đóng", "Withdrew the application"), "contacted", 14, reached=True, only=COUNSELLED
    ),
    "undecided": Outcome(
        Text("Chưa quyết, hẹn tư vấn lại", "Undecided, counsel again"), "contacted", 2, reached=True, only=COUNSELLED
    ),
    "went_on": Outcome(Text("Vẫn rút một lần", "Goes on with one sum"), "refused", 365, reached=True, only=COUNSELLED),
    "wrong_number": Outcome(Text("Sai số điện thoại", "Wrong number"), "", 5, reached=False),
}
WAYS: Final[dict[str, Text]] = {
    "call": Text("Gọi điện", "Call"),
    "visit": Text("Đến nhà, đến đơn vị", "Visit"),
    "message": Text("Nhắn tin", "Message"),
    "letter": Text("Gửi thư mời", "Letter"),
    "counter": Text("Tại quầy", "At the counter"),
}
STATE_NAMES: Final[dict[str, Text]] = {
    "new": Text("Mới", "New"),
    "assigned": Text("Đã giao", "Given out"),
    "contacted": Text("Đã liên hệ", "Contacted"),
    "promised": Text("Đã hẹn", "Promised"),
    "joined": Text("Đã tham gia", "Joined"),
    "refused": Text("Từ chối", "Refused"),
    "not_subject": Text("Không thuộc diện", "Not subject"),
    "gone": Text("Không còn", "Gone"),
}


def next_day(outcome: str, day: dt.date, promised_for: dt.date | None) -> dt.date:
    """Return the day to act next: the day after a promised one, else so many days as the outcome asks.

    KeyError for an unknown outcome.
    """
    if promised_for is not None and OUTCOMES[outcome].needs_day:
        return promised_for + dt.timedelta(days=1)
    return day + dt.timedelta(days=OUTCOMES[outcome].again_days)
