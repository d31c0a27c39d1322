"""The work of an office on a living database, each piece repeatable: `python -m tests.faults.acts NAME`."""

import datetime as dt
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import ansinh.cli.ready  # noqa: F401 - sets Django up
from ansinh.core.period import Month
from ansinh.domain.benefits.relief import measures
from ansinh.formats.bank import write_camt053
from ansinh.formats.bank_values import Entry, Statement
from ansinh.jobs import nightly, relief
from ansinh.jobs.demo.payments import answer_all, carry
from ansinh.jobs.inspection.nightly import run_inspections
from ansinh.jobs.monthly import Order, close_month
from ansinh.jobs.outreach import run_outreach
from ansinh.jobs.statements import Order as Statements
from ansinh.jobs.statements import make_statements
from ansinh.records.models import BankAccount, BankStatement, EmployerAccount, Filing, PaymentBatch
from ansinh.records.store.benefits import payments
from ansinh.usecases import collection, declarations, planning

TOP, NEXT, LAST = "26", Month.of(2021, 11), Month.of(2021, 10)
DAY = dt.date(2021, 11, 15)
WHO = "lab"


def bank() -> None:
    """A statement of 600 lines comes in and is matched."""
    account = BankAccount.objects.order_by("id").first()
    before = BankStatement.objects.filter(bank_account=account, first_day__lt=NEXT.first_day).latest("last_day").closing
    codes = list(EmployerAccount.objects.order_by("id").values_list("code", flat=True)[:60])
    lines = tuple(
        Entry(n, f"LAB{n}", DAY, DAY, 1_000_000 + n, f"Payer {n}", str(n), f"BHXH {codes[n % len(codes)]} 202111")
        for n in range(1, 601)
    )
    closing = before + sum(line.amount for line in lines)
    told = Statement("", account.number, "LAB", "VND", before, closing, NEXT.first_day, DAY, lines)
    data = write_camt053(told, created=dt.datetime(2021, 11, 15, tzinfo=dt.UTC))
    collection.import_statement(data, name="lab.xml", office=TOP, actor=WHO)
    collection.match_suspense(office=TOP, actor=WHO)


def filings() -> None:
    """Every waiting declaration is checked and its good rows accepted."""
    for filing in Filing.objects.filter(state__in=("received", "checked"), kind="D02").order_by("number"):
        if filing.state == "received":
            declarations.check(str(filing.pk), WHO)
        declarations.accept(str(filing.pk), WHO, good_rows=True)


def close() -> None:
    """The next month is closed."""
    close_month(Order(TOP, NEXT, WHO, workers=2, part_people=300))


def night() -> None:
    """The night: cards follow participation, people are counted, months verified."""
    nightly.run_night()


def develop() -> None:
    """Prospects and ladder are built anew, employers scored."""
    run_outreach(DAY)
    run_inspections(DAY)


def payroll() -> None:
    """The payroll of the next month is signed, written, its files made and answered."""
    row = PaymentBatch.objects.get(month=NEXT.first_day, source=1)
    batch = carry(payments.batch_of(row.pk))
    answer_all(batch, DAY, refused=20)


def c12() -> None:
    """Every statement of the last month is made."""
    make_statements(Statements(TOP, LAST, Path(os.environ["LAB_FOLDER"]), "xlsx"))


def load() -> None:
    """Reported values of a month come in."""
    rows = [
        {"office": TOP, "indicator": "participants_csi", "period": f"2018-{n:02d}", "value": str(1000 + n)}
        for n in range(1, 13)
    ]
    told = {"format": "ansinh-planning/1", "source": "lab", "values": rows, "targets": [], "references": []}
    data = json.dumps(told).encode()
    planning.load(data, "lab.json", WHO)


def support() -> None:
    """The lists of a cash support are built."""
    relief.build_lists(next(iter(measures())), TOP, DAY, WHO)


ACTS: dict[str, Callable[[], None]] = {
    each.__name__: each for each in (bank, filings, close, night, develop, payroll, c12, load, support)
}

if __name__ == "__main__":
    ACTS[sys.argv[1]]()
