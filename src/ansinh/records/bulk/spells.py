"""Declared terms and employers' facts of a partition, as known at a moment, as columns."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.asof import AsOf
from ansinh.records.bulk.arrow import Column, Door, sql_date, sql_integers, sql_moment

SPELL_COLUMNS = (
    'account_id AS account, person_id AS person, base, coefficient, "group", pay_regime, contract_months, "foreign", '
    "work, absence, absence_days, funds"
)
BLANKS = {"base": -1, "contract_months": -1}  # the null codes of law.contributions.PeopleColumns
UNIT_KIND = "CASE unit_kind WHEN 'enterprise' THEN 1 WHEN 'state_agency' THEN 2 ELSE 3 END::smallint"
STOPPED = ("suspended", "dissolving", "bankrupt", "owner_fled", "not_at_address", "no_activity", "closed")


@dataclass(frozen=True, slots=True)
class AccountRange:
    """The employer accounts of an office subtree (`path`) with ids `first` .. `last`, both inside."""

    path: str
    first: int
    last: int

    @property
    def sql(self) -> str:
        """The accounts as a query of ids. The path is codes of offices joined by dots."""
        return (
            "SELECT a.id FROM records_employeraccount a JOIN records_office o ON o.id = a.office_id "  # noqa: S608 - ids and a checked path
            f"WHERE a.id BETWEEN {self.first} AND {self.last} AND {in_subtree(self.path)}"
        )


def in_subtree(path: str) -> str:
    """Return the condition that office `o` is at or under `path`; ValueError for what is no path of codes."""
    if not path.replace(".", "").isalnum():
        message = f"not a path of office codes: {path!r}"
        raise ValueError(message)
    return f"(o.path = '{path}' OR o.path LIKE '{path}.%')"


def known(at: dt.datetime, alias: str = "") -> str:
    """Return the condition that a recorded fact was believed at `at`."""
    moment, prefix = sql_moment(at), f"{alias}." if alias else ""
    return f"{prefix}recorded_at <= {moment} AND ({prefix}superseded_at IS NULL OR {prefix}superseded_at > {moment})"


def spells_of_month(door: Door, accounts: AccountRange, at: AsOf) -> dict[str, Column]:
    """Return the terms in force on `at.valid` (a first of month), ordered by account and person."""
    query = (
        f"SELECT {SPELL_COLUMNS} FROM records_spell WHERE account_id BETWEEN {accounts.first} AND {accounts.last} "  # noqa: S608 - numbers and dates of our own
        f"AND {known(at.known)} AND validity @> {sql_date(at.valid)}"
    )
    return ordered(door.columns(query, **BLANKS))


def spells_of_accounts(
    door: Door, accounts: NDArray[np.int64], first: dt.date, known_at: dt.datetime
) -> dict[str, Column]:
    """Return all terms of `accounts` that reach `first` or later, with `lower` and `upper` (NaT: open) of validity."""
    query = (
        f"SELECT {SPELL_COLUMNS}, lower(validity) AS lower, upper(validity) AS upper FROM records_spell "  # noqa: S608 - numbers and dates of our own
        f"WHERE account_id = ANY({sql_integers(accounts)}) AND {known(known_at)} "
        f"AND validity && daterange({sql_date(first)}, NULL)"
    )
    return ordered(door.columns(query, **BLANKS))


def ordered(columns: dict[str, Column]) -> dict[str, Column]:
    """Return the rows ordered by account and person; rows that are in order already are not touched."""
    account, person = columns["account"], columns["person"]
    same = account[1:] == account[:-1]
    if bool(np.all((account[1:] > account[:-1]) | (same & (person[1:] >= person[:-1])))):
        return columns
    order = np.lexsort((person, account))
    return {name: column[order] for name, column in columns.items()}


def employers(door: Door, accounts: AccountRange) -> dict[str, Column]:
    """Return the accounts by id: office, unit_kind, region, pay_every_months, ui_from (NaT: since before)."""
    return door.columns(
        f"SELECT id AS account, office_id AS office, {UNIT_KIND} AS unit_kind, region, pay_every_months, ui_from "  # noqa: S608 - built from numbers and a checked path
        f"FROM records_employeraccount WHERE id IN ({accounts.sql}) ORDER BY id"
    )


def facts(door: Door, table: str, accounts: AccountRange, known_at: dt.datetime, also: str = "") -> dict[str, Column]:
    """Return account, lower and upper (NaT: open) of a table of recorded facts about accounts, as known at a moment."""
    return door.columns(
        f"SELECT account_id AS account, lower(validity) AS lower, upper(validity) AS upper{also} FROM {table} "  # noqa: S608 - tables of our own
        f"WHERE account_id BETWEEN {accounts.first} AND {accounts.last} AND {known(known_at)} "
        "ORDER BY account_id, lower(validity)"
    )
