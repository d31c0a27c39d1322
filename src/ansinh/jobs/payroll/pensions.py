"""One part of a pension payroll: read the facts, let the law raise the amounts, settle what is owed, compare, write."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from ansinh.core.money import total
from ansinh.core.period import Month
from ansinh.core.period import months as months_between
from ansinh.domain.benefits.payments import Source
from ansinh.domain.benefits.payroll import Settled, Standing, Terms, due_in, settle
from ansinh.domain.benefits.payroll_totals import totals_of
from ansinh.domain.benefits.payroll_variance import Lines, variance
from ansinh.jobs.payroll.frame import Frame, Part
from ansinh.records.bulk.arrow import Column, Door, door_to
from ansinh.records.store.benefits import payroll, payroll_tried
from ansinh.records.store.benefits.payments import TRIAL
from ansinh.records.store.benefits.payroll import Scope
from ansinh.records.store.ledger import months
from ansinh.records.store.ledger.books import month_numbers

AMOUNTS = ("amount", "monthly", "arrears", "recovered", "owing")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A part as reckoned: its pensions (columns by id), what they are paid, and last month's lines."""

    people: dict[str, Column]
    settled: Settled
    before: dict[str, Column]


def try_part(frame: Frame, part: Part) -> int:
    """Reckon a part; keep its lines to be signed, its totals and its variance. Tried before, it is left alone."""
    found = _reckon(frame, part)
    told = variance(payroll.as_lines(found.before, frame.offices), _lines(found))
    columns = _columns(found)
    with transaction.atomic():
        if not months.has_part(frame.batch, TRIAL + part.number):
            payroll_tried.keep(frame.batch, part.number, columns)
            control: dict[str, Any] = {**_totals(columns), "variance": told}
            months.finish_part(frame.batch, TRIAL + part.number, _count(columns), control)
    return part.people


def write_part(frame: Frame, part: Part) -> int:
    """Write the lines of a part as tried and signed, with the row that says so; written before, it is left alone."""
    with transaction.atomic():
        if not months.has_part(frame.batch, part.number):
            columns = payroll_tried.kept(frame.batch, part.number)
            _write(frame, columns)
            months.finish_part(frame.batch, part.number, _count(columns), _totals(columns))
    return part.people


def _reckon(frame: Frame, part: Part) -> Reckoned:
    """Read a part and reckon what each pension is paid."""
    door = door_to(frame.url)
    scope = Scope(part.first, part.last, frame.offices, frame.known_at)
    changed = None if frame.everything else payroll.touched(door, scope, frame.since)
    people = _with_ended(payroll.in_payment(door, scope, frame.month), (door, scope), frame.month, changed)
    before = payroll.lines_of(door, scope, frame.month.plus(-1))
    monthly = np.where(people["stopped"], 0, _this_month(people, frame))
    owing, had = _last_line(people["pension"], before)
    balance = -owing
    again = _looked_at_again(frame, changed, people, had)
    if again.size:
        balance[again] = _balance(frame, (door, scope), people["pension"][again])
    standing = Standing(monthly, balance, owing, people["ended"])
    return Reckoned(people, settle(standing, frame.most), before)


def _with_ended(
    people: dict[str, Column], where: tuple[Door, Scope], month: Month, changed: NDArray[np.int64] | None
) -> dict[str, Column]:
    """Return those in payment and, of `changed` (None: all), those whose months are over: a late grant is paid."""
    door, scope = where
    over = payroll.ended(door, scope, month, changed) if changed is None or changed.size else None
    none = np.zeros(people["pension"].size, dtype=np.bool_)
    if over is None or not over["pension"].size:
        return {**people, "ended": none}
    joined = {name: np.concatenate([people[name], over[name]]) for name in people}
    joined["ended"] = np.concatenate([none, np.ones(over["pension"].size, dtype=np.bool_)])
    order = np.argsort(joined["pension"], kind="stable")
    return {name: column[order] for name, column in joined.items()}


def _this_month(people: dict[str, Column], frame: Frame) -> NDArray[np.int64]:
    """Return the monthly amounts by the law of the month."""
    size = people["pension"].size
    none = np.zeros(size, dtype=np.int64)
    terms = Terms(
        none,
        none,
        none,
        people["basis"],
        people["basis_day"],
        people["extra"],
        month_numbers(people["started"]).astype(np.int64),
    )
    return terms.monthly(frame.month, frame.values)


def _last_line(pension: NDArray[np.int64], before: dict[str, Column]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return what last month's line left to deduct (0 without a line), and who had a line."""
    owing, had = np.zeros(pension.size, dtype=np.int64), np.isin(pension, before["subject"], assume_unique=True)
    owing[had] = before["owing"][np.searchsorted(before["subject"], pension[had])]
    return owing, had


def _looked_at_again(
    frame: Frame, changed: NDArray[np.int64] | None, people: dict[str, Column], had: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return the places of the pensions whose earlier months are reckoned again.

    Those whose facts changed since the batch before, and those in payment that had no line last month; all of them
    where the law of earlier months reads differently.
    """
    earlier = month_numbers(people["pay_from"]) < frame.month.number
    if changed is None:
        return np.flatnonzero(earlier)
    missing = ~had & ~people["stopped"]
    asked = earlier & missing
    return np.flatnonzero(asked | (earlier & np.isin(people["pension"], changed)))


def _balance(frame: Frame, where: tuple[Door, Scope], pensions: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return what was due less what was paid in all months before this one (negative: paid too much)."""
    door, scope = where
    terms, stops = payroll.history(door, scope, pensions)
    first = payroll.first_months(door, pensions)
    due = np.zeros(pensions.size, dtype=np.int64)
    for month in months_between(Month(int(first.min())), frame.month):
        owed = due_in(month, terms, stops, pensions.size, frame.values)
        due += np.where(first <= month.number, owed, 0)
    return due - payroll.paid_before(door, scope, pensions, frame.month)


def _pays(found: Reckoned) -> NDArray[np.intp]:
    """Return the places of the pensions that get a line."""
    return np.flatnonzero(found.settled.monthly + found.settled.arrears > 0)


def _lines(found: Reckoned) -> Lines:
    """Return the lines as the variance compares them."""
    pays, people = _pays(found), found.people
    return Lines(
        people["pension"][pays], people["office"][pays], found.settled.amount[pays], found.settled.monthly[pays]
    )


def _columns(found: Reckoned) -> dict[str, Column]:
    """Return what is signed: the pensions with a line, or with an over-payment nothing can be deducted from."""
    people, settled = found.people, found.settled
    rows = np.flatnonzero(settled.monthly + settled.arrears + settled.lost > 0)
    names = {"subject": "pension", "office_id": "office", "person": "person", "kind": "regime", "fund": "fund",
             "payee": "payee", "channel": "channel"}  # fmt: skip
    return {name: people[column][rows] for name, column in names.items()} | {
        name: getattr(settled, name)[rows] for name in (*AMOUNTS, "found", "lost")
    }


def _due(columns: dict[str, Column]) -> NDArray[np.int64]:
    """Return what each pension is due, before anything is deducted; a line is written where it is anything."""
    due: NDArray[np.int64] = columns["monthly"] + columns["arrears"]
    return due


def _count(columns: dict[str, Column]) -> int:
    """Return how many lines a part has."""
    return int(np.count_nonzero(_due(columns)))


def _totals(columns: dict[str, Column]) -> dict[str, Any]:
    """Return the totals of a part by office, fund and regime: what is checked, and posted, at the end."""
    due = _due(columns)
    apart = {name: columns[name] for name in ("arrears", "recovered", "lost")}
    return {
        "people": _count(columns),
        "amount": total(columns["amount"]),
        "totals": totals_of(
            (columns["office_id"], columns["fund"], columns["kind"]),
            (due > 0, due, columns["recovered"], columns["found"] + columns["lost"]),
        ),
        **{name: [int(np.count_nonzero(column)), total(column)] for name, column in apart.items()},
    }


def _write(frame: Frame, columns: dict[str, Column]) -> None:
    """Append the lines and the over-payments that nothing can be deducted from."""
    pays, lost = np.flatnonzero(_due(columns)), np.flatnonzero(columns["lost"])
    lines = {name: column[pays] for name, column in columns.items() if name not in {"found", "lost"}}
    payroll.append_lines(frame.month, Source.PENSION, frame.batch, lines)
    if lost.size:
        payroll.append_overpayments(
            frame.batch, frame.month, (columns["subject"][lost], columns["office_id"][lost], columns["lost"][lost])
        )
