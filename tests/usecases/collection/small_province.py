"""A province with one base office, four employer accounts and a collection account at a bank."""

import datetime as dt
import uuid

from ansinh.core.period import Month
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.formats.bank_values import BankFile, Entry, Statement
from ansinh.records.models import BankAccount, Employer, EmployerAccount, MonthState, Office
from ansinh.records.store import ledger_postings

OCTOBER = Month.of(2021, 10)
BANK = "1020000026"


class SmallProvince:
    """What the tests of collection stand on."""

    def __init__(self):
        day = dt.date(2007, 1, 1)
        nation = Office.objects.create(code="00", name="BHXH Việt Nam", kind="national", path="00", valid_from=day)
        self.province = Office.objects.create(
            code="26", name="BHXH tỉnh", kind="province", parent=nation, path="00.26", valid_from=day
        )
        self.base = Office.objects.create(
            code="2601", name="BHXH huyện", kind="base", parent=self.province, path="00.26.2601", valid_from=day
        )
        self.bank = BankAccount.objects.create(
            office=self.base, bank_bin="970418", bank_name="Ngân hàng A", number=BANK, valid_from=day
        )
        self.accounts = [
            self._account("TZ0001A", "0312345673", "Công ty TNHH Hoa Mai"),
            self._account("TZ0002B", "0101300842", "Công ty CP Sao Mai"),
            self._account("TZ0003C", None, "Trường Mầm non Hòa Bình"),
        ]
        self.accounts.append(self._account("TZ0004D", None, "Sao Mai 2", self.accounts[1].employer))

    def _account(self, code, tax_code, name, employer=None):
        employer = employer or Employer.objects.create(tax_code=tax_code, name=name, name_search=name.lower())
        return EmployerAccount.objects.create(
            code=code, employer=employer, office=self.base, name=name, name_search=name.lower(),
            unit_kind="enterprise", region=2, opened=dt.date(2015, 1, 1),
        )  # fmt: skip

    def close(self, month=OCTOBER):
        MonthState.objects.create(office=self.province, period=month.first_day, state="closed")

    def spread(self, account, *parts, month=OCTOBER):
        """Post that money of `account` was spread on (fund, concerns, interest?, amount)."""
        common = {"period": month.first_day, "office": self.base.pk, "holder": account.pk, "cause": uuid.uuid4()}
        entries = [
            ledger_postings.Entry(
                **common, fund=fund, kind=Kind.SPREAD_INTEREST if interest else Kind.SPREAD_PRINCIPAL,
                concerns=concerns.first_day, debit=Chart.CLEARING, amount=amount,
                credit=Chart.RECEIVABLE_INTEREST if interest else Chart.RECEIVABLE,
            )
            for fund, concerns, interest, amount in parts
        ]  # fmt: skip
        pool = ledger_postings.Entry(
            **common, fund=0, kind=Kind.SPREAD_POOL, concerns=month.first_day, debit=Chart.UNSPREAD,
            credit=Chart.CLEARING, amount=sum(part[3] for part in parts),
        )  # fmt: skip
        ledger_postings.post([*entries, pool])


def entry(line, amount, text="", *, day=5, payer="", bank="", reference=""):
    date = dt.date(2021, 10, day)
    return Entry(line, reference, date, date, amount, payer, bank, text)


def statement(*entries, opening=0, account=BANK, closing=None):
    total = opening + sum(e.amount for e in entries)
    return Statement(
        "970418", account, "1", "VND", opening, total if closing is None else closing, dt.date(2021, 10, 1),
        dt.date(2021, 10, 31), entries,
    )  # fmt: skip


def file(*statements):
    return BankFile("camt.053", "M1", list(statements))
