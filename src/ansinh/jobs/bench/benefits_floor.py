"""The floors of payroll and relief: read the same by the fastest door, run the kernel, write the rows, no more."""

import datetime as dt
import time
import uuid

import numpy as np
from django.db import connection, transaction

from ansinh.core.money import DongColumn
from ansinh.core.period import Month
from ansinh.domain.benefits.payments import Source
from ansinh.domain.benefits.payroll import Terms
from ansinh.domain.benefits.relief import measure
from ansinh.jobs.bench.stages import tell_stages
from ansinh.jobs.engine import run_parts
from ansinh.jobs.payroll.frame import Part
from ansinh.jobs.relief import judged
from ansinh.law.value_files import load
from ansinh.records.bulk.arrow import Column, close_doors, database_url, door_to
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
    marks = [time.perf_counter()]
    people = payroll.in_payment(door_to(url), Scope(part.first, part.last, offices, batch.known_at), batch.month)
    marks.append(time.perf_counter())
    size = people["pension"].size
    none = np.zeros(size, dtype=np.int64)
    started = month_numbers(people["started"]).astype(np.int64)
    terms = Terms(none, none, none, people["basis"], people["basis_day"], people["extra"], started)
    amount = np.where(people["stopped"], 0, terms.monthly(batch.month, load()))
    marks.append(time.perf_counter())
    pays = np.flatnonzero(amount)
    names = {"subject": "pension", "office_id": "office", "person": "person", "kind": "regime", "fund": "fund"}
    columns = {name: people[column][pays] for name, column in names.items()}
    columns |= {name: people[name][pays] for name in ("payee", "channel")}
    with transaction.atomic():
        _copy_lines((batch.month, batch.source, batch.id), amount[pays], columns)
    tell_stages([*marks, time.perf_counter()])
    return part.people


def cases_floor(code: str, offices: list[int], month: Month) -> int:
    """Read the population of a cash support, run its kernel, write the rows of its cases and of their lines.

    Nobody is on a list of measure 0, so the population is read whole. Returns the cases.
    """
    law, first = load(), measure(code).window[0]
    snapshot = law.get("covid116.support.snapshot", first).day
    reached = Reached(snapshot, law.get("covid116.support.stopped_from", first).day, tuple(offices))
    marks = [time.perf_counter()]
    people = relief.participants(door_to(database_url()), reached, 0)
    marks.append(time.perf_counter())
    amount, reason = judged(people, stopped=None, values=(law, first + dt.timedelta(days=4)))
    stands = np.flatnonzero(reason == 0)
    marks.append(time.perf_counter())
    chosen = {name: column[stands] for name, column in people.items()}
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TABLE bench_reliefcase (measure smallint, list bigint, person bigint, months smallint, "
                "amount bigint, payee bigint, PRIMARY KEY (measure, person))"
            )
        number, account = np.full(stands.size, measure(code).number, dtype=np.int16), chosen["account"]
        copy_columns(
            "bench_reliefcase",
            {
                "measure": number, "list": account, "person": chosen["person"], "months": chosen["months"],
                "amount": amount[stands], "payee": account,
            },
        )  # fmt: skip
        lines = {
            "subject": chosen["person"], "office_id": chosen["office"], "person": chosen["person"], "kind": number,
            "fund": np.full(stands.size, int(measure(code).fund), dtype=np.int16), "payee": account, "channel": account,
        }  # fmt: skip
        _copy_lines((month, Source.RELIEF, uuid.UUID(int=0)), amount[stands], lines)
    tell_stages([*marks, time.perf_counter()])
    close_doors()
    return int(stands.size)


def _copy_lines(what: tuple[Month, Source, uuid.UUID], amount: DongColumn, columns: dict[str, Column]) -> None:
    """Write lines of a month, source and batch into the table of the floor: every column of the table of lines."""
    month, source, batch = what
    nothing = np.zeros(amount.size, dtype=np.int64)
    copy_columns(
        "bench_payline",
        {
            "month": np.full(amount.size, np.datetime64(month.first_day, "D")),
            "source": np.full(amount.size, int(source), dtype=np.int16),
            "attempt": np.ones(amount.size, dtype=np.int16),
            "batch": np.full(amount.size, np.void(batch.bytes)),
            **columns,
            **dict.fromkeys(("arrears", "recovered", "owing"), nothing), "amount": amount, "monthly": amount,
        },
    )  # fmt: skip
