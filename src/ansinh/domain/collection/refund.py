"""What becomes of money an employer paid too much. Source: QD 959/QD-BHXH art. 39(2)."""

from dataclasses import dataclass

from ansinh.core.errors import RefusedError
from ansinh.core.money import Dong
from ansinh.core.text import Text

ENDED = frozenset({"dissolved", "bankrupt", "closed", "moved"})
GROUNDS: dict[str, Text] = {
    "ended": Text(
        "Đơn vị giải thể, phá sản, chấm dứt hoặc chuyển đi", "The employer was dissolved, closed or moved away"
    ),
    "wrong_office": Text("Chuyển nhầm vào tài khoản của cơ quan khác", "Sent to the wrong office's account"),
    "not_contribution": Text("Không phải tiền đóng", "Money that is no contribution"),
    "bank_error": Text("Ngân hàng hoặc kho bạc hạch toán nhầm", "Booking error of the bank or treasury"),
}


@dataclass(frozen=True, slots=True)
class RefundDecision:
    """What to do with an over-payment: carry_forward or refund, and the amount paid out (dong)."""

    action: str
    amount: Dong


def decide(unit_status: str, over_payment: Dong) -> RefundDecision:
    """Art. 39.2, QD 959/QD-BHXH: an active employer's over-payment is carried forward; one that ended gets it back.

    `over_payment` in dong, not negative (ValueError). A status that is not listed is carried forward.
    """
    if over_payment < 0:
        message = f"an over-payment is not negative: {over_payment}"
        raise ValueError(message)
    if unit_status in ENDED:
        return RefundDecision("refund", over_payment)
    return RefundDecision("carry_forward", 0)


def check_ground(ground: str, unit_status: str, amount: Dong, over_payment: Dong) -> None:
    """Art. 39.2, QD 959/QD-BHXH: refuse to give back what the article does not list, or more than there is.

    `amount` and `over_payment` in dong. The other grounds of the article do not ask for the state of the employer.
    """
    if ground not in GROUNDS:
        known = ", ".join(GROUNDS)
        raise RefusedError(
            Text("Căn cứ hoàn trả phải là một trong: {known}.", "The ground is one of: {known}.").fill(known=known)
        )
    if ground == "ended" and decide(unit_status, over_payment).action != "refund":
        raise RefusedError(
            Text(
                "Đơn vị đang hoạt động: số tiền thừa được chuyển kỳ sau, không hoàn trả.",
                "The employer is active: the over-payment is carried forward, not paid back.",
            )
        )
    if not 0 < amount <= over_payment:
        raise RefusedError(
            Text(
                "Số hoàn trả phải lớn hơn 0 và không quá số tiền chưa phân bổ là {left} đồng.",
                "A refund is more than 0 and at most what is not spread, {left} dong.",
            ).fill(left=over_payment)
        )
