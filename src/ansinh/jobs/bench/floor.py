"""The floor of a month: what reading, reckoning and writing the people alone cost, done by the same engine.

DESIGN section 9: read the same inputs by the fastest door, run the kernel, write 12 fixed columns a person by binary
COPY into a logged table with its key, sum per employer. No ledger, no differences, no interest, no sheets.
"""

import numpy as np
from django.db import connection, transaction

from ansinh.core.asof import AsOf
from ansinh.jobs.month.frame import Frame, Part
from ansinh.records.bulk.arrow import door_to
from ansinh.records.bulk.blocks import AMOUNTS
from ansinh.records.bulk.copy import copy_columns
from ansinh.records.bulk.spells import spells_of_month
from ansinh.records.store.ledger.facts import read_facts
from ansinh.records.store.ledger.people import append_blocks_to, pack
from ansinh.usecases.ledger.assess import TOTALS, assess

ROWS = "bench_floor"
BLOCKS = "bench_blocks"
COLUMNS = ("rs_er", "rs_ee", "sm_er", "oad_er", "ui_er", "ui_ee", "hi_er", "hi_ee", "hi_by_sm")


def new_tables() -> None:
    """Make the empty tables of one measurement: logged, with their keys."""
    amounts = ", ".join(f"{name} integer NOT NULL" for name in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {ROWS}")
        cursor.execute(f"DROP TABLE IF EXISTS {BLOCKS}")
        cursor.execute(
            f"CREATE TABLE {ROWS} (account bigint NOT NULL, person bigint NOT NULL, month date NOT NULL, {amounts}, "
            "PRIMARY KEY (account, month, person))"
        )
        cursor.execute(
            f"CREATE TABLE {BLOCKS} (account bigint NOT NULL, month date NOT NULL, posted date "
            "NOT NULL, chunk smallint NOT NULL, "
            "run uuid NOT NULL, people integer NOT NULL, first_person bigint NOT NULL, last_person bigint NOT NULL, "
            "columns bytea STORAGE EXTERNAL NOT NULL, PRIMARY KEY (posted, account, month, chunk))"
        )


def rows_part(frame: Frame, part: Part) -> int:
    """Do the floor of one partition: 12 fixed columns a person, committed."""
    accounts = part.accounts(frame)
    door = door_to(frame.url)
    known = read_facts(door, accounts, frame.known_at)
    spells = spells_of_month(door, accounts, AsOf(frame.period.first_day, frame.known_at))
    month = assess(frame.period, spells, known, frame.values)
    people, starts = month.packed.people, month.packed.starts
    columns = {name: people.amounts[AMOUNTS.index(name)] for name in COLUMNS}
    sums = {name: np.add.reduceat(column, starts, dtype=np.int64) for name, column in columns.items()}
    if sum(int(each.sum()) for each in sums.values()) <= 0 or len(month.totals) != len(TOTALS):
        message = "a bench province owes something"
        raise ValueError(message)
    owner = np.repeat(month.packed.account, np.diff(np.append(starts, people.person.size)))
    day = np.full(people.person.size, np.datetime64(frame.period.first_day, "D"))
    with transaction.atomic():
        copy_columns(ROWS, {"account": owner, "person": people.person, "month": day, **columns})
    return int(people.person.size)


def blocks_part(frame: Frame, part: Part) -> int:
    """Do the same and write packed blocks instead of rows."""
    accounts = part.accounts(frame)
    door = door_to(frame.url)
    known = read_facts(door, accounts, frame.known_at)
    spells = spells_of_month(door, accounts, AsOf(frame.period.first_day, frame.known_at))
    month = assess(frame.period, spells, known, frame.values)
    with transaction.atomic():
        append_blocks_to(BLOCKS, frame.period, frame.run, pack(month.packed))
    return int(month.packed.people.person.size)
