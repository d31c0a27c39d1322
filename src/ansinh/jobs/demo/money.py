"""Money comes in: the bank statement of a month, paid from what the closing sheets of the month before say."""

import datetime as dt
import hashlib

import numpy as np

from ansinh.core.period import Month
from ansinh.formats.bank import profiles, write_bank_csv, write_camt053
from ansinh.jobs.demo.budget import transfers
from ansinh.jobs.demo.cast import ACCOUNTING
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.synthetic.bank import collection_account, statement
from ansinh.jobs.synthetic.faults import Fault
from ansinh.jobs.synthetic.payments import Sheets, payments
from ansinh.records.store.ledger.months import office
from ansinh.records.store.ledger.paying import has_statement, last_closing, statements
from ansinh.usecases import collection

CSV_PROFILE = "saoviet"


def bring_money(setting: Setting, month: Month) -> None:
    """Bring the bank statement of `month` in and match it; every second month it is a CSV file of the bank.

    Killed after the statement was taken in, the month goes on: written anew it would tell of other balances.
    """
    account = collection_account(setting.province)
    name = f"{account}-{month}.{'xml' if month.number % 2 else 'csv'}"
    if not has_statement(account, name):
        _take_in(setting, month, account, name)
    collection.match_suspense(office=setting.top, actor=ACCOUNTING)


def _take_in(setting: Setting, month: Month, account: str, name: str) -> None:
    """Write the statement of `month` as the bank would, keep it as the file `name` and take it in."""
    province = setting.province
    paid = payments(province, _sheets(setting, month.plus(-1)), month)
    told = statement(province, paid, transfers(setting, month), month, last_closing(account))
    if month.number % 2:
        data = write_camt053(told, created=dt.datetime.combine(month.last_day, dt.time(18), dt.UTC))
    else:
        data = write_bank_csv(told, profiles()[CSV_PROFILE])
    setting.keep(f"{month}/{name}", data)
    codes = [province.employers.code[place] for place in paid.account[paid.twice].tolist()]
    setting.tell(f"{month}-bank", [Fault(name, code, "paid twice", "OVERPAID") for code in codes])
    _, read = next(setting.pool.map("bank", [(name, data)]))
    collection.take_in(read, name=name, digest=hashlib.sha256(data).hexdigest(), office=setting.top, actor=ACCOUNTING)


def _sheets(setting: Setting, period: Month) -> Sheets:
    """Return the closing sheets of `period` with accounts as places among the employers."""
    place = {code: number for number, code in enumerate(setting.province.employers.code)}
    told = [line for line in statements(office(setting.top).path, period) if line.code in place]
    columns = np.array([(place[s.code], s.due, s.owed, s.interest, s.overpaid) for s in told], dtype=np.int64)
    return Sheets(*columns.reshape(-1, 5).T)
