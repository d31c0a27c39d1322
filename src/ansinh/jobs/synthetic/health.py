"""People with health insurance outside employers: groups, ages, households, and how long they have paid."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.jobs.synthetic.chance import Rng, apportion, chance, dealt, pick
from ansinh.jobs.synthetic.numbers import si_numbers
from ansinh.jobs.synthetic.people import People, birth_days, homes
from ansinh.jobs.synthetic.profile import Profile
from ansinh.jobs.synthetic.words import Words, data

PERIODS: Final = np.array([12, 6, 3])  # months paid at once
PERIOD_WEIGHTS: Final = (72, 20, 8)
FRESH_PER_MILLE: Final = 70  # of groups that renew: joined within the history


@dataclass(frozen=True, slots=True)
class Health:
    """One row a person insured alone, (h,). Months are Month.number.

    person is the place among the people; group the code of the card; start the first month insured, filed the month
    whose list reports it (0: loaded with the oldest state); every, for groups that renew, how many months are paid at
    once (0: open, nobody renews), and until the first month not paid by the loaded state.
    """

    person: NDArray[np.int64]
    group: Words
    start: NDArray[np.int64]
    filed: NDArray[np.int64]
    every: NDArray[np.int64]
    until: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of rows."""
        return int(self.person.size)


def make_health(profile: Profile, people: People, count: int, seed: int) -> tuple[People, Health]:
    """Return `count` further people (without names and personal IDs) and their health insurance."""
    rng = chance(seed, "health")
    groups = data("health.yaml")["groups"]
    codes = list(profile.groups)
    place = dealt(apportion(count, [profile.groups[code] for code in codes]), rng)
    low, high = (np.array([groups[code]["ages"][end] for code in codes])[place] for end in (0, 1))
    birth = birth_days(rng, profile.month, low + (high - low) * rng.beta(1.4, 1.6, count))
    group = np.array(codes, dtype=object)[place]
    start, filed = _starts(rng, profile, group, birth)
    period = np.where(group == "HS", PERIODS[0], PERIODS[pick(rng, count, PERIOD_WEIGHTS)])
    every = np.where(np.array([groups[code]["renewed"] for code in codes])[place], period, 0)
    until = np.where(
        (every > 0) & (filed == 0), profile.first.number + 1 + (rng.random(count) * every).astype(np.int64), 0
    )
    first = len(people)
    more = _people(rng, profile, birth, filed == 0, first)
    return more, Health(first + np.arange(count), group, start, filed, every, until)


def _starts(
    rng: Rng, profile: Profile, group: Words, birth: NDArray[np.datetime64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return first months and filing months: children are insured from birth, some others joined within the history."""
    first = profile.first.number
    born = birth.astype("datetime64[M]").astype(np.int64) + 1970 * 12
    child = (group == "TE") & (born > first)
    joined = np.isin(group, ("GD", "NN")) & (rng.random(group.size) * 1000 < FRESH_PER_MILLE)
    month = np.where(
        child, born, np.where(joined, rng.integers(first + 1, profile.month.number + 1, group.size), first)
    )
    month = np.minimum(month, profile.month.number)
    return month, np.where(child | joined, month, 0)


def _people(rng: Rng, profile: Profile, birth: NDArray[np.datetime64], known: NDArray[np.bool_], first: int) -> People:
    """Return people without names and IDs; numbers run on from `first`."""
    size = birth.size
    district, commune = homes(rng, profile, size)
    blank = np.full(size, "", dtype=object)
    return People(
        name=blank.copy(),
        female=rng.random(size) < 0.515,
        birth=birth,
        birth_year_only=(rng.random(size) < 0.02) & (birth < np.datetime64("1965-01-01")),
        nationality=np.full(size, "VN", dtype=object),
        si_number=si_numbers(size, first + 1),
        personal_id=[""] * size,
        district=district,
        commune=commune,
        known=known,
    )
