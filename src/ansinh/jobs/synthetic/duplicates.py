"""People planted twice: somebody insured alone who is somebody employed, under another number."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.jobs.synthetic.careers import Careers
from ansinh.jobs.synthetic.chance import chance, choose
from ansinh.jobs.synthetic.health import Health
from ansinh.jobs.synthetic.people import People

ONE_IN: Final = 2000  # people
FEWEST: Final = 3
GROUPS: Final = ("GD", "NN", "CN", "DT")
# Where the tone stands is a matter of taste, and two clerks have two tastes.
TONES: Final = (("òa", "oà"), ("óa", "oá"), ("úy", "uý"), ("ủy", "uỷ"), ("ùy", "uỳ"))


def plant_duplicates(people: People, careers: Careers, health: Health, seed: int) -> NDArray[np.int64]:
    """Make some people insured alone the same human as somebody employed; return pairs (k, 2): original, duplicate.

    They keep their own numbers; the personal ID is missing, the name may be spelt otherwise, the birth be vaguer.
    """
    rng = chance(seed, "duplicates")
    able = np.flatnonzero(np.isin(health.group, GROUPS) & (health.filed == 0))
    count = max(FEWEST, len(people) // ONE_IN)
    second = health.person[choose(rng, able, count)]
    staff = careers.staff
    steady = np.flatnonzero((careers.start_filed[: careers.final] == 0) & (staff.foreign[: careers.final] == 0))
    first = np.unique(staff.person[choose(rng, steady, second.size)])
    second = rng.permutation(second)[: first.size]
    for one, two in zip(first.tolist(), second[: first.size].tolist(), strict=False):
        people.name[two] = _spelt_otherwise(str(people.name[one])) if two % 2 else people.name[one]
        people.personal_id[two] = ""
    for column in ("female", "birth", "district", "commune"):
        getattr(people, column)[second] = getattr(people, column)[first[: second.size]]
    vague = second[second % 3 == 0]
    people.birth_year_only[vague] = True
    people.birth[vague] = people.birth[vague].astype("datetime64[Y]").astype("datetime64[D]")
    return np.stack([first[: second.size], second], axis=1)


def _spelt_otherwise(name: str) -> str:
    """Return the name with its tones where the other taste puts them."""
    for one, other in TONES:
        name = name.replace(one, other)
    return name
