"""Sums over what a month wrote, for control totals and verifiers: by another road than the one that wrote it."""

import hashlib
import uuid

import numpy as np

from ansinh.core.period import Month
from ansinh.records.bulk.arrow import Column, Door, sql_date
from ansinh.records.bulk.blocks import decode, sizes_of
from ansinh.records.bulk.spells import AccountRange, in_subtree
from ansinh.records.store.ledger.books import FUND_NAMES
from ansinh.records.store.ledger.people import heads_of_month

EVERYONE = 2**62
SCHEMES = {"si": 8, "ui": 2, "hi": 32}  # law.contributions.Result: COUNTS_SI, IN_UI, CARD_ACTIVE, as in the sheets
BITS = 6  # all of them fit


def posted(door: Door, run: uuid.UUID, period: Month) -> tuple[dict[str, int], int]:
    """Return what the run posted by fund (kind ASSESSED), and what is left on the clearing account (0)."""
    rows = door.columns(
        "SELECT fund, kind, debit, credit, sum(amount)::bigint AS amount FROM records_posting "
        f"WHERE period = {sql_date(period.first_day)} AND cause = '{run}' GROUP BY 1, 2, 3, 4"
    )
    amount = rows["amount"] if rows["amount"].size else np.zeros(0, dtype=np.int64)
    due = {
        name: int(amount[(rows["kind"] == 1) & (rows["fund"] == fund)].sum()) for fund, name in enumerate(FUND_NAMES, 1)
    }
    clearing = int(amount[rows["debit"] == 118].sum()) - int(amount[rows["credit"] == 118].sum())
    return due, clearing


def sheets(door: Door, path: str, period: Month) -> dict[str, int]:
    """Return the sums over the sheets of an office subtree: accounts, people, and every figure by fund."""
    names = sheet_names(door)
    sums = ", ".join(f"coalesce(sum(s.{name}), 0)::bigint AS {name}" for name in names)
    rows = door.columns(
        f"SELECT count(*) AS accounts, {sums} FROM records_accountmonth s JOIN records_office o ON o.id = s.office_id "
        f"WHERE s.period = {sql_date(period.first_day)} AND {in_subtree(path)}"
    )
    return {name: int(column[0]) for name, column in rows.items()}


def sheet_names(door: Door) -> list[str]:
    """Return the numeric columns of a sheet, in the order of the table."""
    rows = door.columns(
        "SELECT attname::text AS name FROM pg_attribute WHERE attrelid = "
        "'records_accountmonth'::regclass AND attnum > 0 "
        "AND NOT attisdropped AND atttypid IN (20, 23, 21) AND attname NOT IN ('account_id', "
        "'office_id', 'debt_class') "
        "ORDER BY attnum"
    )
    return [str(name) for name in rows["name"]]


def sheet_hash(door: Door, path: str, period: Month) -> str:
    """Return the SHA-256 of all closing sheets of an office subtree and month, in the order of accounts."""
    rows = door.columns(
        f"SELECT s.* FROM records_accountmonth s JOIN records_office o ON o.id = s.office_id "
        f"WHERE s.period = {sql_date(period.first_day)} AND {in_subtree(path)} ORDER BY s.account_id"
    )
    digest = hashlib.sha256()
    for name in sorted(rows):
        digest.update(name.encode())
        digest.update(rows[name].astype(np.int64).astype("<i8").tobytes())
    return digest.hexdigest()


def distinct_people(door: Door, path: str, period: Month) -> dict[str, int]:
    """Return how many people the month counts, once in the subtree: si, ui, hi; `turns` counts them per account."""
    rows = heads_of_month(door, AccountRange(path, 0, EVERYONE), period)
    people = decode(rows["head"].tolist(), rows["first_person"], amounts=False)
    return {"turns": int(people.person.size), **_distinct(people.person, people.result)}


def distinct_by_office(door: Door, path: str, period: Month) -> dict[int, dict[str, int]]:
    """Return the distinct people of each office (by id) of the subtree: si, ui, hi and how often they were counted."""
    rows = heads_of_month(door, AccountRange(path, 0, EVERYONE), period)
    people = decode(rows["head"].tolist(), rows["first_person"], amounts=False)
    offices = door.columns(
        f"SELECT s.account_id AS account, s.office_id AS office FROM records_accountmonth s "
        "JOIN records_office o ON o.id = s.office_id WHERE s.period = "
        f"{sql_date(period.first_day)} AND {in_subtree(path)} ORDER BY 1"
    )
    owner = np.repeat(rows["account"], sizes_of(rows["head"].tolist()))
    office = offices["office"][np.searchsorted(offices["account"], owner)]
    found: dict[int, dict[str, int]] = {}
    for each in np.unique(office).tolist():
        here = office == each
        found[each] = {"turns": int(here.sum()), **_distinct(people.person[here], people.result[here])}
    return found


def _distinct(person: Column, result: Column) -> dict[str, int]:
    """Return how many different people take part in each scheme: si, ui, hi. One sort for all three."""
    if person.size == 0:
        return dict.fromkeys(SCHEMES, 0)
    low = (1 << BITS) - 1
    ordered = np.sort((person << BITS) | (result & low))
    who = ordered >> BITS
    starts = np.flatnonzero(np.append(True, who[1:] != who[:-1]))
    answers = np.bitwise_or.reduceat(ordered & low, starts)
    return {name: int(((answers & bit) > 0).sum()) for name, bit in SCHEMES.items()}
