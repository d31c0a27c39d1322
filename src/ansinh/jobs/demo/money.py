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
from ansinh.records.store.ledger.paying import last_closing, statements
from ansinh.usecases import collection

CSV_PROFILE = "saoviet"


def bring_money(setting: Setting, month: Month) -> None:
    """Bring the bank statement of `month` in and match it; every second month it is a CSV file of the bank."""
    province = setting.province
    paid = payments(province, _sheets(setting, month.plus(-1)), month)
    account = collection_account(province)
    told = statement(province, paid, transfers(setting, month), month, last_closing(account))
    if month.number % 2:
        name, data = (
            f"{account}-{month}.xml",
            write_camt053(told, created=dt.datetime.combine(month.last_day, dt.time(18), dt.UTC)),
        )
    else:
        name, data = f"{account}-{month}.csv", write_bank_csv(told, profiles()[CSV_PROFILE])
    setting.keep(f"{month}/{name}", data)
    codes = [province.employers.code[place] for place in paid.account[paid.twice].tolist()]
    setting.tell(f"{month}-bank", [Fault(name, code, "paid twice", "OVERPAID") for code in codes])
    _, read = next(setting.pool.map("bank", [(name, data)]))
    collection.take_in(read, name=name, digest=hashlib.sha256(data).hexdigest(), office=setting.top, actor=ACCOUNTING)
    collection.match_suspense(office=setting.top, actor=ACCOUNTING)


def _sheets(setting: Setting, period: Month) -> Sheets:
    """Return the closing sheets of `period` with accounts as places among the employers."""
    place = {code: number for number, code in enumerate(setting.province.employers.code)}
    told = [line for line in statements(office(setting.top).path, period) if line.code in place]
    columns = np.array([(place[s.code], s.due, s.owed, s.interest, s.overpaid) for s in told], dtype=np.int64)
    return Sheets(*columns.reshape(-1, 5).T)
