"""How far one payment is, from the order to the money in somebody's hand: its last attempt and its answers tell."""

from typing import Final, Literal

from ansinh.core.text import Text
from ansinh.domain.benefits.payments import Outcome

LineState = Literal["unanswered", "paid", "back", "asked", "cleared", "set_off"]
LINE_STATES: Final[dict[LineState, Text]] = {
    "unanswered": Text("đang chờ kết quả", "no answer yet"),
    "paid": Text("đã đến tay người nhận", "reached its payee"),
    "back": Text("bị trả lại, cần nơi nhận mới", "came back, needs a destination"),
    "asked": Text("nơi nhận mới chờ duyệt", "another destination waits for approval"),
    "cleared": Text("chờ gửi lại", "waits to be sent again"),
    "set_off": Text("bị trả lại sau khi người hưởng mất, không gửi lại", "came back after a death, not sent again"),
}
NEXT: Final[dict[LineState, Text]] = {
    "unanswered": Text(
        "Nhập tệp kết quả của ngân hàng hoặc bưu điện.", "Take in the answer of the bank or the post office."
    ),
    "paid": Text("Không phải làm gì thêm.", "Nothing is left to do."),
    "back": Text(
        "Hỏi người nhận tài khoản đúng, rồi đề nghị nơi nhận mới.", "Ask the payee, then ask for another destination."
    ),
    "asked": Text(
        "Người khác duyệt, sớm nhất sau 24 giờ.", "Another person approves it, 24 hours later at the earliest."
    ),
    "cleared": Text("Mở đợt chi lại; khoản này đi theo nơi nhận mới.", "Open a batch that sends again; it goes there."),
    "set_off": Text("Đã trừ vào số phải thu hồi.", "It is set off against what is to be recovered."),
}


def line_state(outcome: Outcome | None, change: str, *, after_death: bool) -> LineState:
    """Return the state of a payment by the outcome of its last attempt, None where there is none yet.

    `change` is the last destination asked for since it came back: "", open, approved or refused.
    """
    if outcome is None:
        return "unanswered"
    if outcome is Outcome.PAID:
        return "paid"
    if after_death:
        return "set_off"
    asked: dict[str, LineState] = {"open": "asked", "approved": "cleared"}
    return asked.get(change, "back")
