"""The work of an office on a living database, each piece repeatable: `python -m tests.faults.acts NAME`."""

import datetime as dt
import json
import os
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from django.db import Error, connection

from ansinh.cli import ready  # sets Django up
from ansinh.cli.main import main
from ansinh.cli.serve import Worker
from ansinh.core.period import Month
from ansinh.domain.benefits.payments import AGAIN, PayKey, Source
from ansinh.formats.bank import write_camt053
from ansinh.formats.bank_values import Entry, Statement
from ansinh.jobs import nightly, relief
from ansinh.jobs.demo.payments import ACCOUNTING, BENEFITS, answer_all, carry
from ansinh.jobs.inspection.nightly import run_inspections
from ansinh.jobs.monthly import Order, close_month
from ansinh.jobs.outreach import run_outreach
from ansinh.jobs.queue import queue
from ansinh.jobs.synthetic.claims.quarter import write_quarter
from ansinh.records.models import BankAccount, BankStatement, EmployerAccount, Filing, PaymentBatch
from ansinh.records.store.benefits import payments, payments_beginning
from ansinh.site.wiring import wire
from ansinh.usecases import collection, declarations
from ansinh.usecases.claims import settling

__all__ = ["ACTS", "ready"]

TOP, NEXT, LAST = "26", Month.of(2021, 11), Month.of(2021, 10)
PATIENCE = 180.0  # seconds for the queue to be empty again
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
    row = PaymentBatch.objects.get(month=NEXT.first_day, source=1, number=1)
    batch = carry(payments.batch_of(row.pk))
    answer_all(batch, DAY, refused=20)


def again() -> None:
    """What came back is tried, signed by two people and written once more; its files are made."""
    payroll()
    row = PaymentBatch.objects.filter(month=NEXT.first_day, measure=AGAIN).first()
    if row is None:
        command("payroll", "open", str(NEXT), "--office", TOP, "--source", AGAIN, "--actor", BENEFITS)
        row = PaymentBatch.objects.get(month=NEXT.first_day, measure=AGAIN)
    carry(payments.batch_of(row.pk))


def command(*words: str) -> None:
    """Say a command as a person would, at the same door; SystemExit where it refuses."""
    sys.argv = ["ansinh", *words]
    try:
        main()
    except SystemExit as ended:
        if ended.code:
            raise


def folder() -> Path:
    """Return the folder of files of this laboratory."""
    return Path(os.environ["LAB_FOLDER"])


def c12() -> None:
    """Every statement of the last month is made."""
    command("statements", str(LAST), "--office", TOP, "--out", str(folder()), "--format", "xlsx")


def load() -> None:
    """Reported values of a month come in."""
    rows = [
        {"office": TOP, "indicator": "participants_csi", "period": f"2018-{n:02d}", "value": str(1000 + n)}
        for n in range(1, 13)
    ]
    told = {"format": "ansinh-planning/1", "source": "lab", "values": rows, "targets": [], "references": []}
    path = kept("lab.json", json.dumps(told).encode())
    command("indicators", "load", str(path), "--actor", WHO)


def kept(name: str, data: bytes) -> Path:
    """Return where a file lies that somebody sent."""
    folder().mkdir(parents=True, exist_ok=True)
    path = folder() / name
    path.write_bytes(data)
    return path


def support() -> None:
    """Everybody is taken off the lists of a cash support, and the lists are built anew."""
    if not asked(f"SELECT count(*) FROM records_relieflist WHERE built_by = '{WHO}'"):
        told("UPDATE records_reliefcase SET state = 3, note = 'lab' WHERE measure = 5 AND state <> 3")
    relief.build_lists("nq116-support", TOP, DAY, WHO)


def queued() -> None:
    """The next month is ordered on a page, and closed by the worker beside the pages, started again if it falls."""
    wire()
    if not waiting() and not closed():
        queue.order("month.close", lock=TOP, office=TOP, period=str(NEXT), actor=WHO)
    worker, deadline = Worker(), time.monotonic() + PATIENCE
    while (waiting() or not closed()) and time.monotonic() < deadline:
        time.sleep(0.3)
    worker.stop()
    if waiting() or not closed():
        sys.exit("the job is stuck")


def waiting() -> int:
    """Return how many jobs that were ordered by hand are not done."""
    return int(
        asked("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'month.close' AND status <> 'succeeded'")
    )


def closed() -> bool:
    """Return whether the next month is closed."""
    return bool(
        asked(f"SELECT count(*) FROM records_monthstate WHERE period = '{NEXT.first_day}' AND state = 'closed'")
    )


def asked(question: str) -> int:
    """Return the one number a question is answered with; a server that recovers is asked again."""
    return int(_said(question, answered=True))


def told(change: str) -> None:
    """Change something outside the work of the office, so that it has work; a server that recovers is told again."""
    _said(change, answered=False)


def _said(words: str, *, answered: bool) -> int:
    """Say something to the database, and return the number it answers (0 for nothing asked)."""
    for _ in range(100):
        try:
            with connection.cursor() as cursor:
                cursor.execute(words)
                return int(cursor.fetchone()[0]) if answered else 0
        except Error:
            connection.close()
            time.sleep(0.3)
    sys.exit("the database does not answer")


def campaign() -> None:
    """A campaign is opened with its lists, and messages to its prospects wait in the outbox."""
    window = ("--first", "2021-11-15", "--last", "2021-12-31", "--weekly", "60", "--day", str(DAY))
    owners = ("--owner", "thu.coso", "--owner", "buudien")
    command(
        "campaigns", "open", "Lab", "household_part:80", "card_60", "employer_ranked:10", "--office", TOP,
        "--document", "1/KH", *window, *owners, "--actor", WHO,
    )  # fmt: skip
    command("campaigns", "outbox", "--office", TOP, "--output", str(kept("outbox.csv", b"")), "--day", str(DAY))


def take_in() -> None:
    """A folder of claims comes in, one file a visit and an archive of others."""
    sent = folder().parents[1] / "sent"  # the same files in peace and under fire
    if not (sent / "written").exists():
        write_quarter(sent, clean=150, each=1, rules=["ENT-01", "DRG-05", "BED-06"])
        some = sorted((sent / "claims").glob("*"))[:2]
        with zipfile.ZipFile(sent / "claims" / "more.zip", "w") as packed:
            for path in some:
                packed.write(path, path.name)
        (sent / "written").touch()
    claims = sent / "claims"
    command("assessment", "take-in", str(claims), "--workers", "2", "--actor", WHO)


def settle() -> None:
    """Statements of every facility with claims are made and posted, by month and by quarter."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT v.facility, v.period FROM records_claimvisit v JOIN records_facility f "
            "ON f.code = v.facility WHERE v.superseded_at IS NULL ORDER BY 1, 2"
        )
        found = [(facility, Month.containing(period)) for facility, period in cursor.fetchall()]
    for facility, month in found:
        settling.settle(facility, month, 1, actor=WHO, today=DAY)
        settling.settle(facility, month.plus(-((month.month - 1) % 3)), 3, actor=WHO, today=DAY)


def complete() -> None:
    """A settlement month is looked over as a whole."""
    command("assessment", "complete", "2026-04", "--office", TOP, "--actor", WHO)


def advice(paid: list[tuple[str, int]]) -> bytes:
    """Return a debit advice (camt.054) about payments: reference and dong."""
    parts = "".join(
        f"<TxDtls><Refs><EndToEndId>{reference}</EndToEndId></Refs><Amt Ccy='VND'>{amount}</Amt></TxDtls>"
        for reference, amount in paid
    )
    total = sum(amount for _, amount in paid)
    return (
        "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'><BkToCstmrDbtCdtNtfctn><Ntfctn><Ntry>"
        f"<Amt Ccy='VND'>{total}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
        f"<BookgDt><Dt>{DAY}</Dt></BookgDt><NtryDtls>{parts}</NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
    ).encode()


def answers() -> None:
    """The payroll is signed, written and its files made; banks answer with a debit advice."""
    batch = carry(payments.batch_of(PaymentBatch.objects.get(month=NEXT.first_day, source=1, number=1).pk))
    paid = [
        (PayKey(Month.containing(month), Source(source), subject, attempt).reference, amount)
        for month, source, subject, attempt, amount, _ in payments_beginning.lines_for_answers(str(batch.id))
    ]
    paths = [kept(f"advice{part}.xml", advice(paid[part::3])) for part in range(3)]
    command("payroll", "results", *map(str, paths), "--office", TOP, "--actor", ACCOUNTING)


ACTS: dict[str, Callable[[], None]] = {
    each.__name__: each
    for each in (
        *(bank, filings, close, queued, night, develop, payroll, answers, again, c12, load, support),
        *(campaign, take_in, complete, settle),
    )
}

if __name__ == "__main__":
    ACTS[sys.argv[1]]()
