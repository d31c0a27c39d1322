"""Voluntary insured: adults of the household groups who chose an income and a rhythm of paying."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.jobs.synthetic.chance import chance, choose, pick
from ansinh.jobs.synthetic.health import Health
from ansinh.jobs.synthetic.law_figures import ceiling, poverty_line
from ansinh.jobs.synthetic.people import People, years
from ansinh.jobs.synthetic.profile import Profile

METHODS: Final = np.array([3, 6, 12])  # months paid at once: lists come every third month
METHOD_WEIGHTS: Final = (38, 24, 38)
JOINED_PER_MILLE: Final = 330  # came within the history: the scheme grew fast


@dataclass(frozen=True, slots=True)
class Voluntary:
    """One row a person, (v,): income chosen (dong), months paid at once, first month, and paid by the loaded state.

    filed is the month whose list reports the first payment (0: loaded); until the first month not paid by then.
    """

    person: NDArray[np.int64]
    income: NDArray[np.int64]
    every: NDArray[np.int64]
    start: NDArray[np.int64]
    filed: NDArray[np.int64]
    until: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of rows."""
        return int(self.person.size)


def make_voluntary(profile: Profile, people: People, health: Health, seed: int) -> Voluntary:
    """Return exactly the profile's voluntary insured, all still paying in the last month."""
    rng = chance(seed, "voluntary")
    age = profile.month.year - years(people.birth)[health.person]
    able = np.isin(health.group, ("GD", "NN", "CN", "DT")) & (age >= 20) & (age <= 58) & (health.filed == 0)
    person = health.person[choose(rng, np.flatnonzero(able), profile.vsi)]
    size, first, last = person.size, profile.first.number, profile.month.number
    lowest = poverty_line(last)
    factor = np.exp(rng.normal(0.0, 0.55, size))
    income = np.maximum(factor / factor.mean() * profile.voluntary_income * 1000, lowest)
    income = np.minimum(income * (profile.voluntary_income * 1000 / income.mean()), ceiling(first))
    income = np.maximum((income // 50_000).astype(np.int64) * 50_000, lowest)
    every = METHODS[pick(rng, size, METHOD_WEIGHTS)]
    fresh = rng.random(size) * 1000 < JOINED_PER_MILLE
    start = np.where(fresh, rng.integers(first + 1, last + 1, size), first)
    until = np.where(fresh, 0, first + 1 + (rng.random(size) * every).astype(np.int64))
    return Voluntary(person, income, every, start, np.where(fresh, start, 0), until)
