"""Assessed months of persons, read from the packed blocks that stand."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from ansinh.records.bulk.blocks import decode
from ansinh.records.store.pages.rows import read

LATEST = """
WITH latest AS (
  SELECT account, month, max(posted) AS posted FROM records_assessmentblock
  WHERE account = ANY(%(accounts)s) AND (%(month)s::date IS NULL OR month = %(month)s::date) GROUP BY 1, 2)
SELECT b.account, b.month, b.posted, b.first_person, b.columns FROM records_assessmentblock b
JOIN latest USING (account, month, posted)
WHERE %(person)s = 0 OR (b.first_person <= %(person)s AND b.last_person >= %(person)s)
ORDER BY b.month DESC, b.account, b.chunk
"""


@dataclass(frozen=True, slots=True)
class _Block:
    account: int
    month: dt.date
    posted: dt.date
    first_person: int
    columns: bytes


@dataclass(frozen=True, slots=True)
class PersonMonth:
    """What stands for one person, account and month (dong); `posted` is the accounting month of the last assessment."""

    person: int
    account: int
    month: dt.date
    posted: dt.date
    base: int
    base_ui: int
    base_hi: int
    rs: int
    sm: int
    oad: int
    ui: int
    hi: int
    employee: int
    forgone: int
    deferred: int

    @property
    def total(self) -> int:
        """All funds, employer and employee together."""
        return self.rs + self.sm + self.oad + self.ui + self.hi


PARTS = {
    "base": ("si_base",),
    "base_ui": ("ui_base",),
    "base_hi": ("hi_base",),
    "rs": ("rs_er", "rs_ee"),
    "sm": ("sm_er",),
    "oad": ("oad_er",),
    "ui": ("ui_er", "ui_ee"),
    "hi": ("hi_er", "hi_ee"),
    "employee": ("rs_ee", "ui_ee", "hi_ee"),
    "forgone": ("relief68_forgone", "relief116_forgone"),
    "deferred": ("rs_deferred",),
}


def of_person(person: int, accounts: list[int]) -> list[PersonMonth]:
    """Return the months of `person` in `accounts`, latest first."""
    wanted = {"accounts": accounts, "month": None, "person": person}
    return [row for block in read(_Block, LATEST, wanted) for row in _rows(block, {person})]


def of_account(account: int, month: dt.date, people: set[int]) -> dict[int, PersonMonth]:
    """Return what stands for `people` in one account and month."""
    wanted = {"accounts": [account], "month": month, "person": 0}
    return {row.person: row for block in read(_Block, LATEST, wanted) for row in _rows(block, people)}


def _rows(block: _Block, people: set[int]) -> list[PersonMonth]:
    """Return the rows of `people` in one block."""
    packed = decode([bytes(block.columns)], np.array([block.first_person], dtype=np.int64))
    places = np.flatnonzero(np.isin(packed.person, np.fromiter(people, dtype=np.int64)))
    columns = {name: sum(packed.column(part)[places] for part in parts) for name, parts in PARTS.items()}
    return [
        PersonMonth(
            int(packed.person[place]), block.account, block.month, block.posted,
            **{name: int(column[at]) for name, column in columns.items()},  # type: ignore[index] # sums of columns
        )
        for at, place in enumerate(places)
    ]  # fmt: skip
