"""The carry-forward of one column of statement C12-TS."""

from dataclasses import dataclass

from ansinh.core.money import Dong


@dataclass(frozen=True, slots=True)
class Sums:
    """Principal and interest, dong; under-payment is positive."""

    principal: Dong
    interest: Dong


@dataclass(frozen=True, slots=True)
class Carried:
    """Line Đ of the statement, and the part of the receipts that was not spread."""

    carried: Sums
    unspread: Dong


def carry_forward(*, brought: Sums, arising: Dong, interest: Dong, received: Dong, spread: Sums) -> Carried:
    """Form C12-TS, QD 595/QD-BHXH: Đ = A + B - D for principal and interest; what is received and not spread stays.

    `arising` is B.3 + B.4 (due and adjustments), `interest` B.5.3, `spread` line D. Dong.
    """
    carried = Sums(brought.principal + arising - spread.principal, brought.interest + interest - spread.interest)
    return Carried(carried, received - spread.principal - spread.interest)
