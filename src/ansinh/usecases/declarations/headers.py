"""Findings of the head of a declaration: they stop the whole file."""

from ansinh.core.finding import Finding, Place, Severity
from ansinh.core.identity import is_tax_code, tidy_tax_code
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.formats.header import UnitHeader
from ansinh.records.store.registry.accounts import AccountFacts

_UNIT = Text(
    "Mẫu ghi mã đơn vị {found}, nhưng được gửi cho đơn vị {known}.",
    "The form names unit {found}, but was sent for {known}.",
)
_UNIT_MEND = Text(
    "Chọn đúng đơn vị, hoặc sửa mã đơn vị trên mẫu.", "Choose the right unit, or correct the code on the form."
)
_MONTH = Text(
    "Mẫu ghi tháng {found}, nhưng được gửi cho kỳ {period}.", "The form names month {found}, but was sent for {period}."
)
_MONTH_MEND = Text("Chọn đúng kỳ, hoặc sửa tháng trên mẫu.", "Choose the right month, or correct it on the form.")
_TAX = Text("Mã số thuế {found} không đúng số kiểm tra.", "The check digit of tax code {found} is wrong.")
_TAX_OTHER = Text("Mã số thuế {found} khác với {known} đã đăng ký.", "Tax code {found} is not the registered {known}.")
_TAX_MEND = Text(
    "So lại với giấy đăng ký; nếu đã đổi, nộp TK3-TS.", "Compare with the registration; if it changed, send TK3-TS."
)


def check_header(header: UnitHeader, account: AccountFacts, period: Month) -> list[Finding]:
    """Return what does not fit between the head of the form and what it was sent for."""
    found = []
    if header.unit_code and header.unit_code.upper() != account.code.upper():
        found.append(_finding("UNIT-DIFFERS", "unit_code", header.unit_code, _UNIT, _UNIT_MEND, known=account.code))
    if header.month and header.month != period:
        found.append(_finding("PERIOD-DIFFERS", "month", str(header.month), _MONTH, _MONTH_MEND, period=str(period)))
    if header.tax_code and not is_tax_code(header.tax_code):
        found.append(_finding("TAX-CODE", "tax_code", header.tax_code, _TAX, _TAX_MEND, weight=Severity.WARNING))
    elif header.tax_code and account.tax_code and tidy_tax_code(header.tax_code) != account.tax_code:
        found.append(
            _finding(
                "TAX-DIFFERS",
                "tax_code",
                header.tax_code,
                _TAX_OTHER,
                _TAX_MEND,
                weight=Severity.WARNING,
                known=account.tax_code,
            )
        )
    return found


def _finding(
    code: str, column: str, cell: str, message: Text, mend: Text, *, weight: Severity = Severity.ERROR, **words: str
) -> Finding:
    """Return a finding without a row."""
    return Finding(code, Place(column=column), cell, message.fill(found=cell, **words), mend, weight)
