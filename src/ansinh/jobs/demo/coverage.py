"""Cards of the demonstration: hospitals under contract, where people registered, earlier cover, links, look-ups."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.contrib.auth.hashers import make_password

from ansinh.jobs.coverage import STRETCH, derive_population
from ansinh.jobs.demo.cast import PASSWORD, SYSTEM, hospital
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.engine import DEFAULT_WORKERS, run_parts
from ansinh.jobs.synthetic.chance import chance
from ansinh.records.bulk.arrow import Column
from ansinh.records.store.coverage import load
from ansinh.records.store.registry import facilities
from ansinh.records.store.registry.facilities import FacilityLine, NewFacility
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases.act import Act, perform
from ansinh.usecases.enrol import enrol

SINCE: Final = dt.date(2015, 1, 1)
PROVINCIAL: Final = ("Bệnh viện đa khoa tỉnh", "Bệnh viện Sản - Nhi", "Bệnh viện Y học cổ truyền")
LINKED_PER_MILLE: Final = 793  # 2,024,104 of 2,550,880 cards
CONTINUOUS_PER_MILLE: Final = 620  # of people were insured long before our own data
CLERK: Final = ("Đỗ Thị Quầy", "026199000001")


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a stretch of people (columns): facilities, first days of cover they proved (NaT: none)."""

    person: Column
    facility: Column
    first: Column

    @property
    def people(self) -> int:
        """How much work it is."""
        return int(self.person.size)


def open_coverage(setting: Setting) -> None:
    """Record hospitals, registrations and earlier cover, derive the cards, link most of them; again adds nothing."""
    top = office_by_code(setting.top)
    facilities_of(setting)
    clerk = hospital(setting.province)
    enrol(clerk.username, clerk.name, make_password(PASSWORD), [clerk.grant], SYSTEM)
    places = facilities.facilities_on(top.path, SINCE)
    clerks = [place.id for place in places if place.former_level != "commune"]
    act = Act("facilities.clerks", SYSTEM, "office", setting.top, setting.top, body={"facilities": len(clerks)})
    perform(act, lambda: [facilities.register_clerk(one, CLERK[0], CLERK[1], SINCE, SYSTEM) for one in clerks])
    since = setting.province.profile.first.first_day
    list(run_parts((setting.top, since), _stretches(setting, places), _tell, workers=DEFAULT_WORKERS))
    derive_population(setting.top, SYSTEM)
    linked = Act("cards.demo.link", SYSTEM, "office", setting.top, setting.top, key=f"demo links {setting.top}")
    perform(linked, lambda: load.link_population(top.path, LINKED_PER_MILLE, since, SYSTEM))


def facilities_of(setting: Setting) -> int:
    """Record the provincial hospitals, one hospital for each district and one station for each commune."""
    profile, rows = setting.province.profile, []
    number = 1
    for name in PROVINCIAL:
        rows.append(_facility(setting, number, f"{name} (dữ liệu mẫu)", "provincial", setting.top))
        number += 1
    for district in profile.districts:
        rows.append(_facility(setting, number, f"Trung tâm y tế {district.name}", "district", district.code))
        number += 1
    for district in profile.districts:
        for commune in district.communes:
            rows.append(_facility(setting, number, f"Trạm y tế {commune}", "commune", district.code))
            number += 1
    act = Act("facilities.load", SYSTEM, "office", setting.top, setting.top, body={"facilities": len(rows)})
    return perform(act, lambda: facilities.load_facilities(rows, SYSTEM))


def _facility(setting: Setting, number: int, name: str, tier: str, office: str) -> NewFacility:
    """Return a facility of a tier, with the level it has since 2025."""
    level = {"provincial": "basic_50", "district": "basic", "commune": "initial"}[tier]
    return NewFacility(
        f"{setting.top}{number:03d}", name, office_by_code(office).id, level, tier,
        "outpatient" if tier == "commune" else "both", SINCE,
        beds={"provincial": 600, "district": 180, "commune": 0}[tier],
    )  # fmt: skip


def _stretches(setting: Setting, places: list[FacilityLine]) -> list[Told]:
    """Return where people registered and which cover they proved, by stretches of people."""
    people = load.people_under(office_by_code(setting.top).path)
    dice = chance(int.from_bytes(hashlib.sha256(setting.top.encode()).digest()[:4], "big"), "coverage")
    ids = np.array([place.id for place in places])
    chosen = ids[_choice(dice, places, people.size)]
    proved = np.flatnonzero(dice.random(people.size) * 1000 < CONTINUOUS_PER_MILLE)
    first = np.full(people.size, "NaT", dtype="datetime64[D]")
    years = dice.integers(0, 2_200, proved.size)
    first[proved] = np.datetime64(setting.province.profile.first.first_day, "D") - 30 - years
    slices = [slice(begin, begin + STRETCH) for begin in range(0, people.size, STRETCH)]
    return [Told(people[one], chosen[one], first[one]) for one in slices]


def _tell(frame: tuple[str, dt.date], part: Told) -> dict[str, int]:
    """Record what is told of one stretch of people, once; return how many registrations and covers."""
    office, since = frame
    act = Act("cards.demo", SYSTEM, "office", office, office, key=f"demo cards {office} {part.person[0]}")

    def write() -> dict[str, int]:
        proved = ~np.isnat(part.first)
        registered = load.load_choices(part.person, part.facility, since, SYSTEM)
        earlier = load.load_earlier(part.person[proved], part.first[proved], since, SYSTEM)
        return {"registered": registered, "earlier": earlier}

    return perform(act, write)


def _choice(
    dice: np.random.Generator, places: list[FacilityLine], size: int
) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Return the place of each person's facility: most at a commune or district, some at the provincial hospitals."""
    weight = {"commune": 1.0, "district": 9.0, "provincial": 14.0}
    weights = np.array([weight[place.former_level] for place in places])
    return np.asarray(dice.choice(len(places), size, p=weights / weights.sum()), dtype=np.intp)
