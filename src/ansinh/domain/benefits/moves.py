"""The life of a dossier: one table of moves for every procedure. Who may make a move is asked in the rights table."""

from dataclasses import dataclass
from typing import Final, Literal

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.registry.rights import Act

State = Literal[
    "received", "returned", "completed", "computed", "reviewed", "approved", "paid", "appealed", "revised", "closed"
]
STATES: Final[tuple[State, ...]] = (
    "received", "returned", "completed", "computed", "reviewed", "approved", "paid", "appealed", "revised", "closed",
)  # fmt: skip
DECIDED: Final[frozenset[State]] = frozenset({"approved", "revised", "paid", "closed"})
OPEN: Final[frozenset[State]] = frozenset({"received", "returned", "completed", "computed", "reviewed"})

STATE_NAMES: Final[dict[str, Text]] = {
    "received": Text("Đã tiếp nhận", "Received"),
    "returned": Text("Trả lại để bổ sung", "Returned for completion"),
    "completed": Text("Hồ sơ đầy đủ", "Complete"),
    "computed": Text("Đã tính", "Computed"),
    "reviewed": Text("Đã thẩm định", "Reviewed"),
    "approved": Text("Đã phê duyệt", "Approved"),
    "paid": Text("Đã chi trả", "Paid"),
    "appealed": Text("Đang khiếu nại", "Under appeal"),
    "revised": Text("Đã điều chỉnh", "Revised"),
    "closed": Text("Đã kết thúc", "Closed"),
}


@dataclass(frozen=True, slots=True)
class Move:
    """One move: from which states, to which state ("" is decided by the story of the dossier), and who may."""

    name: str
    text: Text
    before: frozenset[State]
    after: State | Literal[""]
    act: Act
    says_why: bool = False


def _moves(*moves: Move) -> dict[str, Move]:
    """Return moves by name."""
    return {move.name: move for move in moves}


MOVES: Final = _moves(
    Move("receive", Text("Tiếp nhận", "Receive"), frozenset(), "received", "dossiers.receive"),
    Move(
        "return", Text("Trả lại để bổ sung", "Return for completion"),
        frozenset({"received", "completed", "computed"}), "returned", "dossiers.compute", says_why=True,
    ),
    Move(
        "complete", Text("Xác nhận đầy đủ", "Confirm as complete"), frozenset({"received", "returned"}), "completed",
        "dossiers.receive",
    ),
    Move("compute", Text("Tính", "Compute"), frozenset({"completed", "computed"}), "computed", "dossiers.compute"),
    Move(
        "send_back", Text("Chuyển lại người tính", "Send back"), frozenset({"computed", "reviewed"}), "completed",
        "dossiers.review", says_why=True,
    ),
    Move("review", Text("Thẩm định", "Review"), frozenset({"computed"}), "reviewed", "dossiers.review"),
    Move("approve", Text("Phê duyệt", "Approve"), frozenset({"reviewed"}), "", "dossiers.approve"),
    Move("pay", Text("Chi trả", "Pay"), frozenset({"approved", "revised"}), "paid", "dossiers"),
    Move(
        "appeal", Text("Ghi nhận khiếu nại", "Record an appeal"), DECIDED, "appealed", "dossiers.receive",
        says_why=True,
    ),
    Move("answer", Text("Giữ nguyên quyết định", "Uphold the decision"), frozenset({"appealed"}), "",
         "dossiers.approve", says_why=True),
    Move(
        "reopen", Text("Mở lại để tính lại", "Reopen"), DECIDED | {"appealed"}, "completed", "dossiers.review",
        says_why=True,
    ),
    Move(
        "withdraw", Text("Rút hồ sơ", "Withdraw"), OPEN, "closed", "dossiers.receive", says_why=True,
    ),
    Move("close", Text("Kết thúc", "Close"), frozenset({"approved", "revised", "paid"}), "closed", "dossiers.compute"),
)  # fmt: skip

IN_BULK: Final[dict[str, State]] = {"compute": "completed", "review": "computed", "approve": "reviewed"}
"""Steps taken with all dossiers of a list at once, and the state in which dossiers wait for each."""


def allowed(state: str) -> tuple[Move, ...]:
    """Return the moves that lead out of a state."""
    return tuple(move for move in MOVES.values() if state in move.before)


def after(name: str, state: str, *, version: int = 1, came_from: str = "") -> State:
    """Return the state after a move; RefusedError where the move does not lead out of `state`.

    Approving the first decision gives `approved`, a later one `revised`; upholding goes back to where the appeal
    `came_from`.
    """
    move = MOVES[name]
    if state not in move.before:
        raise RefusedError(
            Text(
                f"Hồ sơ ở trạng thái “{STATE_NAMES[state].vi}”, không thể “{move.text.vi}”.",
                f"A dossier that is “{STATE_NAMES[state].en}” cannot make the move “{move.text.en}”.",
            )
        )
    if move.after:
        return move.after
    if name == "approve":
        return "approved" if version == 1 else "revised"
    return next(known for known in STATES if known == came_from)


def require_reason(name: str, reason: str) -> None:
    """Refuse a move that must say why and does not."""
    if MOVES[name].says_why and not reason.strip():
        raise RefusedError(Text("Hãy ghi lý do bằng văn bản.", "Write down the reason."))


def require_other(actor: str, hands: dict[str, str]) -> None:
    """Refuse `actor` where he had a hand in the decision: `hands` is role (proposed, reviewed, approved) -> who."""
    for role, name in hands.items():
        if name == actor:
            said = _ROLES[role]
            raise RefusedError(
                Text(
                    f"Bạn là {said.vi}; bước này phải do người khác làm.",
                    f"You {said.en}: another person must do this.",
                )
            )


_ROLES: Final = {
    "proposed": Text("người đã tính hồ sơ này", "computed this dossier"),
    "reviewed": Text("người đã thẩm định hồ sơ này", "reviewed this dossier"),
    "approved": Text("người đã phê duyệt hồ sơ này", "approved this dossier"),
}
