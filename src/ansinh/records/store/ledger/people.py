"""Assessed people: packed blocks in and out, for a run and for a page."""

import uuid
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.records.bulk.arrow import Column, Door, sql_date, sql_integers
from ansinh.records.bulk.blocks import AMOUNTS, HEAD_SIZE_SQL, PackedPeople, block_starts, encode
from ansinh.records.bulk.copy import TRAILER, open_copy, records
from ansinh.records.bulk.spells import AccountRange
from ansinh.records.store.ledger.books import month_days

NAMES = ("account", "month", "posted", "chunk", "run", "people", "first_person", "last_person", "columns")


@dataclass(frozen=True, slots=True)
class AssessedAccounts:
    """The people of several accounts in one month: `account` (s,), `starts` (s,) first row of each; none is empty."""

    month: Month
    account: NDArray[np.int64]
    starts: NDArray[np.intp]
    people: PackedPeople


def pack(assessed: AssessedAccounts) -> tuple[dict[str, Column], list[bytes]]:
    """Return the fixed columns and the packed bytes of the blocks of `assessed`."""
    rows = assessed.people.person.size
    if rows == 0:
        return empty_blocks(assessed.account, np.zeros(0, dtype=np.int32))
    starts = block_starts(assessed.starts, rows)
    ends = np.append(starts[1:], rows)
    owner = np.searchsorted(assessed.starts, starts, side="right") - 1
    first_of_owner = np.searchsorted(owner, owner, side="left")
    fixed = {
        "account": assessed.account[owner],
        "month": np.full(starts.size, np.datetime64(assessed.month.first_day, "D")),
        "chunk": (np.arange(starts.size) - first_of_owner).astype(np.int16),
        "people": (ends - starts).astype(np.int32),
        "first_person": assessed.people.person[starts],
        "last_person": assessed.people.person[ends - 1],
    }
    return fixed, encode(assessed.people, starts)


def append_blocks(posted: Month, run: uuid.UUID, fixed: dict[str, Column], packed: list[bytes]) -> int:
    """Append packed blocks as the version of accounting month `posted`."""
    return append_blocks_to("records_assessmentblock", posted, run, (fixed, packed))


def append_blocks_to(table: str, posted: Month, run: uuid.UUID, blocks: tuple[dict[str, Column], list[bytes]]) -> int:
    """Append packed blocks to a table of that shape."""
    fixed, packed = blocks
    if not packed:
        return 0
    size = len(packed)
    columns = {
        **fixed,
        "posted": np.full(size, np.datetime64(posted.first_day, "D")),
        "run": np.full(size, np.void(run.bytes)),
    }
    heads = records({name: columns[name] for name in NAMES[:-1]})
    heads["fields"] = len(NAMES)
    lengths = np.array([len(block) for block in packed], dtype=">i4")
    with open_copy(table, NAMES) as sink:
        width, raw, sized = heads.dtype.itemsize, heads.tobytes(), lengths.tobytes()
        pieces = [
            piece
            for at, block in enumerate(packed)
            for piece in (raw[at * width : (at + 1) * width], sized[4 * at : 4 * at + 4], block)
        ]
        sink.write(b"".join(pieces) + TRAILER)
    return size


def heads_of_month(door: Door, accounts: AccountRange, period: Month) -> dict[str, Column]:
    """Return account, chunk, first_person and beginning (ids, results) of the blocks `period` posted about itself."""
    return door.columns(
        f"SELECT account, chunk, people, first_person, substr(columns, 1, {HEAD_SIZE_SQL}) AS head "
        f"FROM records_assessmentblock WHERE posted = {sql_date(period.first_day)} AND month = "
        f"{sql_date(period.first_day)} "
        f"AND account BETWEEN {accounts.first} AND {accounts.last} AND account IN "
        f"({accounts.sql}) ORDER BY account, chunk"
    )


def standing(door: Door, accounts: NDArray[np.int64], first: Month, before: Month) -> dict[str, Column]:
    """Return the blocks that stand for `accounts` and months from `first` on, posted before `before`.

    Columns account, month, chunk, people, first_person, columns, in the order of account, month, chunk.
    """
    return door.columns(
        "SELECT b.account, b.month, b.chunk, b.people, b.first_person, b.columns FROM records_assessmentblock b JOIN ("
        "SELECT account, month, max(posted) AS posted FROM records_assessmentblock "
        f"WHERE account = ANY({sql_integers(accounts)}) AND month >= {sql_date(first.first_day)} "
        f"AND posted >= {sql_date(first.first_day)} AND posted < {sql_date(before.first_day)} GROUP BY 1, 2) s "
        # The same bounds once more: without them the server reads every block of the office for each part of a run.
        f"USING (account, month, posted) WHERE b.account = ANY({sql_integers(accounts)}) "
        f"AND b.month >= {sql_date(first.first_day)} AND b.posted >= {sql_date(first.first_day)} "
        f"AND b.posted < {sql_date(before.first_day)} ORDER BY 1, 2, 3"
    )


def empty_blocks(account: NDArray[np.int64], month: NDArray[np.int32]) -> tuple[dict[str, Column], list[bytes]]:
    """Return blocks that say that nobody is left in (account, month), shaped like those of `pack`."""
    none = np.zeros(0, dtype=np.uint8)
    nobody = PackedPeople(none.astype(np.int64), none, none, np.zeros((len(AMOUNTS), 0), dtype=np.int32))
    block = encode(nobody, np.zeros(1, dtype=np.intp)) if account.size else []
    zeros = np.zeros(account.size, dtype=np.int64)
    fixed = {
        "account": account,
        "month": month_days(month),
        "chunk": zeros.astype(np.int16),
        "people": zeros.astype(np.int32),
        "first_person": zeros,
        "last_person": zeros,
    }
    return fixed, block * account.size


def blocks_of_month(door: Door, accounts: AccountRange, period: Month) -> dict[tuple[int, int], bytes]:
    """Return the blocks that accounting month `period` posted about itself, by account and chunk."""
    rows = door.columns(
        "SELECT account, chunk, columns FROM records_assessmentblock "
        f"WHERE posted = {sql_date(period.first_day)} AND month = {sql_date(period.first_day)} "
        f"AND account BETWEEN {accounts.first} AND {accounts.last} AND account IN ({accounts.sql})"
    )
    keys = zip(rows["account"].tolist(), rows["chunk"].tolist(), strict=True)
    return dict(zip(keys, rows["columns"].tolist(), strict=True))
