"""In which months an account sends files: big ones nearly always, small ones now and then."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.jobs.synthetic.chance import Rng, chance
from ansinh.jobs.synthetic.employers import Employers
from ansinh.jobs.synthetic.profile import Profile

USUAL_SIZE: Final = 380  # an account of this size files in about two months of three


@dataclass(frozen=True, slots=True)
class Slots:
    """Filing months: those of account a are `months[first[a] : first[a + 1]]` (Month.number, rising)."""

    months: NDArray[np.int64]
    first: NDArray[np.int64]

    def count(self, account: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many filing months the accounts (n,) have."""
        return np.asarray(self.first[account + 1] - self.first[account])

    def draw(self, rng: Rng, account: NDArray[np.int64], *, low: int, high: int) -> NDArray[np.int64]:
        """Return one filing month from `low` to `high` for each account (n,).

        Where an account has none in that time, it files in any month of it.
        """
        begin, end = self._within(account, low, high)
        free = rng.integers(low, high + 1, account.size)
        place = begin + (rng.random(account.size) * (end - begin)).astype(np.int64)
        return np.where(end > begin, self.months[np.minimum(place, self.months.size - 1)], free)

    def has(self, account: NDArray[np.int64], *, low: int, high: int) -> NDArray[np.bool_]:
        """Return whether the accounts (n,) have a filing month from `low` to `high`."""
        begin, end = self._within(account, low, high)
        return np.asarray(end > begin)

    def _within(self, account: NDArray[np.int64], low: int, high: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the places in `months` from which and to which the accounts' months lie in low..high."""
        owner = np.repeat(np.arange(self.first.size - 1), np.diff(self.first))
        order = owner * 100_000 + self.months
        return np.searchsorted(order, account * 100_000 + low), np.searchsorted(order, account * 100_000 + high + 1)


def make_slots(profile: Profile, employers: Employers, seed: int) -> Slots:
    """Return the filing months from the second month on; an account that stops files in its last month with staff."""
    rng = chance(seed, "slots")
    months = np.arange(profile.first.number + 1, profile.month.number + 1)
    chance_of = 1 - np.exp(-employers.size / USUAL_SIZE)
    files = rng.random((len(employers), months.size)) < chance_of[:, None]
    files &= (months > employers.opened[:, None]) & (employers.stops == 0)[:, None]
    account, place = np.nonzero(files)
    return Slots(months[place], np.searchsorted(account, np.arange(len(employers) + 1)))
