"""Payment lists as plain CSV: for banks without ISO 20022, and for post points, who pay in cash."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ansinh.formats.harmless import harmless

HEADINGS: Final = ("STT", "Mã tham chiếu", "Số hồ sơ", "Họ và tên", "Số tài khoản", "Số tiền", "Nội dung")


@dataclass(frozen=True, slots=True)
class PayList:
    """Rows of a list as columns: reference, file number, name, account ("" for cash), dong; one purpose for all."""

    reference: Sequence[str]
    file_no: Sequence[str]
    name: Sequence[str]
    account: Sequence[str]
    amount: Sequence[int]
    purpose: str


def write_pay_list(told: PayList) -> bytes:
    """Return the list as CSV (UTF-8 with its mark), the sum in the last row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    rows = zip(told.reference, told.file_no, told.name, told.account, told.amount, strict=True)
    writer.writerows(
        (number, reference, file_no, harmless(name), account, amount, told.purpose)
        for number, (reference, file_no, name, account, amount) in enumerate(rows, 1)
    )
    writer.writerow(("", "", "", "Tổng cộng", "", sum(told.amount), ""))
    return b"\xef\xbb\xbf" + out.getvalue().encode()
