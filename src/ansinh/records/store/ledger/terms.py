"""Declared terms of a month with what the law asks about the month before them."""

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from ansinh.core.asof import AsOf
from ansinh.core.period import Month
from ansinh.domain.ledger.first_month import GOING_ON, first_or_return, pair_keys, sick_rows
from ansinh.law.values import Values
from ansinh.records.bulk.arrow import Column, Door, sql_date, sql_integers
from ansinh.records.bulk.spells import AccountRange, known, spells_of_month

FLAGS = "month_flags"


def terms_of_month(door: Door, accounts: AccountRange, at: AsOf, values: Values) -> dict[str, Column]:
    """Return the terms in force on `at.valid` (a first of month) by account and person, with month flags if any count.

    The month before is read only for people who are sick, and only where the law of `values` asks for it.
    """
    spells, month = spells_of_month(door, accounts, at), Month.containing(at.valid)
    sick = sick_rows(spells["absence"], month, values)
    if not sick.any():
        return spells
    before = _going_on(door, accounts, spells["person"][sick], AsOf(month.plus(-1).first_day, at.known))
    keys = pair_keys(spells["account"], spells["person"])
    return {**spells, FLAGS: first_or_return(keys, sick, before)}


def with_first_months(
    rows: dict[str, Column], spells: dict[str, Column], month: Month, values: Values
) -> dict[str, Column]:
    """Return the `rows` of `month` with month flags, where all `spells` of their accounts are at hand."""
    sick = sick_rows(rows["absence"], month, values)
    if not sick.any():
        return rows
    held = in_force(spells, month.plus(-1).first_day) & np.isin(spells["absence"], GOING_ON)
    before = pair_keys(spells["account"][held], spells["person"][held])
    return {**rows, FLAGS: first_or_return(pair_keys(rows["account"], rows["person"]), sick, before)}


def in_force(spells: dict[str, Column], day: dt.date) -> NDArray[np.bool_]:
    """Return which spells hold on `day`, (n,)."""
    moment, upper = np.datetime64(day, "D"), spells["upper"]
    held: NDArray[np.bool_] = (spells["lower"] <= moment) & (np.isnat(upper) | (moment < upper))
    return held


def _going_on(door: Door, accounts: AccountRange, people: NDArray[np.int64], at: AsOf) -> NDArray[np.int64]:
    """Return the pair keys of those among `people` who were at work, or sick already, on `at.valid`."""
    rows = door.columns(
        "SELECT account_id AS account, person_id AS person FROM records_spell "
        f"WHERE account_id BETWEEN {accounts.first} AND {accounts.last} AND person_id = ANY({sql_integers(people)}) "
        f"AND {known(at.known)} AND validity @> {sql_date(at.valid)} "
        f"AND absence = ANY({sql_integers(np.array(GOING_ON, dtype=np.int64))})"
    )
    return pair_keys(rows["account"], rows["person"])
