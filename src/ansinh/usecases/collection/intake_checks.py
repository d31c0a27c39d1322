"""What must be right before a bank file is taken in: known accounts of this office, dong, and sums that meet."""

from collections.abc import Iterable, Iterator, Mapping

from ansinh.core.finding import Finding, Place
from ansinh.core.money import format_dong
from ansinh.core.text import Text
from ansinh.formats.bank_values import Statement
from ansinh.records.store.collection.bank import BankAccountFacts
from ansinh.records.store.collection.scope import OfficeFacts

UNKNOWN = Text(
    "Tài khoản này không phải tài khoản thu của cơ quan BHXH đang nhập.",
    "This is no collection account of the office that takes the statement in.",
)
UNKNOWN_MEND = Text(
    "Kiểm tra lại số tài khoản, hoặc khai báo tài khoản thu trước khi nhập sao kê.",
    "Check the account number, or register the collection account before taking the statement in.",
)
CURRENCY = Text("Chỉ nhận sao kê bằng đồng Việt Nam.", "Only statements in Vietnamese dong are taken in.")
CURRENCY_MEND = Text("Xuất lại sao kê của tài khoản VND.", "Export the statement of the VND account.")
SUMS = Text(
    "Số dư đầu kỳ cộng phát sinh là {sum}, khác số dư cuối kỳ {closing}.",
    "Opening balance and lines make {sum}, the closing balance says {closing}.",
)
SUMS_MEND = Text(
    "Đề nghị ngân hàng gửi lại sao kê đủ dòng; không nhập một phần.",
    "Ask the bank for the complete statement; nothing is taken in by halves.",
)


def check_statements(
    statements: Iterable[Statement], accounts: Mapping[str, BankAccountFacts | None], office: OfficeFacts
) -> Iterator[Finding]:
    """Yield everything that is wrong with the statements, for the office that takes them in."""
    for statement in statements:
        place = Place(sheet=statement.number)
        account = accounts[statement.account]
        if account is None or not _inside(account.office, office):
            yield Finding("bank.account_unknown", place, statement.account, UNKNOWN, UNKNOWN_MEND)
        if statement.currency not in ("", "VND"):
            yield Finding("bank.currency", place, statement.currency, CURRENCY, CURRENCY_MEND)
        reached = statement.opening + sum(entry.amount for entry in statement.entries)
        if reached != statement.closing:
            told = SUMS.fill(sum=format_dong(reached), closing=format_dong(statement.closing))
            yield Finding("bank.sums", place, format_dong(statement.closing), told, SUMS_MEND)


def _inside(inner: OfficeFacts, outer: OfficeFacts) -> bool:
    """Return whether `inner` is `outer` or below it."""
    return inner.path == outer.path or inner.path.startswith(outer.path + ".")
