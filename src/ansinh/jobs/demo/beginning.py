"""The beginning of the demonstration: offices, the collection account, announced rates, the oldest state, the cast."""

import datetime as dt

from ansinh.jobs.demo.cast import ACCOUNTING, COLLECTION, SYSTEM, enrol_cast
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.synthetic.bank import BANK, collection_account
from ansinh.jobs.synthetic.faults import Fault
from ansinh.jobs.synthetic.oldest import oldest_state
from ansinh.jobs.synthetic.words import data
from ansinh.records.store.ledger.announced import Announcement
from ansinh.records.store.registry_load import OfficeLine
from ansinh.usecases import registry_load
from ansinh.usecases.announce import announce
from ansinh.usecases.registry.places import load_places

BANK_NAME = "Ngân hàng Sao Việt (không có thật)"
DOCUMENT = "Số liệu tổng hợp, không có thật"
# Rates the texts do not establish, made up for the demonstration: a year, investment return, interbank rate.
RATES = (
    (2016, "", "0.0500"), (2017, "0.0600", "0.0510"), (2018, "0.0620", "0.0530"), (2019, "0.0590", "0.0560"),
    (2021, "0.0545", "0.0460"), (2022, "0.0510", "0.0420"), (2023, "0.0490", "0.0700"), (2024, "0.0450", "0.0480"),
    (2025, "0.0410", "0.0450"),
)  # fmt: skip


def make_offices(setting: Setting) -> None:
    """Make the agency, the 63 provincial offices, and the base offices of the province."""
    lines = [OfficeLine("00", "Bảo hiểm xã hội Việt Nam", "Viet Nam Social Security", "national", "")]
    lines += [
        OfficeLine(code, f"BHXH {name}", f"{english} Social Security", "province", "00")
        for code, (name, english, _) in data("provinces.yaml").items()
    ]
    lines += [
        OfficeLine(line.code, f"BHXH {line.name}", f"{line.en} Social Security", "base", setting.top)
        for line in setting.province.profile.districts
    ]
    load_places(SYSTEM)
    registry_load.load_offices(lines, SYSTEM)
    registry_load.load_bank_account(setting.top, collection_account(setting.province), (BANK, BANK_NAME), SYSTEM)


def announce_rates(_: Setting) -> None:
    """Enter and approve the made-up rates, labelled synthetic."""
    for year, invested, interbank in RATES:
        day = dt.date(year, 1, 1)
        for key, value in (
            ("fund.investment_rate.average_of_previous_year", invested),
            ("interbank.rate_9_month.previous_year_end", interbank),
        ):
            if value:
                announce(Announcement(key, day, value, DOCUMENT, synthetic=True), ACCOUNTING, COLLECTION)


def load_oldest(setting: Setting) -> None:
    """Load the oldest state, then enrol the cast (two of whom belong to it)."""
    numbers = setting.province.people.si_number
    told = [
        Fault("oldest state", numbers[two], f"the same person as {numbers[one]}", "DUPLICATE")
        for one, two in setting.province.duplicates.tolist()
    ]
    setting.tell("duplicates", told)
    registry_load.load_oldest(setting.top, oldest_state(setting.province), SYSTEM, DOCUMENT)
    enrol_cast(setting.province)
