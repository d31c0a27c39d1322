"""How prospects of the past ended, made up from likelihoods of this file: what an agency knows from earlier years."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.jobs.synthetic.chance import chance, pick
from ansinh.jobs.synthetic.province import Province

# reason -> weight among the past, log odds of joining; each contact and each doubling of the size move it.
REASONS: Final[dict[str, tuple[int, float]]] = {
    "employer_missing": (4, -1.4), "employer_people": (4, -1.0), "employer_wages": (3, -1.6), "left_job": (20, -2.6),
    "household_none": (10, -2.2), "household_part": (20, -1.3), "card_30": (15, 0.4), "card_60": (10, 0.9),
    "subsidy": (5, -0.9), "pupil": (10, 0.1), "birth": (4, 1.8), "pensionable": (5, -2.0),
}  # fmt: skip
PER_CONTACT: Final = 0.45
PER_DOUBLING: Final = -0.12
ENDED_A_YEAR: Final = 30  # per thousand people
FEWEST: Final = 1500


@dataclass(frozen=True, slots=True)
class Past:
    """Ended prospects (n,): reason, office, people, contacts, joined, the days they were found and ended."""

    kind: list[str]
    office: list[str]
    people: NDArray[np.int64]
    contacts: NDArray[np.int64]
    joined: NDArray[np.bool_]
    found_on: list[dt.date]
    ended_on: list[dt.date]
    source: list[str]


def past_outcomes(province: Province, *, busy_months: tuple[int, ...] = (9, 10, 11)) -> Past:
    """Return a year of ended prospects; more are talked to in the busy months."""
    rng, profile = chance(province.seed, "past outreach"), province.profile
    n = max(FEWEST, len(province.people) * ENDED_A_YEAR // 1000)
    codes = list(REASONS)
    kind = pick(rng, n, [weight for weight, _ in REASONS.values()])
    people = np.where(
        kind < 3, 1 + rng.geometric(0.08, n), 1 + (kind == codes.index("household_none")) * rng.integers(0, 4, n)
    )
    month = rng.integers(1, 13, n)
    contacts = rng.poisson(np.where(np.isin(month, busy_months), 2.2, 1.0))
    odds = np.array([odds for _, odds in REASONS.values()])[kind]
    odds = odds + PER_CONTACT * np.minimum(contacts, 5) + PER_DOUBLING * np.log2(people)
    joined = rng.random(n) < 1 / (1 + np.exp(-odds))
    year = profile.month.year - 1
    found = [dt.date(year, int(m), int(d)) for m, d in zip(month, rng.integers(1, 28, n), strict=True)]
    ended = [day + dt.timedelta(days=int(days)) for day, days in zip(found, rng.integers(5, 90, n), strict=True)]
    offices = [profile.districts[at].code for at in rng.integers(0, len(profile.districts), n)]
    source = [f"past:{profile.key}:{at}" for at in range(n)]
    return Past([codes[at] for at in kind], offices, people, contacts.astype(np.int64), joined, found, ended, source)
