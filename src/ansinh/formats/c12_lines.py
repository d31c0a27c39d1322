"""The lines of form C12-TS in their order, as printed text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ansinh.core.money import format_dong
from ansinh.core.period import Month
from ansinh.formats.c12_values import C12, FundAmounts

# (code, level, words); C and B.5.2 have lines of their own making. Source: form C12-TS, lines of the portal.
LINES: Final = (
    ("A", 0, "Kỳ trước mang sang"), ("A.1", 1, "Số lao động"), ("A.2", 1, "Phải đóng"), ("A.2.1", 2, "Thừa"),
    ("A.2.2", 2, "Thiếu"), ("A.3", 1, "Thiếu lãi"),
    ("B", 0, "Phát sinh trong kỳ"), ("B.1", 1, "Số lao động"), ("B.1.1", 2, "Tăng"), ("B.1.2", 2, "Giảm"),
    ("B.2", 1, "Quỹ lương"), ("B.2.1", 2, "Tăng"), ("B.2.2", 2, "Giảm"), ("B.3", 1, "Phải đóng"), ("B.3.1", 2, "Tăng"),
    ("B.3.2", 2, "Giảm"), ("B.4", 1, "Điều chỉnh phải đóng kỳ trước"), ("B.4.1", 2, "Tăng"),
    ("B.4.1.1", 3, "Trong đó: năm trước"), ("B.4.2", 2, "Giảm"), ("B.4.2.1", 3, "Trong đó: năm trước"),
    ("B.4.3", 2, "Điều chỉnh khác"), ("B.5", 1, "Lãi"), ("B.5.1", 2, "Số tiền tính lãi"),
    ("B.5.2", 2, "Tỷ lệ tính lãi (%)"), ("B.5.3", 2, "Tổng tiền lãi"), ("B.6", 1, "2% bắt buộc để lại"),
    ("C", 0, "Số tiền đã nộp trong kỳ"), ("D", 0, "Phân bổ tiền đóng"), ("D.1", 1, "Phải đóng"), ("D.2", 1, "Tiền lãi"),
    ("Đ", 0, "Chuyển kỳ sau"), ("Đ.1", 1, "Số lao động"), ("Đ.2", 1, "Phải đóng"), ("Đ.2.1", 2, "Thừa"),
    ("Đ.2.2", 2, "Thiếu"), ("Đ.2.3", 2, "Thiếu lãi"),
)  # fmt: skip
_HEADINGS: Final = frozenset({"A", "B", "B.5", "Đ"})
# Lines whose total is that of the people concerned, not a sum over the funds they belong to at the same time.
_TOGETHER: Final = frozenset({"A.1", "B.1", "B.1.1", "B.1.2", "B.2", "B.2.1", "B.2.2", "Đ.1"})
FUNDS: Final = (("si", "BHXH"), ("hi", "BHYT"), ("ui", "BHTN"), ("oad", "TNLĐ-BNN"))
_NOTHING: Final = FundAmounts()


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: five cells of text (funds and total)."""

    code: str
    level: int
    text: str
    cells: tuple[str, ...]


def lines(statement: C12) -> Iterator[Line]:
    """Yield the lines of the form in order, with the receipts under C."""
    for code, level, words in LINES:
        amounts = statement.lines.get(code, _NOTHING)
        if code == "B.5.2":
            yield Line(code, level, words, (*(statement.rates.get(fund, "") for fund, _ in FUNDS), ""))
        elif code == "C":
            yield Line(code, level, words, ("", "", "", "", format_dong(_received(statement))))
            yield from _receipts(statement)
        elif code == "D" and not amounts.total:
            spread = [statement.lines.get(part, _NOTHING) for part in ("D.1", "D.2")]
            yield Line(code, level, words, _sum(spread))
        elif code in _HEADINGS and not amounts.total:
            yield Line(code, level, words, ("",) * 5)
        else:
            yield Line(code, level, words, _printed(amounts, together=code in _TOGETHER))


def _printed(amounts: FundAmounts, *, together: bool) -> tuple[str, ...]:
    """Return the cells of a line; people and their wages are in several funds at once: the largest is the total."""
    funds = [getattr(amounts, fund) for fund, _ in FUNDS]
    total = max(funds) if together else amounts.total
    return tuple(format_dong(amount) for amount in [*funds, total])


def _sum(parts: list[FundAmounts]) -> tuple[str, ...]:
    """Return the cells of the sum of lines."""
    funds = [sum(getattr(part, fund) for part in parts) for fund, _ in FUNDS]
    return tuple(format_dong(amount) for amount in [*funds, sum(funds)])


def _received(statement: C12) -> int:
    """Return the money received: line C, or the sum of the receipts."""
    given = statement.lines.get("C", _NOTHING).total
    return given or sum(receipt.amount for receipt in statement.receipts)


def _receipts(statement: C12) -> Iterator[Line]:
    """Yield one line per bank order."""
    for place, receipt in enumerate(statement.receipts, 1):
        words = f"UNC số {receipt.number}, ngày {receipt.day:%d/%m/%Y}"
        yield Line(f"C.{place}", 1, words, ("", "", "", "", format_dong(receipt.amount)))


def month_words(month: Month) -> str:
    """Return a month as it is read: Tháng 10 năm 2021."""
    return f"Tháng {month.month:02d} năm {month.year}"


def short_month(month: Month | None) -> str:
    """Return a month in figures, or that there is none."""
    return f"tháng {month.month:02d}/{month.year}" if month else "chưa đóng"
