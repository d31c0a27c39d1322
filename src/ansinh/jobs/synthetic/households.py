"""Households: everybody lives in one, in a commune, under a head whose surname the children bear."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.jobs.synthetic.chance import Rng, chance
from ansinh.jobs.synthetic.health import Health
from ansinh.jobs.synthetic.numbers import personal_ids
from ansinh.jobs.synthetic.people import People, years
from ansinh.jobs.synthetic.profile import Profile
from ansinh.jobs.synthetic.words import people_names, surnames

MEMBERS: Final = 3.6
HEAD, WIFE, HUSBAND, FATHER, MOTHER, CHILD, OTHER = (
    "00",
    "01",
    "02",
    "03",
    "04",
    "08",
    "22",
)  # forms: relation to the head


@dataclass(frozen=True, slots=True)
class Households:
    """Households (k,) and the place of each person (p,) in one.

    head is a place among the people; of, relation, order belong to people: the household, the code of the relation to
    the head, and the order in the household scheme of health insurance (0: in another group).
    """

    head: NDArray[np.int64]
    code: list[str]
    of: NDArray[np.int64]
    relation: NDArray[np.object_]
    order: NDArray[np.int64]


def settle(profile: Profile, people: People, health: Health, seed: int) -> Households:
    """Put everybody into a household of his commune; name those without a name and number everybody's ID."""
    rng = chance(seed, "households")
    last_year = profile.month.year
    adult = last_year - years(people.birth) >= 20
    area = people.district * 1000 + people.commune
    order = np.lexsort((rng.random(len(people)), ~adult, area))
    sorted_area = area[order]
    begin = np.searchsorted(sorted_area, sorted_area)
    size = np.searchsorted(sorted_area, sorted_area, side="right") - begin
    houses = np.maximum((size / MEMBERS).astype(np.int64), 1)
    rank = np.arange(order.size) - begin
    is_head = rank < houses
    head_place = np.where(is_head, rank, (rng.random(order.size) * houses).astype(np.int64))
    head_of = np.empty(order.size, dtype=np.int64)
    head_of[order] = order[begin + head_place]
    heads, of = np.unique(head_of, return_inverse=True)
    _name(rng, people, heads[of])
    code = [f"999{number:08d}" for number in range(1, heads.size + 1)]
    return Households(heads, code, of, _relations(people, heads[of]), _scheme_order(people, health, of))


def _name(rng: Rng, people: People, head: NDArray[np.int64]) -> None:
    """Name the nameless (children and half of the others after their head) and give everybody a personal ID."""
    nameless = np.flatnonzero(people.name == "")
    own = surnames(rng, len(people))
    named = np.flatnonzero(people.name != "")
    own[named] = [name.split(" ", 1)[0] for name in people.name[named].tolist()]
    own[people.nationality != "VN"] = "Nguyễn"
    younger = years(people.birth)[nameless] - years(people.birth)[head[nameless]] >= 16
    like_head = younger | (rng.random(nameless.size) < 0.4)
    family = np.where(like_head, own[head[nameless]], own[nameless])
    people.name[nameless] = people_names(rng, people.female[nameless], years(people.birth)[nameless], family)
    ids = np.array(personal_ids(people.female, years(people.birth)), dtype=object)
    people.personal_id[:] = np.where(people.nationality == "VN", ids, "").tolist()


def _relations(people: People, head: NDArray[np.int64]) -> NDArray[np.object_]:
    """Return codes of the relation to the head, by ages and sexes."""
    gap = years(people.birth) - years(people.birth)[head]
    other_sex = people.female != people.female[head]
    spouse = np.where(people.female, WIFE, HUSBAND)
    parent = np.where(people.female, MOTHER, FATHER)
    peer = np.where(other_sex, spouse, OTHER)
    relation = np.where(gap >= 16, CHILD, np.where(gap <= -16, parent, peer)).astype(object)
    relation[head == np.arange(head.size)] = HEAD
    return relation


def _scheme_order(people: People, health: Health, of: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the order of enrolment of members in the household scheme, 0 for everybody else."""
    order = np.zeros(len(people), dtype=np.int64)
    rows = np.flatnonzero(health.group == "GD")
    rows = rows[np.lexsort((health.person[rows], health.start[rows], of[health.person[rows]]))]
    house = of[health.person[rows]]
    order[health.person[rows]] = np.arange(rows.size) - np.searchsorted(house, house) + 1
    return order
