"""What a first load brings: the registers of an office as frames. A value; bulk/frames.py carries it."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class OldestState:
    """Registers of an office as frames. Columns bear the names of the tables, references the place in the frame.

    households: code, address, office. people: si_number ... office, household (place), household_relation,
    household_order. employers: tax_code ... accounts: code, employer (place), office ... statuses: account, status,
    validity. spells: account, person (places), validity, terms. health, voluntary: person, office, validity, amounts.
    reduced: account, validity, document (accident rate). `office` is always a code.
    """

    households: pl.DataFrame
    people: pl.DataFrame
    employers: pl.DataFrame
    accounts: pl.DataFrame
    statuses: pl.DataFrame
    spells: pl.DataFrame
    health: pl.DataFrame
    voluntary: pl.DataFrame
    reduced: pl.DataFrame
