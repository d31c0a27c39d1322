"""The end of the story: distinct people counted, and the next month's files on the desk, so that work is waiting."""

import datetime as dt
from dataclasses import replace
from typing import Final

import numpy as np

from ansinh.core.period import Month
from ansinh.formats.declaration_d02 import write_d02
from ansinh.formats.employer_tk3 import write_tk3
from ansinh.formats.tk3_values import EmployerForm
from ansinh.jobs.demo.cast import COLLECTION
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.synthetic.declare import Declaration, Events, declaration
from ansinh.jobs.synthetic.faults import plant
from ansinh.jobs.synthetic.numbers import tax_codes
from ansinh.records.store.declarations.filings import filing_facts
from ansinh.usecases import declarations as doors
from ansinh.usecases import planning
from ansinh.usecases.declarations import Sent, employers

WAITING: Final = 12  # files on the desk
CHECKED: Final = 8  # of which so many are checked, and wait for a decision
RISING: Final = 6  # people in each file
RAISE: Final = 105  # per cent of the old wage


def count_people(setting: Setting) -> None:
    """Count the distinct people of the last month."""
    planning.count_people(setting.top, setting.province.profile.month, COLLECTION)


def fill_desk(setting: Setting) -> None:
    """Bring files of the month after the last: received, most of them checked, none decided."""
    month = setting.province.profile.month.plus(1)
    register_employer(setting)
    for place, told in enumerate(_raises(setting, month)):
        name = f"D02-{told.header.unit_code}-{month}.xlsx"
        file, faults = plant(setting.province, told, month, name)
        setting.tell(f"{month}-{told.header.unit_code}", faults)
        data = write_d02(file.header, file.rows, person=file.person, layout="official")
        setting.keep(f"{month}/{name}", data)
        sent = Sent(
            kind="D02",
            data=data,
            name=name,
            channel="ivan",
            actor=f"unit {file.header.unit_code}",
            account=file.header.unit_code,
            period=month,
            received_on=dt.date(month.year, month.month, 2),
        )
        filing = doors.receive(sent)
        if place < CHECKED and filing_facts(filing).state == "received":
            doors.check(filing, COLLECTION)


def register_employer(setting: Setting) -> None:
    """Let a new employer ask to be registered; the request waits for a second person."""
    district = setting.province.profile.districts[0]
    (tax_code,) = tax_codes(len(setting.province.employers) + 1)[-1:]
    form = EmployerForm(
        unit_name="Công ty TNHH Khởi Nghiệp Mới",
        tax_code=tax_code,
        business_address=f"{district.communes[0]}, {district.name}",
        unit_type="Doanh nghiệp tư nhân",
        main_activity="Sản xuất linh kiện điện tử",
        phone="0000000000",
    )
    month = setting.province.profile.month.plus(1)
    name, data = f"TK3-{tax_code}.xlsx", write_tk3(form)
    setting.keep(f"{month}/{name}", data)
    sent = Sent(
        kind="TK3",
        data=data,
        name=name,
        channel="national_portal",
        actor="motcua",
        office=district.code,
        period=month,
        received_on=dt.date(month.year, month.month, 1),
    )
    employers.propose(doors.receive(sent), "motcua")


def _raises(setting: Setting, month: Month) -> list[Declaration]:
    """Return declarations of higher wages for the first people of the largest accounts."""
    staff, employers = setting.province.careers.staff, setting.province.employers
    final = np.arange(setting.province.careers.final)
    paid = final[(staff.base[final] > 0) & (staff.away[final] == 0) & staff.main[final]]
    made = []
    for account in np.argsort(-np.where(employers.stops == 0, employers.size, 0), kind="stable")[:WAITING]:
        job = paid[staff.account[paid] == account][:RISING]
        if job.size:
            told = declaration(setting.province, _event(job, int(account), month), np.arange(job.size), month)
            made.append(replace(told, rows=replace(told.rows, wage=told.rows.wage * RAISE // 100)))
    return made


def _event(job: np.ndarray[tuple[int], np.dtype[np.intp]], account: int, month: Month) -> Events:
    """Return changes of wage of the jobs from `month` on."""
    numbers = np.full(job.size, month.number, dtype=np.int64)
    change = np.full(job.size, "DC", dtype=object)
    return Events(numbers, np.full(job.size, account), job, change, numbers, np.zeros(job.size, dtype=np.int64))
