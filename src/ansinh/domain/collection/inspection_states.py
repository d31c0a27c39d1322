"""The machine of an inspection: planned, decided, started, recorded, concluded, closed at nothing left; or cancelled.

planned -> decided (number, team) -> started (papers asked) -> recorded (minutes signed) -> concluded (deadline)
-> closed once everything is recovered and done. Cancelled only before the minutes are signed.
"""

from dataclasses import dataclass
from typing import Final

from ansinh.core.money import Dong
from ansinh.core.text import Text

STATE_NAMES: Final[dict[str, Text]] = {
    "planned": Text("Trong kế hoạch", "Planned"),
    "decided": Text("Đã ra quyết định", "Decided"),
    "started": Text("Đang tiến hành", "Under way"),
    "recorded": Text("Đã ký biên bản", "Minutes signed"),
    "concluded": Text("Đã kết luận, đang theo dõi", "Concluded, followed up"),
    "closed": Text("Kết thúc", "Closed"),
    "cancelled": Text("Hủy", "Cancelled"),
}


@dataclass(frozen=True, slots=True)
class Move:
    """One move: from which states, to which, its name, and whether it needs a paper's number."""

    before: tuple[str, ...]
    after: str
    name: Text
    paper: bool = True


MOVES: Final[dict[str, Move]] = {
    "decide": Move(("planned",), "decided", Text("Ra quyết định", "Decide")),
    "start": Move(("decided",), "started", Text("Công bố, bắt đầu", "Announce and start"), paper=False),
    "record": Move(("started",), "recorded", Text("Ký biên bản", "Sign the minutes")),
    "conclude": Move(("recorded",), "concluded", Text("Kết luận", "Conclude")),
    "close": Move(("concluded",), "closed", Text("Kết thúc theo dõi", "Close"), paper=False),
    "cancel": Move(("planned", "decided", "started"), "cancelled", Text("Hủy", "Cancel")),
}
CLAIMED: Final = Text("Ghi sổ phải thu của điểm", "Claim on the point entered in the books")
DONE: Final = ("recorded", "concluded", "closed")  # inspected: the minutes are signed
_WRONG = Text(
    "Hồ sơ đang ở trạng thái “{now}”, không thể “{move}”.", "The case is “{now}”; “{move}” is not possible from there."
)
_PAPER = Text("Cần số văn bản để “{move}”.", "The number of the paper is needed to “{move}”.")


def refusal(move: str, state: str, paper: str) -> Text | None:
    """Return why a case in `state` cannot make `move` with the paper numbered `paper`; None where it can.

    KeyError for a move the machine does not have.
    """
    rule = MOVES[move]
    if state not in rule.before:
        return Text(
            _WRONG.vi.format(now=STATE_NAMES[state].vi, move=rule.name.vi),
            _WRONG.en.format(now=STATE_NAMES[state].en, move=rule.name.en),
        )
    if rule.paper and not paper.strip():
        return Text(_PAPER.vi.format(move=rule.name.vi), _PAPER.en.format(move=rule.name.en))
    return None


@dataclass(frozen=True, slots=True)
class Followed:
    """How a conclusion stands: dong demanded, recovered; requests asked, done, and not done past their day."""

    demanded: Dong
    recovered: Dong
    requests: int
    done: int
    late: int

    @property
    def remaining(self) -> Dong:
        """What is still to come back."""
        return self.demanded - self.recovered

    @property
    def nothing_left(self) -> bool:
        """Whether the case may be closed."""
        return self.remaining == 0 and self.requests == self.done


LEFT: Final = Text(
    "Chưa thể kết thúc: còn {dong} đồng phải thu và {requests} kiến nghị chưa thực hiện.",
    "It cannot be closed: {dong} dong are still to be recovered and {requests} requests are not done.",
)
