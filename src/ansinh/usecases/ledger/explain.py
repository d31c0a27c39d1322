"""Where an amount comes from: the month of a person reckoned again from what was known then, step by step."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ansinh.core.asof import AsOf
from ansinh.core.errors import MissingError
from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.ledger.person_month import PersonMonth
from ansinh.law.contributions.explain import explain_person
from ansinh.law.explain import Explanation
from ansinh.law.values import Values
from ansinh.records.bulk.arrow import Column
from ansinh.records.bulk.blocks import AMOUNTS
from ansinh.records.bulk.cursor import CursorDoor
from ansinh.records.bulk.spells import AccountRange
from ansinh.records.store.ledger import reading
from ansinh.records.store.ledger.facts import AccountFacts, read_facts
from ansinh.records.store.ledger.terms import terms_of_month
from ansinh.usecases.ledger.assess import people_columns
from ansinh.usecases.ledger.law import law_of_books

NOT_ASSESSED = Text(
    "Chưa tính tháng này cho người này ở đơn vị này.", "This month is not assessed for this person there."
)
STOPPED = Text("Đơn vị đã dừng: tiền gốc giữ nguyên.", "The employer had stopped: the principal stands still.")


@dataclass(frozen=True, slots=True)
class Explained:
    """What stands, the explanation, and where the two disagree (name of the amount: stored, explained).

    They disagree where a value of the law was changed since and the month has not been assessed again.
    """

    stored: PersonMonth
    explanation: Explanation
    known_at: dt.datetime
    disagreements: Mapping[str, tuple[Dong, Dong]]

    @property
    def agrees(self) -> bool:
        """Whether every stored amount equals the explained one."""
        return not self.disagreements


def explain_person_month(
    person: int, account: int, month: Month, *, until: Month | None = None, values: Values | None = None
) -> Explained:
    """Explain the amounts of `person` (id) in `account` (id) and `month` as they stand, or stood in `until`.

    The law's kernel runs again over the whole account, because its dong are rounded together, with the terms known
    at the moment of the run that posted the amounts. MissingError where nothing was assessed.
    """
    rows = reading.person_months([person], month, month, until)
    stored = next((row for row in rows if row.account == account), None)
    if stored is None:
        raise MissingError(NOT_ASSESSED)
    known_at, _ = reading.known_at(stored.run)
    law = law_of_books(values)
    return _explained(stored, _inputs(account, AsOf(month.first_day, known_at), law), known_at, law)


def _inputs(account: int, at: AsOf, law: Values) -> tuple[dict[str, Column], AccountFacts]:
    """Read the terms of an account in a month, and the facts about it, as known then."""
    door = CursorDoor()
    alone = AccountRange(reading.office_path(account), account, account)
    return terms_of_month(door, alone, at, law), read_facts(door, alone, at.known)


def _explained(
    stored: PersonMonth, inputs: tuple[dict[str, Column], AccountFacts], known_at: dt.datetime, law: Values
) -> Explained:
    """Run the kernel with its steps kept and compare."""
    spells, known = inputs
    at = int(np.searchsorted(spells["person"], stored.person))
    if at >= spells["person"].size or int(spells["person"][at]) != stored.person:
        raise MissingError(NOT_ASSESSED)
    if bool(known.stopped(stored.month.first_day)[0]):
        raise MissingError(STOPPED)
    starts = np.zeros(1, dtype=np.intp)
    workers = np.array([spells["person"].size], dtype=np.int32)
    employers = known.columns(stored.month, known.account, starts, workers)
    assessment, explanation = explain_person(stored.month, people_columns(spells), employers, law, row=at)
    found = {name: int(getattr(assessment, name)[at]) for name in AMOUNTS}
    differs = {name: (stored.amounts[name], found[name]) for name in AMOUNTS if stored.amounts[name] != found[name]}
    return Explained(stored, explanation, known_at, differs)
