"""The funds. `si` on screens is rs + sm; voluntary insurance is kept apart, it is paid into rs by its own members."""

from enum import IntEnum

from ansinh.core.text import Text


class Fund(IntEnum):
    """A fund of the agency; the number is what columns and tables hold."""

    CASH = 0  # the collection pool: money that no fund owns yet
    RS = 1  # retirement and survivorship
    SM = 2  # sickness and maternity
    OAD = 3  # occupational accident and disease
    UI = 4  # unemployment insurance
    HI = 5  # health insurance
    VSI = 6  # voluntary social insurance


EMPLOYER_FUNDS = (Fund.RS, Fund.SM, Fund.OAD, Fund.UI, Fund.HI)

FUND_NAMES: dict[Fund, Text] = {
    Fund.CASH: Text("Tiền chờ phân bổ", "Money not yet allocated"),
    Fund.RS: Text("Hưu trí, tử tuất", "Retirement and survivorship"),
    Fund.SM: Text("Ốm đau, thai sản", "Sickness and maternity"),
    Fund.OAD: Text("Tai nạn lao động, bệnh nghề nghiệp", "Occupational accident and disease"),
    Fund.UI: Text("Bảo hiểm thất nghiệp", "Unemployment insurance"),
    Fund.HI: Text("Bảo hiểm y tế", "Health insurance"),
    Fund.VSI: Text("BHXH tự nguyện", "Voluntary social insurance"),
}
