"""Differences for earlier months: what changed since it was last assessed is assessed again and compared.

A partition pays only for its changed accounts: facts recorded or superseded since the run before, netted person by
person, give the stale (account, month) pairs; those alone are read, assessed and compared with what stands.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.period import Month
from ansinh.domain.ledger.changes import OPEN, FactIntervals, changed_months, term_numbers
from ansinh.domain.ledger.first_month import looks_back
from ansinh.jobs.month.frame import Frame
from ansinh.records.bulk.arrow import Column, Door
from ansinh.records.bulk.blocks import PackedPeople, decode, sizes_of
from ansinh.records.bulk.changes import changed_spells, changed_validity
from ansinh.records.bulk.spells import spells_of_accounts
from ansinh.records.store.ledger.books import month_numbers
from ansinh.records.store.ledger.facts import AccountFacts
from ansinh.records.store.ledger.people import empty_blocks, pack, standing
from ansinh.records.store.ledger.terms import in_force, with_first_months
from ansinh.usecases.ledger.assess import TOTALS, AssessedMonth, assess

PARTS_OF_TOTAL = {
    "rs": ("rs_er", "rs_ee"),
    "sm": ("sm_er",),
    "oad": ("oad_er",),
    "ui": ("ui_er", "ui_ee"),
    "hi": ("hi_er", "hi_ee"),
}
FACT_TABLES = {
    "records_employerstatus": "status",
    "records_accidentratedecision": "''",
    "records_retirementsuspension": "''",
    "records_accountterms": "concat_ws(' ', unit_kind, region, ui_from)",
}
CODE_BITS = {  # enough for every code plus one (-1 stands for none)
    "group": 5,
    "pay_regime": 3,
    "contract_months": 16,
    "foreign": 6,
    "work": 6,
    "absence": 4,
    "absence_days": 6,
    "funds": 8,
}
Pairs = tuple[NDArray[np.int64], NDArray[np.int32]]


@dataclass(frozen=True, slots=True)
class Differences:
    """Changed accounts and months (k,), the change of each total (9, k) in dong, and the blocks that now stand."""

    account: NDArray[np.int64]
    month: NDArray[np.int32]
    change: DongColumn
    fixed: dict[str, Column]
    packed: list[bytes]

    def of(self, name: str) -> DongColumn:
        """Return the change of one total, (k,)."""
        column: DongColumn = self.change[TOTALS.index(name)]
        return column


def stale(door: Door, frame: Frame) -> Pairs:
    """Return the (account, month) pairs before the month of the run whose facts changed since the run before.

    Asked once for the whole run: changes are few and lie together, a scan of each partition for them would not be.
    """
    if frame.known_before is None or frame.first >= frame.period:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32)
    window = (frame.known_before, frame.known_at)
    spells = changed_spells(door, window, frame.period.first_day)
    worked = _months_of(spells, term_numbers(_packed_terms(spells)), frame)
    found = [worked, _looking_back(worked, frame)]
    for table, terms in FACT_TABLES.items():
        rows = changed_validity(door, table, terms, (window, frame.period.first_day))
        found.append(_months_of(rows, term_numbers([_codes(rows["terms"])]), frame))
    return _united(found)


def _looking_back(changed: Pairs, frame: Frame) -> Pairs:
    """Return the months after `changed` ones, as far as their law asks who worked in the month before."""
    account, month = changed[0], changed[1] + 1
    numbers = [n for n in np.unique(month).tolist() if n < frame.period.number and looks_back(Month(n), frame.values)]
    asking = np.isin(month, numbers)
    return account[asking], month[asking].astype(np.int32)


def differences(door: Door, frame: Frame, known: AccountFacts, facts_changed: Pairs) -> Differences | None:
    """Assess the stale months again and return what differs from the blocks that stand; None if nothing does.

    Stale is what is in `facts_changed`, and every month whose law reads differently.
    """
    everyone = known.account
    by_law = [(everyone, np.full(everyone.size, month, dtype=np.int32)) for month in sorted(frame.changed_law)]
    account, month = _united([facts_changed, *by_law])
    here = known.holds(account)
    account, month = account[here], month[here]
    if account.size == 0:
        return None
    concerned, earliest = np.unique(account), Month(int(month.min()))
    spells = spells_of_accounts(door, concerned, earliest.plus(-1).first_day, frame.known_at)
    old = _old(standing(door, concerned, earliest, frame.period), account, month)
    numbers = np.unique(month).tolist()
    new = [_again(Month(number), account[month == number], spells, (known, frame)) for number in numbers]
    return _compare((account, month), old, new)


def _united(parts: list[Pairs]) -> Pairs:
    """Return the pairs of all `parts`, each once and in order."""
    key = np.unique(np.concatenate([(account << 20) | month for account, month in parts]))
    return key >> 20, (key & 0xFFFFF).astype(np.int32)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What stands for the stale pairs: packed bytes by pair, and totals (9, k)."""

    blocks: dict[tuple[int, int], list[bytes]]
    totals: DongColumn


def _again(
    month: Month, accounts: NDArray[np.int64], spells: dict[str, Column], context: tuple[AccountFacts, Frame]
) -> AssessedMonth:
    """Assess `month` again for `accounts` from their spells of all times."""
    known, frame = context
    held = in_force(spells, month.first_day) & np.isin(spells["account"], accounts)
    rows = {name: column[held] for name, column in spells.items()}
    return assess(month, with_first_months(rows, spells, month, frame.values), known, frame.values)


def _old(rows: dict[str, Column], account: NDArray[np.int64], month: NDArray[np.int32]) -> _Standing:
    """Return what stands for the pairs, from blocks read in order."""
    numbers = month_numbers(rows["month"])
    key, asked = (rows["account"] << 20) | numbers, (account << 20) | month
    wanted = np.isin(key, asked)
    columns = rows["columns"][wanted]
    blocks: dict[tuple[int, int], list[bytes]] = {}
    for owner, number, packed in zip(rows["account"][wanted].tolist(), numbers[wanted].tolist(), columns, strict=True):
        blocks.setdefault((owner, number), []).append(packed)
    people = decode(columns.tolist(), rows["first_person"][wanted])
    pair = np.repeat(np.searchsorted(asked, key[wanted]), sizes_of(columns.tolist()))
    return _Standing(blocks, _sums(people, pair, account.size))


def _sums(people: PackedPeople, pair: NDArray[np.intp], pairs: int) -> DongColumn:
    """Return the totals (9, pairs) of people who belong to `pair` (n,)."""
    totals = np.zeros((len(TOTALS), pairs), dtype=np.int64)
    for row, name in enumerate(TOTALS):
        for column in PARTS_OF_TOTAL.get(name, (name,)):
            np.add.at(totals[row], pair, people.column(column))
    return totals


def _compare(pairs: Pairs, old: _Standing, new: list[AssessedMonth]) -> Differences | None:
    """Return the pairs whose packed people differ, with the change of their totals and their new blocks."""
    account, month = pairs
    asked = (account << 20) | month
    totals = np.zeros_like(old.totals)
    fixed: list[dict[str, Column]] = []
    packed: list[bytes] = []
    for assessed in new:
        at = np.searchsorted(asked, (assessed.packed.account << 20) | assessed.packed.month.number)
        totals[:, at] = assessed.totals
        rows, blocks = pack(assessed.packed)
        fixed.append(rows)
        packed.extend(blocks)
    columns = {name: np.concatenate([rows[name] for rows in fixed]) for name in fixed[0]}
    fresh = _by_pair(columns, packed)
    changed = np.array(
        [fresh.get(pair, []) != old.blocks.get(pair, []) for pair in zip(account.tolist(), month.tolist(), strict=True)]
    )
    gone = np.array([pair not in fresh for pair in zip(account.tolist(), month.tolist(), strict=True)])
    if not changed.any():
        return None
    keep = np.isin((columns["account"] << 20) | month_numbers(columns["month"]), asked[changed])
    empty, nothing = empty_blocks(account[changed & gone], month[changed & gone])
    return Differences(
        account=account[changed],
        month=month[changed],
        change=(totals - old.totals)[:, changed],
        fixed={name: np.concatenate((column[keep], empty[name])) for name, column in columns.items()},
        packed=[block for block, kept in zip(packed, keep.tolist(), strict=True) if kept] + nothing,
    )


def _by_pair(columns: dict[str, Column], packed: list[bytes]) -> dict[tuple[int, int], list[bytes]]:
    """Return the blocks by (account, month)."""
    found: dict[tuple[int, int], list[bytes]] = {}
    numbers = month_numbers(columns["month"])
    for owner, number, block in zip(columns["account"].tolist(), numbers.tolist(), packed, strict=True):
        found.setdefault((owner, number), []).append(block)
    return found


def _months_of(rows: dict[str, Column], terms: NDArray[np.int64], frame: Frame) -> Pairs:
    """Return the changed months of facts read with `sign`."""
    upper = rows["upper"]
    ends = np.full(upper.size, OPEN, dtype=np.int32)
    closed = ~np.isnat(upper)
    # A fact that begins or ends inside a month changes what holds on the first of the month after.
    ends[closed] = _first_day_after(upper[closed])
    facts = FactIntervals(rows["account"], terms, _first_day_after(rows["lower"]), ends, rows["sign"].astype(np.int8))
    return changed_months(facts, frame.first.number, frame.period.number)


def _first_day_after(days: Column) -> NDArray[np.int32]:
    """Return the number of the first month whose first day is on or after each of `days`."""
    months = month_numbers(days)
    inside = days != days.astype("datetime64[M]").astype("datetime64[D]")
    first: NDArray[np.int32] = (months + inside).astype(np.int32)
    return first


def _packed_terms(spells: dict[str, Column]) -> list[NDArray[np.int64]]:
    """Return the terms of each spell in three numbers: the person, the pay, and the codes side by side."""
    codes = np.zeros(spells["person"].size, dtype=np.int64)
    for name, bits in CODE_BITS.items():
        codes = (codes << bits) | (spells[name].astype(np.int64) + 1)
    pay = (spells["base"].astype(np.int64) << 21) | spells["coefficient"]
    return [spells["person"], pay, codes]


def _codes(texts: Column) -> NDArray[np.int64]:
    """Return a number for each text."""
    return np.unique(texts.astype(str), return_inverse=True)[1].astype(np.int64)
