"""People as columns: those of the jobs first, then those with health insurance alone; households around them."""

from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.jobs.synthetic.careers import Careers
from ansinh.jobs.synthetic.chance import Rng, chance, pick
from ansinh.jobs.synthetic.employers import Employers
from ansinh.jobs.synthetic.numbers import personal_ids, si_numbers
from ansinh.jobs.synthetic.profile import Profile
from ansinh.jobs.synthetic.words import Words, foreign_names, people_names, surnames

Days = NDArray[np.datetime64]
ALREADY_KNOWN: Final = 55  # per cent of newcomers who have an SI number from an earlier job


@dataclass(slots=True)
class People:
    """People (p,). `known` says who is in the register from the start; the others appear with their first file."""

    name: Words
    female: NDArray[np.bool_]
    birth: Days
    birth_year_only: NDArray[np.bool_]
    nationality: Words
    si_number: list[str]
    personal_id: list[str]
    district: NDArray[np.int64]
    commune: NDArray[np.int64]
    known: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of people."""
        return len(self.si_number)


def birth_days(rng: Rng, month: Month, ages: NDArray[np.float64]) -> Days:
    """Return days of birth of people of `ages` (years) at the first of `month`."""
    days = (ages * 365.25).astype(np.int64) + rng.integers(0, 30, ages.size)
    return np.asarray(np.datetime64(month.first_day) - days.astype("timedelta64[D]"))


def years(birth: Days) -> NDArray[np.int64]:
    """Return the years of birth."""
    return np.asarray(birth.astype("datetime64[Y]").astype(np.int64) + 1970)


def workers(profile: Profile, employers: Employers, careers: Careers, seed: int) -> People:
    """Return the people of all jobs, numbered anew: `careers.staff.person` is changed to their places."""
    rng = chance(seed, "workers")
    _, first, place = np.unique(careers.staff.person, return_index=True, return_inverse=True)
    careers.staff.person[:] = place
    staff = careers.staff
    female, account = staff.female[first], staff.account[first]
    abroad = staff.foreign[first] > 0
    ages = np.clip(18 + rng.gamma(2.6, 6.0, first.size), 18, 59)
    birth = birth_days(rng, profile.month, ages)
    names = people_names(rng, female, years(birth), surnames(rng, first.size))
    strange, nations = foreign_names(rng, female)
    starts = np.full(first.size, np.iinfo(np.int64).max)
    np.minimum.at(starts, place, careers.start_filed)
    return People(
        name=np.where(abroad, strange, names),
        female=female,
        birth=birth,
        birth_year_only=np.zeros(first.size, dtype=np.bool_),
        nationality=np.where(abroad, nations, "VN"),
        si_number=si_numbers(first.size),
        personal_id=np.where(abroad, "", np.array(personal_ids(female, years(birth)), dtype=object)).tolist(),
        district=employers.district[account],
        commune=employers.commune[account],
        known=abroad | (starts == 0) | (rng.random(first.size) * 100 < ALREADY_KNOWN),
    )


def appended(people: People, more: People) -> People:
    """Return the people of both, in order; numbers and IDs of `more` must be their own."""
    both: dict[str, Any] = {}
    for field in fields(People):
        one, other = getattr(people, field.name), getattr(more, field.name)
        both[field.name] = one + other if isinstance(one, list) else np.concatenate([one, other])
    return People(**both)


def homes(rng: Rng, profile: Profile, size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return districts and communes of `size` people or households, by the weight of districts."""
    district = pick(rng, size, [line.weight for line in profile.districts])
    communes = np.array([len(line.communes) for line in profile.districts])[district]
    return district, (rng.random(size) * communes).astype(np.int64)
