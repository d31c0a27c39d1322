"""Turns of sickness and maternity of one season and the contributed months behind them, made up, loaded by COPY."""

import datetime as dt
import time

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.records.bulk.arrow import Column, Door
from ansinh.records.bulk.copy import copy_columns

TURNS = 685_367  # sickness and maternity turns of one industrial province in four months
HISTORY = 9  # contributed months of each person that are read
TURNS_OF_TWO = 3  # two people share three turns
FIRST = Month.of(2024, 1)  # the season: January to April
SHARES = {
    1: 0.66,
    2: 0.10,
    3: 0.12,
    4: 0.01,
    5: 0.05,
    6: 0.04,
    7: 0.02,
}  # sick, child, visits, loss, birth, father, rest
BITS = ("hard", "armed", "back", "second", "surgery", "early")
TABLES = """
DROP TABLE IF EXISTS bench_turn, bench_history, bench_resettled, bench_resettled_part;
CREATE TABLE bench_turn (id bigint PRIMARY KEY, person bigint NOT NULL, kind smallint NOT NULL, event date NOT NULL,
    first_day date NOT NULL, asked smallint NOT NULL, years smallint NOT NULL, used smallint NOT NULL,
    number smallint NOT NULL, flags smallint NOT NULL, paid bigint NOT NULL);
CREATE TABLE bench_history (person bigint NOT NULL, month integer NOT NULL, salary bigint NOT NULL,
    PRIMARY KEY (person, month));
CREATE INDEX bench_turn_person ON bench_turn (person)
"""
RESULTS = """
DROP TABLE IF EXISTS bench_resettled, bench_resettled_part;
CREATE TABLE bench_resettled (turn bigint PRIMARY KEY, person bigint NOT NULL, kind smallint NOT NULL,
    event date NOT NULL, base bigint NOT NULL, half_days integer NOT NULL, months smallint NOT NULL,
    benefit bigint NOT NULL, benefit_grant bigint NOT NULL, total bigint NOT NULL, paid bigint NOT NULL,
    difference bigint NOT NULL);
CREATE TABLE bench_resettled_part (part integer PRIMARY KEY, turns integer NOT NULL)
"""


def load_turns(count: int, seed: int = 20_240_401) -> float:
    """Make and load `count` turns and the history of their people; return the seconds it took."""
    began, chance = time.monotonic(), np.random.default_rng(seed)
    people = people_of(count)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TABLES)
        copy_columns("bench_history", _history(people, chance))
        copy_columns("bench_turn", _turns(count, people, chance))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) bench_turn, bench_history")
    return time.monotonic() - began


def people_of(count: int) -> int:
    """Return how many people `count` turns belong to."""
    return max(1, count * 2 // TURNS_OF_TWO)


def _history(people: int, chance: np.random.Generator) -> dict[str, Column]:
    """Return the months and salaries of every person: a raise in January."""
    pay = chance.integers(4_500_000, 20_000_000, people)
    month = np.tile(np.arange(FIRST.number - HISTORY + 3, FIRST.number + 3, dtype=np.int32), people)
    raised = np.where(month >= FIRST.number, 106, 100)
    return {
        "person": np.repeat(np.arange(people, dtype=np.int64), HISTORY),
        "month": month,
        "salary": np.repeat(pay, HISTORY) * raised // 100,
    }


def _turns(count: int, people: int, chance: np.random.Generator) -> dict[str, Column]:
    """Return the turns, those of one person behind one another."""
    kinds = chance.choice(list(SHARES), count, p=list(SHARES.values())).astype(np.int16)
    first = np.datetime64(FIRST.first_day, "D") + chance.integers(0, 120, count)
    flags = (chance.random((len(BITS), count)) < 0.05).astype(np.int16)
    return {
        "id": np.arange(count, dtype=np.int64),
        "person": np.minimum(np.arange(count, dtype=np.int64) * 2 // TURNS_OF_TWO, people - 1),
        "kind": kinds,
        "event": first,
        "first_day": first,
        "asked": (2 * chance.integers(1, 12, count)).astype(np.int16),
        "years": chance.integers(0, 30, count).astype(np.int16),
        "used": chance.integers(0, 25, count).astype(np.int16),
        "number": chance.integers(1, 3, count).astype(np.int16),
        "flags": (flags << np.arange(len(BITS), dtype=np.int16)[:, None]).sum(axis=0).astype(np.int16),
        "paid": np.zeros(count, dtype=np.int64),
    }


def read_turns(door: Door, first: int, end: int) -> tuple[dict[str, Column], dict[str, Column]]:
    """Return the turns of people `first` to `end` (half-open) and their history, each by its key."""
    whose = f"person >= {int(first)} AND person < {int(end)}"
    turns = door.columns(f"SELECT * FROM bench_turn WHERE {whose} ORDER BY id")  # noqa: S608 - two whole numbers
    history = door.columns(f"SELECT * FROM bench_history WHERE {whose} ORDER BY person, month")  # noqa: S608 - as above
    return turns, history


def new_results() -> None:
    """Make the empty tables of one measurement: logged, with their keys."""
    with connection.cursor() as cursor:
        cursor.execute(RESULTS)


def write_part(part: int, columns: dict[str, Column]) -> int:
    """Write one part with the row that says so, in one transaction; a part that is there already is left alone."""
    rows = int(columns["turn"].size)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_resettled_part VALUES (%s, %s) ON CONFLICT DO NOTHING", [part, rows])
        if cursor.rowcount:
            copy_columns("bench_resettled", columns)
    return rows


def totals() -> tuple[int, int]:
    """Return how many turns are written and their money, dong."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), coalesce(sum(total), 0)::bigint FROM bench_resettled")
        rows, money = cursor.fetchone()
    return int(rows), int(money)


def ordinals(days: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Return days as date ordinals."""
    return days.astype("datetime64[D]").astype(np.int64) + dt.date(1970, 1, 1).toordinal()
