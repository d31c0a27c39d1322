"""What the matcher reads and answers, as columns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import Dong
from ansinh.core.text import Text


@dataclass(frozen=True, slots=True)
class Lines:
    """Bank lines nobody has been found for; shape (n,). `amount` in dong, `text` what the payer wrote."""

    amount: NDArray[np.int64]
    text: list[str]
    payer_name: list[str]
    payer_account: list[str]


@dataclass(frozen=True, slots=True)
class Directory:
    """The employer accounts that may have paid; shape (a,). `due` is the amount of their last statement (dong).

    `employer` groups the accounts of one legal entity; "" is an unknown tax code or reference.
    """

    account: NDArray[np.int64]
    employer: NDArray[np.int64]
    code: list[str]
    reference: list[str]
    tax_code: list[str]
    name: list[str]
    due: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Payers:
    """Which bank accounts have paid for which employer accounts before; shape (p,), pairs may repeat a payer."""

    payer_account: list[str]
    account: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An employer account that may have paid a line: how sure (of 100), by which rules, what it was asked (dong)."""

    account: int
    score: int
    reasons: tuple[str, ...]
    due: Dong = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """For each line: the account found (0 = suspense), by which rule, how sure, and the ranked candidates."""

    account: NDArray[np.int64]
    rule: list[str]
    score: NDArray[np.int64]
    candidates: list[tuple[Candidate, ...]]


REASONS: dict[str, Text] = {
    "reference": Text("nội dung ghi mã tham chiếu thanh toán", "the text names the payment reference"),
    "code": Text("nội dung ghi mã đơn vị", "the text names the employer code"),
    "tax_code": Text("nội dung ghi mã số thuế", "the text names the tax code"),
    "payer": Text("tài khoản này đã từng nộp cho đơn vị", "this bank account has paid for the employer before"),
    "amount": Text("đúng số tiền trên thông báo C12", "exactly the amount of the statement C12"),
    "name": Text("tên người nộp giống tên đơn vị", "the payer's name resembles the employer's"),
    "manual": Text("cán bộ xác định", "decided by an officer"),
}
