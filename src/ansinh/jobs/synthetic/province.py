"""A whole synthetic province: every column, the same for the same profile, scale and seed."""

import hashlib
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ansinh.core.terms import Absence
from ansinh.jobs.synthetic.careers import Careers, make_careers
from ansinh.jobs.synthetic.duplicates import plant_duplicates
from ansinh.jobs.synthetic.employers import Employers, make_employers
from ansinh.jobs.synthetic.health import Health, make_health
from ansinh.jobs.synthetic.households import Households, settle
from ansinh.jobs.synthetic.people import People, appended, workers
from ansinh.jobs.synthetic.profile import Profile, profile
from ansinh.jobs.synthetic.slots import make_slots
from ansinh.jobs.synthetic.staff import Staff, make_staff
from ansinh.jobs.synthetic.voluntary import Voluntary, make_voluntary


@dataclass(frozen=True, slots=True)
class Province:
    """The columns of a province; `profile` is already at scale."""

    profile: Profile
    seed: int
    employers: Employers
    careers: Careers
    people: People
    health: Health
    households: Households
    voluntary: Voluntary
    duplicates: NDArray[np.int64]  # (k, 2) places of people: original, duplicate


def make_province(key: str, scale: Fraction, seed: int = 1) -> Province:
    """Return the province of profile `key` at `scale` (1 is everybody); a MissingError for an unknown profile."""
    shape = profile(key).at(scale)
    employers = make_employers(shape, seed)
    staff = make_staff(shape, employers, seed)
    careers = make_careers(shape, employers, staff, make_slots(shape, employers, seed), seed)
    people = workers(shape, employers, careers, seed)
    more, health = make_health(shape, people, shape.hi - _with_card(staff), seed)
    people = appended(people, more)
    households = settle(shape, people, health, seed)
    voluntary = make_voluntary(shape, people, health, seed)
    duplicates = plant_duplicates(people, careers, health, seed)
    return Province(shape, seed, employers, careers, people, health, households, voluntary, duplicates)


def _with_card(staff: Staff) -> int:
    """Return how many people have health insurance through an employer in the last month: all but unpaid ones."""
    return int(np.count_nonzero(staff.main & (staff.away != Absence.UNPAID)))


def fingerprint(province: Province) -> str:
    """Return a short hash of the columns: the same story has the same one."""
    careers, people = province.careers, province.people
    digest = hashlib.sha256()
    for column in (careers.staff.base, careers.start, careers.end, careers.raised, people.birth.astype(np.int64)):
        digest.update(np.ascontiguousarray(column).tobytes())
    for column in (province.health.until, province.voluntary.income, province.voluntary.every):
        digest.update(np.ascontiguousarray(column).tobytes())
    return digest.hexdigest()[:16]
