"""The door of the payroll to its people: facts of pensions as columns, lines of earlier months, lines written."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from ansinh.core.money import total
from ansinh.core.period import Month
from ansinh.domain.benefits.payments import Source
from ansinh.domain.benefits.payroll import Stops, Terms
from ansinh.domain.benefits.payroll_variance import Lines
from ansinh.records.bulk.arrow import Column, Door, sql_date, sql_integers
from ansinh.records.bulk.copy import copy_columns
from ansinh.records.bulk.spells import known
from ansinh.records.store.benefits import payments_tally
from ansinh.records.store.ledger.books import month_numbers

EVER = 1 << 40  # the end of an open period, as a month number
PENSION = int(Source.PENSION)


@dataclass(frozen=True, slots=True)
class Scope:
    """Pensions with ids first .. last that are paid by one of `offices` (ids), as known at a moment."""

    first: int
    last: int
    offices: tuple[int, ...]
    known_at: dt.datetime

    @property
    def between(self) -> str:
        """The condition on the ids, without a table name."""
        return f"BETWEEN {self.first} AND {self.last}"

    @property
    def office_list(self) -> str:
        """The offices as an array of SQL."""
        return sql_integers(np.array(self.offices, dtype=np.int64))


def in_payment(door: Door, scope: Scope, month: Month) -> dict[str, Column]:
    """Return the pensions with terms and a destination in `month`, by id: what they are, their terms, where they go.

    Columns pension, person, regime, fund, started, pay_from, basis, basis_day, extra, payee, office, channel, stopped.
    """
    day = sql_date(month.first_day)
    return door.columns(
        "SELECT p.id AS pension, p.person_id AS person, p.regime, p.fund, p.started, p.pay_from, t.basis, "  # noqa: S608 - numbers and dates of our own
        "t.basis_day, t.extra, y.id AS payee, y.office_id AS office, y.channel_id AS channel, "
        "(s.id IS NOT NULL) AS stopped FROM records_pension p "
        f"JOIN records_pensionterm t ON t.pension_id = p.id AND t.validity @> {day} AND {known(scope.known_at, 't')} "
        f"AND t.pension_id {scope.between} "
        f"JOIN records_payee y ON y.pension_id = p.id AND y.validity @> {day} AND {known(scope.known_at, 'y')} "
        f"AND y.pension_id {scope.between} AND y.office_id = ANY({scope.office_list}) "
        f"LEFT JOIN records_pensionstop s ON s.pension_id = p.id AND s.validity @> {day} "
        f"AND {known(scope.known_at, 's')} "
        f"WHERE p.id {scope.between} AND p.pay_from <= {day} ORDER BY p.id"
    )


def ended(door: Door, scope: Scope, month: Month, pensions: NDArray[np.int64] | None) -> dict[str, Column]:
    """Return those of `pensions` (ids; None: all) that began but have no terms in `month`: as `in_payment`, basis 0."""
    day = sql_date(month.first_day)
    asked = scope.between if pensions is None else f"= ANY({sql_integers(pensions)})"
    return door.columns(
        "SELECT p.id AS pension, p.person_id AS person, p.regime, p.fund, p.started, p.pay_from, 0::bigint AS basis, "  # noqa: S608 - numbers and dates of our own
        "p.started AS basis_day, 0::bigint AS extra, y.id AS payee, y.office_id AS office, y.channel_id AS channel, "
        "false AS stopped FROM records_pension p "
        f"JOIN records_payee y ON y.pension_id = p.id AND y.validity @> {day} AND {known(scope.known_at, 'y')} "
        f"AND y.pension_id {scope.between} AND y.office_id = ANY({scope.office_list}) "
        f"WHERE p.id {scope.between} AND p.id {asked} AND p.pay_from <= {day} "
        "AND NOT EXISTS (SELECT 1 FROM records_pensionterm t WHERE t.pension_id = p.id "
        f"AND t.pension_id {scope.between} AND t.validity @> {day} AND {known(scope.known_at, 't')}) ORDER BY p.id"
    )


def lines_of(door: Door, scope: Scope, month: Month) -> dict[str, Column]:
    """Return the first lines of `month`, by pension: subject, office, amount, monthly, owing."""
    return door.columns(
        "SELECT subject, office_id AS office, amount, monthly, owing FROM records_payline "  # noqa: S608
        f"WHERE month = {sql_date(month.first_day)} AND source = {PENSION} AND subject {scope.between} "
        "AND attempt = 1 ORDER BY subject"
    )


def touched(door: Door, scope: Scope, since: dt.datetime) -> NDArray[np.int64]:
    """Return the pensions whose facts were recorded or superseded after `since`, ids sorted."""
    moment = f"TIMESTAMPTZ '{since.isoformat()}'"
    asked = " UNION ".join(
        f"SELECT pension_id AS id FROM records_{table} WHERE pension_id {scope.between} "  # noqa: S608
        f"AND (recorded_at > {moment} OR superseded_at > {moment})"
        for table in ("pensionterm", "pensionstop")
    )
    return np.unique(door.columns(f"SELECT id FROM ({asked}) t")["id"].astype(np.int64))  # noqa: S608


def history(door: Door, scope: Scope, pensions: NDArray[np.int64]) -> tuple[Terms, Stops]:
    """Return all terms and stops of `pensions` (sorted ids) as known at the moment of the scope."""
    wanted = sql_integers(pensions)
    terms = door.columns(
        "SELECT t.pension_id AS pension, lower(t.validity) AS lower, upper(t.validity) AS upper, t.basis, "  # noqa: S608
        "t.basis_day, t.extra, p.started FROM records_pensionterm t JOIN records_pension p ON p.id = t.pension_id "
        f"WHERE t.pension_id = ANY({wanted}) AND {known(scope.known_at, 't')}"
    )
    stops = door.columns(
        "SELECT pension_id AS pension, lower(validity) AS lower, upper(validity) AS upper "  # noqa: S608
        f"FROM records_pensionstop WHERE pension_id = ANY({wanted}) AND {known(scope.known_at)}"
    )
    return (
        Terms(
            *_months(terms, pensions),
            terms["basis"],
            terms["basis_day"],
            terms["extra"],
            month_numbers(terms["started"]).astype(np.int64),
        ),
        Stops(*_months(stops, pensions)),
    )


def _months(facts: Mapping[str, Column], pensions: NDArray[np.int64]) -> tuple[Column, Column, Column]:
    """Return owner (place among `pensions`), first and end (Month numbers) of dated facts."""
    open_end = np.isnat(facts["upper"])
    end = month_numbers(np.where(open_end, facts["lower"], facts["upper"])).astype(np.int64)
    return (
        np.searchsorted(pensions, facts["pension"]).astype(np.int64),
        month_numbers(facts["lower"]).astype(np.int64),
        np.where(open_end, EVER, end),
    )


def paid_before(door: Door, scope: Scope, pensions: NDArray[np.int64], month: Month) -> NDArray[np.int64]:
    """Return what each of `pensions` (sorted ids) was paid for all months before `month`, less what was found overpaid.

    Dong (n,). Attempts after the first are the same money again and do not count; nor does the claim of a death that
    was not known at the moment of the scope; one withdrawn by then counts for what was paid in on it.
    """
    wanted = sql_integers(pensions)
    told = door.columns(
        "SELECT subject, sum(monthly + arrears - recovered)::bigint AS amount FROM records_payline "  # noqa: S608
        f"WHERE month = ANY({_paid_months(door, month)}) AND source = {PENSION} AND subject {scope.between} "
        f"AND attempt = 1 AND subject = ANY({wanted}) GROUP BY 1"
    )
    moment = f"TIMESTAMPTZ '{scope.known_at.isoformat()}'"
    claimed = door.columns(
        "SELECT o.pension_id AS subject, sum(CASE WHEN o.withdrawn_at <= "  # noqa: S608
        f"{moment} THEN (SELECT coalesce(sum(r.amount), 0) FROM records_overpaymentreceipt r "
        "WHERE r.overpayment_id = o.id) ELSE o.amount END)::bigint AS amount FROM records_overpayment o "
        "JOIN records_paymentbatch b ON b.run_id = o.batch_id "
        f"WHERE b.month < {sql_date(month.first_day)} AND o.pension_id = ANY({wanted}) "
        f"AND NOT (o.reason = 'death' AND o.known_at > {moment}) GROUP BY 1"
    )
    paid = np.zeros(pensions.size, dtype=np.int64)
    paid[np.searchsorted(pensions, told["subject"])] += told["amount"]
    paid[np.searchsorted(pensions, claimed["subject"])] -= claimed["amount"]
    return paid


def _paid_months(door: Door, month: Month) -> str:
    """Return the months before `month` with batches of pensions, as an array of SQL.

    Named one by one they lead the key of the lines: "before a month" alone would read every line ever paid.
    """
    told = door.columns(
        f"SELECT DISTINCT month FROM records_paymentbatch WHERE source = {PENSION} "  # noqa: S608
        f"AND month < {sql_date(month.first_day)}"
    )
    return "'{" + ",".join(map(str, told["month"])) + "}'::date[]"


def first_months(door: Door, pensions: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the first month (number) these books owe each of `pensions` (sorted ids)."""
    told = door.columns(f"SELECT pay_from FROM records_pension WHERE id = ANY({sql_integers(pensions)}) ORDER BY id")  # noqa: S608
    return month_numbers(told["pay_from"]).astype(np.int64)


def bounds(door: Door, target: int) -> list[tuple[int, int]]:
    """Return ranges (first, last) of pension ids of about `target` each, covering every pension."""
    told = door.columns("SELECT coalesce(min(id), 0) AS first, coalesce(max(id), 0) AS last FROM records_pension")
    first, last = int(told["first"][0]), int(told["last"][0])
    return [(start, min(start + target - 1, last)) for start in range(first, last + 1, target)] if last else []


def as_lines(columns: Mapping[str, Column], offices: Sequence[int]) -> Lines:
    """Return lines read from the table, those of `offices` only."""
    mine = np.isin(columns["office"], np.array(offices, dtype=np.int64))
    return Lines(*(columns[name][mine].astype(np.int64) for name in ("subject", "office", "amount", "monthly")))


def append_lines(month: Month, source: Source, batch: uuid.UUID, columns: Mapping[str, Column]) -> int:
    """Append lines: subject, office_id, person, kind, fund, amount .. owing, payee, channel; attempt 1 unless given.

    The key of the table refuses a second line for the same subject and month. They are counted as not answered yet.
    """
    size = len(columns["subject"])
    given = {"attempt": np.ones(size, dtype=np.int16), **columns}
    written = copy_columns(
        "records_payline",
        {
            "month": np.full(size, np.datetime64(month.first_day, "D")),
            "source": np.full(size, int(source), dtype=np.int16),
            "batch": np.full(size, np.void(batch.bytes)),
            **given,
        },
    )
    payments_tally.count_written(batch, int(np.count_nonzero(columns["amount"])), total(columns["amount"]))
    return written


def append_overpayments(batch: uuid.UUID, month: Month, found: tuple[Column, Column, Column]) -> None:
    """Keep months overpaid that nothing can be deducted from: columns pension, office, dong.

    `months` counts lines paid for months in which the pension was stopped.
    """
    pensions, offices, amounts = found
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_overpayment (pension_id, batch_id, office_id, months, amount, reason) "
            "SELECT f.pension, %(batch)s, f.office, count(l.month), f.amount, coalesce(max(s.reason), 'other') "
            "FROM unnest(%(pensions)s::bigint[], %(offices)s::bigint[], %(amounts)s::bigint[]) "
            "AS f (pension, office, amount) "
            "LEFT JOIN records_pensionstop s ON s.pension_id = f.pension AND s.superseded_at IS NULL "
            "AND s.validity @> %(month)s "
            "LEFT JOIN records_payline l ON l.source = 1 AND l.subject = f.pension AND l.attempt = 1 "
            "AND l.month < %(month)s AND s.validity @> l.month GROUP BY f.pension, f.office, f.amount",
            {
                "batch": batch, "month": month.first_day, "pensions": pensions.tolist(), "offices": offices.tolist(),
                "amounts": amounts.tolist(),
            },
        )  # fmt: skip
