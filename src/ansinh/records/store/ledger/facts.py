"""Facts about employer accounts in a month: kind, region, rhythm, status, reduced accident rate, suspension."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.law.contributions.columns import NOT_ASKED, EmployerColumns
from ansinh.records.bulk.arrow import Column, Door
from ansinh.records.bulk.spells import UNIT_KIND, AccountRange, employers, facts
from ansinh.records.store.ledger.books import month_numbers

STATUS = (
    ", CASE status WHEN 'active' THEN 0 WHEN 'suspended' THEN 1 WHEN 'dissolving' THEN 2 WHEN 'bankrupt' THEN 3 "
    "WHEN 'owner_fled' THEN 4 WHEN 'not_at_address' THEN 5 WHEN 'no_activity' THEN 6 ELSE 7 END AS status, "
    "(document <> '')::integer AS proven"
)
TERMS = f", {UNIT_KIND} AS unit_kind, region, ui_from"
STATUSES = ("active", "suspended", "dissolving", "bankrupt", "owner_fled", "not_at_address", "no_activity", "closed")
FAR = np.datetime64("9999-12-31", "D")
DAY_ONE = dt.date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """Accounts (a,) in the order of their ids, and dated facts about them (rows in the order of account, lower)."""

    account: NDArray[np.int64]
    office: NDArray[np.int64]
    unit_kind: NDArray[np.int16]
    region: NDArray[np.int16]
    every: NDArray[np.int16]
    ui_from: NDArray[np.int32]
    status: dict[str, Column]
    accident: dict[str, Column]
    suspension: dict[str, Column]
    terms: dict[str, Column]

    def at(self, accounts: NDArray[np.int64]) -> NDArray[np.intp]:
        """Return the positions of `accounts`, all of which must be here."""
        return np.searchsorted(self.account, accounts)

    def holds(self, accounts: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which of `accounts` are here."""
        at = np.minimum(self.at(accounts), max(self.account.size - 1, 0))
        return self.account[at] == accounts if self.account.size else np.zeros(accounts.size, dtype=np.bool_)

    def covered(self, rows: dict[str, Column], day: dt.date) -> NDArray[np.intp]:
        """Return for each account the row of `rows` that holds on `day`, or -1; (a,)."""
        found = np.full(self.account.size, -1, dtype=np.intp)
        moment = np.datetime64(day, "D")
        held = np.flatnonzero((rows["lower"] <= moment) & (moment < rows["upper"]) & self.holds(rows["account"]))
        found[self.at(rows["account"][held])] = held
        return found

    def status_on(self, day: dt.date) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
        """Return status (position in STATUSES) of each account on `day`, and whether a document proves it; (a,)."""
        rows = self.covered(self.status, day)
        known = rows >= 0
        code = np.where(known, self.status["status"][rows], 0) if self.status["status"].size else np.zeros(rows.size)
        proof = (known & (self.status["proven"][rows] == 1)) if self.status["status"].size else known
        return code.astype(np.int16), proof.astype(np.bool_)

    def stopped(self, day: dt.date) -> NDArray[np.bool_]:
        """Return which accounts are stopped on `day`: principal and interest stand still (contributions.md 14)."""
        return self.status_on(day)[0] > 0

    def columns(
        self, month: Month, accounts: NDArray[np.int64], starts: NDArray[np.intp], workers: NDArray[np.int32]
    ) -> EmployerColumns:
        """Return the facts of `accounts` (s,) as the law asks for them in `month`; `workers` (s,) plays until 2014."""
        at = self.at(accounts)
        day = month.first_day
        accident, terms = (self.covered(rows, day)[at] for rows in (self.accident, self.terms))
        return EmployerColumns(
            starts=starts,
            region=self._dated(terms, "region", self.region[at]),
            kind=self._dated(terms, "unit_kind", self.unit_kind[at]),
            workers=workers if month.year < 2015 else np.full(at.size, NOT_ASKED, dtype=np.int32),
            ui_from=self._dated(terms, "ui_from", self.ui_from[at]),
            oad_reduced_from=_ordinals(self.accident["lower"], accident),
            oad_reduced_to=_last_ordinals(self.accident["upper"], accident),
            rs_suspended=self.covered(self.suspension, day)[at] >= 0,
        )

    def _dated(self, rows: NDArray[np.intp], name: str, present: Column) -> Column:
        """Return a term of the accounts in a month, (s,): of the row that covers it, else the present one."""
        if self.terms["lower"].size == 0:
            return present
        dated: Column = np.where(rows >= 0, self.terms[name][rows].astype(present.dtype), present)
        return dated


def read_facts(door: Door, accounts: AccountRange, known_at: dt.datetime) -> AccountFacts:
    """Read the facts of a range of accounts as known at `known_at`."""
    rows = employers(door, accounts)
    return AccountFacts(
        account=rows["account"],
        office=rows["office"],
        unit_kind=rows["unit_kind"],
        region=rows["region"],
        every=rows["pay_every_months"],
        ui_from=_months(rows["ui_from"]),
        status=_closed_ends(facts(door, "records_employerstatus", accounts, known_at, STATUS)),
        accident=_closed_ends(facts(door, "records_accidentratedecision", accounts, known_at)),
        suspension=_closed_ends(facts(door, "records_retirementsuspension", accounts, known_at)),
        terms=_with_months(_closed_ends(facts(door, "records_accountterms", accounts, known_at, TERMS))),
    )


def _with_months(rows: dict[str, Column]) -> dict[str, Column]:
    """Return `rows` with the day of unemployment insurance as the number of its month."""
    return {**rows, "ui_from": _months(rows["ui_from"])} if rows["lower"].size else rows


def _months(days: Column) -> NDArray[np.int32]:
    """Return Month.number of first days, 0 where there is none."""
    return np.where(np.isnat(days), 0, month_numbers(np.where(np.isnat(days), FAR, days))).astype(np.int32)


def _closed_ends(rows: dict[str, Column]) -> dict[str, Column]:
    """Return `rows` with open ends as a day far away."""
    return {**rows, "upper": np.where(np.isnat(rows["upper"]), FAR, rows["upper"])}


def _ordinals(days: Column, rows: NDArray[np.intp]) -> NDArray[np.int32]:
    """Return date.toordinal() of days[rows], 0 for row -1."""
    if days.size == 0:
        return np.zeros(rows.size, dtype=np.int32)
    return np.where(rows >= 0, days[rows].astype(np.int64) + DAY_ONE, 0).astype(np.int32)


def _last_ordinals(ends: Column, rows: NDArray[np.intp]) -> NDArray[np.int32]:
    """Return the last day inside of half-open periods as ordinals, 0 for open ends and row -1."""
    last = _ordinals(ends, rows) - 1
    far = FAR.astype(np.int64) + DAY_ONE - 1
    return np.where((rows >= 0) & (last < far), last, 0).astype(np.int32)
