"""Words of names: Vietnamese ones by sex and generation, the names of foreigners, of employers and of trades."""

from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

import numpy as np
import yaml
from numpy.typing import NDArray

from ansinh.jobs.synthetic.chance import Rng, pick

Words: TypeAlias = NDArray[np.object_]
GENERATIONS = np.array([1970, 1995])  # years of birth in which a generation ends


@cache
def data(name: str) -> Any:  # noqa: ANN401 - a tree of plain YAML, whose shape each reader knows
    """Return the data file `name` of this package."""
    return yaml.safe_load(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def weighted(rng: Rng, size: int, table: dict[str, int]) -> Words:
    """Return `size` words drawn from a table of word -> weight."""
    return np.array(list(table), dtype=object)[pick(rng, size, list(table.values()))]


def people_names(rng: Rng, female: NDArray[np.bool_], birth_years: NDArray[np.int64], surnames: Words) -> Words:
    """Return full names (n,) for sexes and years of birth, under the given surnames."""
    names = data("names.yaml")
    middle, given = np.full(female.size, "", dtype=object), np.full(female.size, "", dtype=object)
    generation = np.searchsorted(GENERATIONS, birth_years, side="right")
    for sex, of_sex in (("male", ~female), ("female", female)):
        for place in range(GENERATIONS.size + 1):
            rows = np.flatnonzero(of_sex & (generation == place))
            middle[rows] = weighted(rng, rows.size, names["middle"][sex][place])
            given[rows] = weighted(rng, rows.size, names["given"][sex][place])
    words = [surnames + " ", middle + " ", given]
    full: Words = words[0] + words[1] + words[2]
    return full


def surnames(rng: Rng, size: int) -> Words:
    """Return `size` surnames."""
    return weighted(rng, size, data("names.yaml")["surnames"])


def foreign_names(rng: Rng, female: NDArray[np.bool_]) -> tuple[Words, Words]:
    """Return names and nationalities (two letters) of foreigners."""
    names = data("names.yaml")
    men, women = (weighted(rng, female.size, names["foreign"][sex]) for sex in ("male", "female"))
    return np.where(female, women, men), weighted(rng, female.size, names["nations"])
