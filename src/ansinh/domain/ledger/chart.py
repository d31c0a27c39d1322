"""The accounts of the books and the kinds of postings, once. Numbers are what the table of postings holds."""

from enum import IntEnum

from ansinh.core.text import Text


class Chart(IntEnum):
    """An account of the books."""

    BANK = 112
    CLEARING = 118  # between the collection pool (fund 0) and the funds: the two legs of spreading a receipt
    RECEIVABLE = 131  # principal owed by employers
    RECEIVABLE_INTEREST = 132
    RECEIVABLE_BUDGET = 133  # owed by the State or local budget, kept apart from employers' debt
    RECEIVABLE_PARTICIPANTS = 134  # owed by household members and voluntary insured
    DEFERRED = 137  # principal of a suspended retirement fund, to be paid back
    OVERPAID = 138  # benefits that were paid and not due: to be recovered
    POINT_CLAIM = 139  # owed by payment points: paid into other hands, or missing from their cash
    ADVANCED = 141  # paid ahead to health facilities, to be settled with what is accepted
    SUSPENSE = 331  # bank lines that nobody has been found for
    AGENT_SUSPENSE = 332  # remittances of collection agents, until their lists say whose money it is
    PAYABLE = 335  # benefits decided for people, until a bank or post point has paid them
    PAYABLE_CARE = 336  # accepted claims of health facilities, until settled or paid
    UNSPREAD = 338  # matched to an employer account, not spread (yet): over-payment carried forward
    REMITTED = 343  # collection money passed on to the office above
    CONTRIBUTIONS = 511
    INTEREST = 515
    BENEFITS = 611
    CARE = 612  # medical care paid by the health insurance fund


class Kind(IntEnum):
    """Why a posting was made; the pair of accounts follows from it."""

    ASSESSED = 1  # due of the month itself: RECEIVABLE from CONTRIBUTIONS
    ADJUSTED = 2  # difference for an earlier month (either direction)
    INTEREST = 3  # RECEIVABLE_INTEREST from INTEREST
    BANKED = 4  # fund 0: BANK from SUSPENSE (a line out: REMITTED from BANK)
    MATCHED = 5  # fund 0: SUSPENSE to UNSPREAD of an account (the reverse pair undoes a match)
    SPREAD_POOL = 6  # fund 0: UNSPREAD to CLEARING
    SPREAD_PRINCIPAL = 7  # fund f: CLEARING from RECEIVABLE
    SPREAD_INTEREST = 8  # fund f: CLEARING from RECEIVABLE_INTEREST
    REFUND = 9  # fund 0: UNSPREAD or SUSPENSE to BANK; UNSPREAD to PAYABLE, when a relief measure gives it back
    HEALTH_BY_SICKNESS = (
        10  # contribution of maternity months: sm pays BENEFITS to CLEARING, hi takes CLEARING from CONTRIBUTIONS
    )
    DEFERRED = 11  # DEFERRED from CONTRIBUTIONS
    DUE_AGAIN = 12  # RECEIVABLE from DEFERRED
    BUDGET_BILLED = 13  # RECEIVABLE_BUDGET from CONTRIBUTIONS
    BUDGET_RECEIVED = 14  # fund 0: SUSPENSE to CLEARING; fund f: CLEARING from RECEIVABLE_BUDGET
    PARTICIPANT_DUE = 15  # RECEIVABLE_PARTICIPANTS from CONTRIBUTIONS
    PARTICIPANT_PAID = 16  # fund f: BANK from RECEIVABLE_PARTICIPANTS
    BENEFIT_ENTITLED = 41  # fund f: BENEFITS to PAYABLE, when a batch of payments is approved
    BENEFIT_PAID = 42  # fund f: PAYABLE from BANK, when the bank or the post says so
    BENEFIT_RETURNED = 43  # fund f: BANK to PAYABLE, when paid money came back
    BENEFIT_OVERPAID = 44  # fund f: OVERPAID from BENEFITS, when months turn out not to have been due
    BENEFIT_RECOVERED = 45  # fund f: PAYABLE to OVERPAID, deducted or come back; BANK from OVERPAID, paid back
    POINT_CLAIMED = 46  # fund f: POINT_CLAIM from BENEFITS (other hands), or from BANK (cash that is not there)
    POINT_PAID_BACK = 47  # fund f: BANK from POINT_CLAIM
    AGENT_REMITTED = 18  # fund 0: SUSPENSE to AGENT_SUSPENSE (the reverse pair undoes it)
    CARE_ACCEPTED = 51  # fund hi, holder = facility: CARE to PAYABLE_CARE (or back), as differences of statements
    CARE_ADVANCED = 52  # fund hi: ADVANCED from BANK
    CARE_SETTLED = 53  # fund hi: PAYABLE_CARE from ADVANCED
    CARE_PAID = 54  # fund hi: PAYABLE_CARE from BANK
    OPENING = 17  # balances brought in when an office is loaded for the first time


CHART_NAMES: dict[Chart, Text] = {
    Chart.BANK: Text("Tiền gửi ngân hàng", "Bank"),
    Chart.CLEARING: Text("Chuyển tiền giữa nguồn thu và các quỹ", "Clearing between the pool and the funds"),
    Chart.RECEIVABLE: Text("Phải thu của đơn vị", "Receivable from employers"),
    Chart.RECEIVABLE_INTEREST: Text("Phải thu lãi chậm đóng", "Receivable late interest"),
    Chart.RECEIVABLE_BUDGET: Text("Phải thu của ngân sách", "Receivable from budgets"),
    Chart.RECEIVABLE_PARTICIPANTS: Text("Phải thu của người tham gia", "Receivable from participants"),
    Chart.DEFERRED: Text("Phải thu tạm dừng đóng", "Deferred contributions"),
    Chart.OVERPAID: Text("Phải thu chi sai chế độ", "Benefits to be recovered"),
    Chart.POINT_CLAIM: Text("Phải thu của điểm chi trả", "Owed by payment points"),
    Chart.ADVANCED: Text("Tạm ứng cho cơ sở khám chữa bệnh", "Advances to health facilities"),
    Chart.SUSPENSE: Text("Tiền chưa xác định đơn vị nộp", "Receipts in suspense"),
    Chart.AGENT_SUSPENSE: Text("Tiền đại lý thu nộp, chờ danh sách", "Agents' remittances awaiting their lists"),
    Chart.PAYABLE: Text("Phải trả người hưởng", "Benefits payable"),
    Chart.PAYABLE_CARE: Text("Phải trả cơ sở khám chữa bệnh", "Payable to health facilities"),
    Chart.UNSPREAD: Text("Đơn vị nộp thừa, chưa phân bổ", "Receipts not spread"),
    Chart.REMITTED: Text("Tiền thu chuyển lên cấp trên", "Remitted to the office above"),
    Chart.CONTRIBUTIONS: Text("Thu tiền đóng", "Contributions"),
    Chart.INTEREST: Text("Thu lãi chậm đóng", "Late interest"),
    Chart.BENEFITS: Text("Chi chế độ", "Benefits"),
    Chart.CARE: Text("Chi khám chữa bệnh BHYT", "Medical care"),
}
