"""The floors of payroll and relief: read the same by the fastest door, run the kernel, write the rows, no more."""

import datetime as dt

import numpy as np
from django.db import connection, transaction

from ansinh.domain.benefits.payroll import Terms
from ansinh.domain.benefits.relief import measure
from ansinh.jobs.engine import run_parts
from ansinh.jobs.payroll.frame import Part
from ansinh.jobs.relief import judged
from ansinh.law.value_files import load
from ansinh.records.bulk.arrow import close_doors, database_url, door_to
from ansinh.records.bulk.copy import copy_columns
from ansinh.records.store.benefits import payments, payroll, relief
from ansinh.records.store.benefits.payments import Batch
from ansinh.records.store.benefits.payroll import Scope
from ansinh.records.store.benefits.relief import Reached
from ansinh.records.store.ledger.books import month_numbers


def lines_floor(batch: Batch, workers: int) -> int:
    """Read, raise and write the pensions of a written batch; return the rows."""
    close_doors()
    frame = (batch, tuple(payments.offices_under(batch.path)), database_url())
    parts = [Part(number, first, last) for number, (first, last) in enumerate(batch.control["parts"])]
    for _ in run_parts(frame, parts, lines_part, workers=workers):
        pass
    close_doors()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM bench_payline")
        return int(cursor.fetchone()[0])


def lines_part(frame: tuple[Batch, tuple[int, ...], str], part: Part) -> int:
    """Do the floor of one part: no variance, no balances, no history, no postings."""
    batch, offices, url = frame
    people = payroll.in_payment(door_to(url), Scope(part.first, part.last, offices, batch.known_at), batch.month)
    size = people["pension"].size
    none = np.zeros(size, dtype=np.int64)
    started = month_numbers(people["started"]).astype(np.int64)
    terms = Terms(none, none, none, people["basis"], people["basis_day"], people["extra"], started)
    amount = np.where(people["stopped"], 0, terms.monthly(batch.month, load()))
    pays = np.flatnonzero(amount)
    names = {"subject": "pension", "office_id": "office", "person": "person", "kind": "regime", "fund": "fund"}
    columns = {name: people[column][pays] for name, column in names.items()}
    columns |= dict.fromkeys(("arrears", "recovered", "owing"), none[pays])
    columns |= {"amount": amount[pays], "monthly": amount[pays]}
    columns |= {name: people[name][pays] for name in ("payee", "channel")}
    with transaction.atomic():
        copy_columns(
            "bench_payline",
            {
                "month": np.full(pays.size, np.datetime64(batch.month.first_day, "D")),
                "source": np.ones(pays.size, dtype=np.int16),
                "attempt": np.ones(pays.size, dtype=np.int16),
                "batch": np.full(pays.size, np.void(batch.id.bytes)),
                **columns,
            },
        )
    return part.people


def cases_floor(code: str, offices: list[int]) -> int:
    """Read the population of a cash support, run its kernel and write the rows of its cases; return them.

    Nobody is on a list of measure 0, so the population is read whole.
    """
    law, first = load(), measure(code).window[0]
    snapshot = law.get("covid116.support.snapshot", first).day
    reached = Reached(snapshot, law.get("covid116.support.stopped_from", first).day, tuple(offices))
    people = relief.participants(door_to(database_url()), reached, 0)
    amount, reason = judged(people, stopped=None, values=(law, first + dt.timedelta(days=4)))
    stands = np.flatnonzero(reason == 0)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TABLE bench_reliefcase (measure smallint, list bigint, person bigint, months smallint, "
                "amount bigint, payee bigint, PRIMARY KEY (measure, person))"
            )
        copy_columns(
            "bench_reliefcase",
            {
                "measure": np.full(stands.size, measure(code).number, dtype=np.int16),
                "list": people["account"][stands],
                "person": people["person"][stands], "months": people["months"][stands], "amount": amount[stands],
                "payee": people["account"][stands],
            },
        )  # fmt: skip
    close_doors()
    return int(stands.size)
