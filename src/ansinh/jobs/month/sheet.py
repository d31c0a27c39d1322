"""The closing sheet of every account of a partition: the figures of statement C12-TS, as columns of AccountMonth."""

import numpy as np
from numpy.typing import NDArray

from ansinh.core.fund import EMPLOYER_FUNDS
from ansinh.core.money import DongColumn
from ansinh.jobs.month.debt import debt_classes
from ansinh.jobs.month.frame import Frame
from ansinh.jobs.month.opening import Opening
from ansinh.jobs.month.settle import Settled
from ansinh.law.contributions.columns import Result
from ansinh.records.bulk.arrow import Column
from ansinh.records.bulk.blocks import FOREIGNER, PackedPeople
from ansinh.records.store.ledger.books import FUND_NAMES
from ansinh.records.store.ledger.facts import AccountFacts
from ansinh.usecases.ledger.assess import AssessedMonth

PERSON_BITS = 40  # account position and person id share one number when people are compared


def sheet_columns(
    frame: Frame,
    known: AccountFacts,
    parts: tuple[Opening, AssessedMonth, Settled],
    before: PackedPeople,
    owners: NDArray[np.int64],
) -> dict[str, Column]:
    """Return the sheets of accounts with people, money or balances; `before`, `owners`: who was there a month ago."""
    opening, month, settled = parts
    columns: dict[str, Column] = {"account_id": known.account, "office_id": known.office}
    columns |= _people(known, month, before, owners)
    columns |= _money(settled, opening)
    columns |= _measures(known, month)
    columns |= debt_classes(frame, known, settled.items)
    busy = np.zeros(known.account.size, dtype=np.bool_)
    for name, column in columns.items():
        if name not in {"account_id", "office_id", "debt_class", "oldest_owed"}:
            busy |= column != 0
    return {name: column[busy] for name, column in columns.items()}


def _people(
    known: AccountFacts, month: AssessedMonth, before: PackedPeople, owners: NDArray[np.int64]
) -> dict[str, Column]:
    """Return counts of people and payroll by account."""
    packed = month.packed
    people, starts, at = packed.people, packed.starts, known.at(packed.account)

    def counted(flags: NDArray[np.bool_]) -> NDArray[np.int32]:
        out = np.zeros(known.account.size, dtype=np.int32)
        if starts.size:
            out[at] = np.add.reduceat(flags, starts, dtype=np.int32)
        return out

    def payroll(name: str) -> DongColumn:
        out = np.zeros(known.account.size, dtype=np.int64)
        if starts.size:
            out[at] = np.add.reduceat(people.column(name), starts)
        return out

    up, down = _movement(known, packed.account, starts, people, (before, owners))
    return {
        "people": counted(np.ones(people.person.size, dtype=np.bool_)),
        "people_si": counted((people.result & int(Result.COUNTS_SI)) > 0),  # mothers on leave too, second contracts not
        "people_ui": counted((people.result & int(Result.IN_UI)) > 0),
        "people_hi": counted((people.result & int(Result.CARD_ACTIVE)) > 0),  # who holds a card through the account
        "people_up": up,
        "people_down": down,
        "foreigners": counted((people.treatment & FOREIGNER) > 0),
        "payroll_si": payroll("si_base"),
        "payroll_ui": payroll("ui_base"),
        "payroll_hi": payroll("hi_base"),
    }


def _movement(
    known: AccountFacts,
    account: NDArray[np.int64],
    starts: NDArray[np.intp],
    people: PackedPeople,
    earlier: tuple[PackedPeople, NDArray[np.int64]],
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return how many people of each account are new, and how many are gone, against the month before."""
    before, owners = earlier
    sizes = np.diff(np.append(starts, people.person.size))
    now = (np.repeat(known.at(account), sizes) << PERSON_BITS) | people.person
    here = known.holds(owners)
    then = (known.at(owners[here]) << PERSON_BITS) | before.person[here]
    size = known.account.size
    fresh = now[~np.isin(now, then, assume_unique=True)] >> PERSON_BITS
    gone = then[~np.isin(then, now, assume_unique=True)] >> PERSON_BITS
    return (
        np.bincount(fresh, minlength=size).astype(np.int32),
        np.bincount(gone, minlength=size).astype(np.int32),
    )


def _money(settled: Settled, opening: Opening) -> dict[str, Column]:
    """Return the figures by fund, and the pool."""
    columns: dict[str, Column] = {"received": opening.received, "overpaid": np.maximum(settled.overpaid, 0)}
    for what in ("due", "adjusted", "interest", "paid", "interest_paid", "owed", "interest_owed"):
        figures = getattr(settled, what)
        for fund, name in zip(EMPLOYER_FUNDS, FUND_NAMES, strict=True):
            columns[f"{name}_{what}"] = np.ascontiguousarray(figures[:, int(fund)])
    return columns


def _measures(known: AccountFacts, month: AssessedMonth) -> dict[str, Column]:
    """Return what relief measures forwent or deferred, and health contributions paid by sm."""
    columns: dict[str, Column] = {}
    for name in ("relief68_forgone", "relief116_forgone", "rs_deferred", "hi_by_sm"):
        column = np.zeros(known.account.size, dtype=np.int64)
        column[known.at(month.packed.account)] = month.total(name)
        columns[name] = column
    return columns
