"""Claims of the demonstration: a quarter of real files with planted faults, taken in by the ordinary door."""

import datetime as dt
from fractions import Fraction
from pathlib import Path
from typing import Final

import polars as pl
from django.contrib.auth.hashers import make_password

from ansinh.formats.claims_lists import read_lists
from ansinh.jobs.claims.intake import take_in
from ansinh.jobs.demo.cast import PASSWORD, SYSTEM
from ansinh.jobs.demo.claims_month import follow
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.synthetic.claims.factory import AT
from ansinh.jobs.synthetic.claims.older import older_envelope, older_quarter
from ansinh.jobs.synthetic.claims.quarter import write_quarter
from ansinh.jobs.synthetic.claims.registers import lists_of
from ansinh.jobs.synthetic.claims.write import write_lists
from ansinh.records.store.claims import lists
from ansinh.records.store.users import GrantLine
from ansinh.usecases.act import Act, perform
from ansinh.usecases.enrol import enrol

ASSESSOR: Final = "giamdinh"
HOSPITAL: Final = "benhvien"
HOME: Final = "26"  # the synthetic hospitals carry the numbers of this province
CLEAN_AT_FULL_SIZE: Final = 6_000
LEAST_CLEAN: Final = 300
OLDER: Final = "2021"
OLDER_VISITS, OLDER_EACH = 360, 60
AFTER_OLDER: Final = dt.datetime(2021, 10, 15, 8)  # noqa: DTZ001 - local time without zone, as in claims


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
    _write_older(folder)
    _tell_cards([folder / "lists", folder / OLDER / "lists"])
    take_in(folder / OLDER / "claims", actor=ASSESSOR, now=AFTER_OLDER, lists=folder / OLDER / "lists", workers=1)
    take_in(folder / "claims", actor=ASSESSOR, now=dt.datetime.fromisoformat(AT), lists=folder / "lists", workers=1)
    follow(ASSESSOR, HOSPITAL, setting.province.profile.month.last_day)


def _write_older(folder: Path) -> None:
    """Write the quarter of the story itself once: the months of 2021, as Decision 4210 had them sent then."""
    place = folder / OLDER
    if (place / "claims").exists():
        return
    visits = older_quarter(OLDER_VISITS)
    write_lists(place / "lists", lists_of(visits, []))
    (place / "claims").mkdir(parents=True)
    for first in range(0, len(visits), OLDER_EACH):
        data = older_envelope(visits[first : first + OLDER_EACH])
        (place / "claims" / f"4210_{first // OLDER_EACH:03d}.xml").write_bytes(data)


def _tell_cards(folders: list[Path]) -> None:
    """Tell the agency of the cards of the patients: they are of people its own register does not keep."""
    if lists.standing(lists.OF_AGENCY, "register") is None:
        told = pl.concat([read_lists(folder)[0].get("register") for folder in folders])
        act = Act("claims.demo.cards", SYSTEM, "approved_list", "register", key="demo cards of patients")
        perform(act, lambda: lists.keep_list(lists.OF_AGENCY, "register", told, SYSTEM))
