"""Claims of the demonstration: a quarter of real files with planted faults, taken in by the ordinary door."""

import datetime as dt
from fractions import Fraction
from pathlib import Path
from typing import Final

from django.contrib.auth.hashers import make_password

from ansinh.formats.claims_lists import read_lists
from ansinh.jobs.claims.intake import take_in
from ansinh.jobs.demo.cast import PASSWORD, SYSTEM
from ansinh.jobs.demo.claims_month import follow
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.synthetic.claims.factory import AT
from ansinh.jobs.synthetic.claims.quarter import write_quarter
from ansinh.records.store.claims import lists
from ansinh.records.store.users import GrantLine
from ansinh.usecases.act import Act, perform
from ansinh.usecases.enrol import enrol

ASSESSOR: Final = "giamdinh"
HOSPITAL: Final = "benhvien"
HOME: Final = "26"  # the synthetic hospitals carry the numbers of this province
CLEAN_AT_FULL_SIZE: Final = 6_000
LEAST_CLEAN: Final = 300


def play(setting: Setting) -> None:
    """Write the quarter once, take in every file of it, assess and store; again does nothing."""
    if setting.top != HOME:
        return
    folder = setting.folder / "claims"
    if not (folder / "truth.json").exists():
        people = Fraction(len(setting.province.people), 1_000_000)
        write_quarter(folder, clean=max(LEAST_CLEAN, int(people * CLEAN_AT_FULL_SIZE)), each=1)
    hospital = GrantLine("facility", facility=f"{HOME}001")
    enrol(HOSPITAL, "Bệnh viện (dữ liệu mẫu)", make_password(PASSWORD), [hospital], SYSTEM)
    _tell_cards(folder / "lists")
    take_in(folder / "claims", actor=ASSESSOR, now=dt.datetime.fromisoformat(AT), lists=folder / "lists", workers=1)
    follow(ASSESSOR, HOSPITAL, setting.province.profile.month.last_day)


def _tell_cards(folder: Path) -> None:
    """Tell the agency of the cards of the patients: they are of people its own register does not keep."""
    if lists.standing(lists.OF_AGENCY, "register") is None:
        told, _ = read_lists(folder)
        act = Act("claims.demo.cards", SYSTEM, "approved_list", "register", key="demo cards of patients")
        perform(act, lambda: lists.keep_list(lists.OF_AGENCY, "register", told.get("register"), SYSTEM))
