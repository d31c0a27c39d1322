"""Columns of the bench province: all groups, pay regimes, regions, ceilings, absences, reliefs, statuses. Seeded."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ansinh.core.terms import ALL_FUNDS, Absence, Foreign, PayRegime, PersonGroup, Work

Column: TypeAlias = NDArray[Any]

PEOPLE = 1_061_394  # SI participants of the southern province of 2023 (published-figures.md)
ACCOUNTS = 19_647
OFFICES = 10  # base offices under the province
FAMILY = ("Nguyen", "Tran", "Le", "Pham", "Hoang", "Vu", "Phan", "Dang", "Bui", "Do")
MIDDLE = ("Van", "Thi", "Duc", "Ngoc", "Quang", "Thu", "Minh", "Thanh")
GIVEN = ("An", "Binh", "Chi", "Dung", "Giang", "Hoa", "Hung", "Lan", "Mai", "Nam", "Phuc", "Son", "Tam", "Yen")
NO_NUMBER = -1


@dataclass(frozen=True, slots=True)
class Province:
    """Accounts (a,) and their people (n,) in the order of accounts; ids count from 1."""

    size: NDArray[np.int64]
    unit_kind: NDArray[np.int16]  # 0 enterprise, 1 state_agency, 2 public_unit_state_paid
    region: NDArray[np.int16]
    every: NDArray[np.int16]
    account: NDArray[np.int64]
    spells: dict[str, Column]


def make(people: int, accounts: int, seed: int = 2023) -> Province:
    """Return a province of `people` in `accounts`, the same for the same seed."""
    dice = np.random.default_rng(seed)
    size = _sizes(dice, people, accounts)
    unit_kind = dice.choice(3, accounts, p=[0.86, 0.08, 0.06]).astype(np.int16)
    region = dice.choice([1, 2, 3, 4], accounts, p=[0.5, 0.25, 0.15, 0.1]).astype(np.int16)
    every = np.where(unit_kind == 0, dice.choice([1, 3, 6], accounts, p=[0.97, 0.02, 0.01]), 1).astype(np.int16)
    account = np.repeat(np.arange(1, accounts + 1), size)
    return Province(size, unit_kind, region, every, account, _spells(dice, unit_kind[account - 1]))


def _sizes(dice: np.random.Generator, people: int, accounts: int) -> NDArray[np.int64]:
    """Return heavy-tailed numbers of people that sum to `people`, each at least 1."""
    weight = dice.lognormal(0.0, 1.9, accounts)
    exact = weight / weight.sum() * (people - accounts)
    size = np.floor(exact).astype(np.int64)
    size[np.argsort(exact - size)[::-1][: people - accounts - int(size.sum())]] += 1
    ones: NDArray[np.int64] = size + 1
    return ones


def _spells(dice: np.random.Generator, kind: NDArray[np.int16]) -> dict[str, Column]:
    """Return the terms of every person, given the kind of his employer."""
    n = kind.size
    public = kind > 0
    commune = (kind == 1) & (dice.random(n) < 0.08)
    group = np.select(
        [commune, kind == 1, kind == 2],
        [int(PersonGroup.COMMUNE_PART_TIME), int(PersonGroup.CIVIL_SERVANT), int(PersonGroup.PUBLIC_EMPLOYEE)],
        int(PersonGroup.EMPLOYEE),
    ).astype(np.int16)
    regime = np.where(commune, int(PayRegime.NONE), np.where(public, int(PayRegime.STATE), int(PayRegime.EMPLOYER)))
    wage = (6_500_000 * dice.lognormal(0.0, 0.55, n)).astype(np.int64) + dice.integers(0, 1000, n)
    foreign = np.where(~public & (dice.random(n) < 0.01), int(Foreign.FOREIGNER), 0)
    foreign = np.where((foreign > 0) & (dice.random(n) < 0.2), foreign | int(Foreign.INTRA_COMPANY), foreign)
    work = np.where(dice.random(n) < 0.6, int(Work.TRAINED), 0) | np.where(dice.random(n) < 0.05, int(Work.HEAVY), 0)
    absence = dice.choice(
        [int(Absence.NONE), int(Absence.UNPAID), int(Absence.SICK), int(Absence.MATERNITY)],
        n,
        p=[0.975, 0.008, 0.005, 0.012],
    )
    return {
        "group": group,
        "pay_regime": regime.astype(np.int16),
        "base": np.where(public, NO_NUMBER, np.minimum(wage, 120_000_000)),
        "coefficient": np.where(public & ~commune, dice.integers(18_600, 80_000, n), NO_NUMBER).astype(np.int32),
        "contract_months": np.where(public, NO_NUMBER, dice.choice([NO_NUMBER, 12, 24, 36], n)).astype(np.int16),
        "foreign": foreign.astype(np.int16),
        "work": work.astype(np.int16),
        "absence": absence.astype(np.int16),
        "absence_days": np.where(absence > 0, 14, 0).astype(np.int16),
        "funds": np.where(dice.random(n) < 0.01, ALL_FUNDS & ~(1 << 4), ALL_FUNDS).astype(np.int16),
        "earlier": dice.random(n) < 0.3,  # had other terms until the end of 2020
    }


def names(count: int, dice: np.random.Generator) -> Column:
    """Return `count` made-up names without accents."""
    first, middle, last = (np.array(words)[dice.integers(0, len(words), count)] for words in (FAMILY, MIDDLE, GIVEN))
    return np.char.add(np.char.add(first, " "), np.char.add(np.char.add(middle, " "), last))
