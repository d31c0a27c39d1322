"""A small province that pays pensions: two base offices, a bank and a post point, people in payment."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import connection, transaction
from tests.jobs.small_books import Books

from ansinh.core.period import Month
from ansinh.domain.benefits.payments import Source
from ansinh.jobs.payroll.run import try_batch, write_batch
from ansinh.records.store.benefits.payments import Batch
from ansinh.records.store.benefits.payroll_load import NewPensions, load
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits.payments import Opening

BANK, POST = ("bank", "970436", "Vietcombank"), ("post", "BD2601", "Bưu điện Vĩnh Yên")


@dataclass
class Pensions:
    """Grants pensions and runs months."""

    books: Books = field(default_factory=Books)
    number: int = 0

    def grant(self, count: int, *, basis: int = 3_000_000, pay_from: str = "2021-09", **facts) -> list[str]:
        """Grant `count` pensions and return their file numbers."""
        start = self.number + 1
        numbers = range(start, start + count)
        self.number += count
        people = [self.books.person(each) for each in numbers]
        where = facts.pop("where", None)
        channel = [where or (BANK if each % 3 else POST) for each in numbers]
        day = Month.parse(pay_from).first_day
        columns = {
            "file_no": [f"H{each:06d}" for each in numbers],
            "person": [each.id for each in people],
            "regime": [facts.get("regime", 1)] * count,
            "fund": [facts.get("fund", 1)] * count,
            "started": [facts.get("started", dt.date(2015, 3, 1))] * count,
            "pay_from": [day] * count,
            "basis": [basis + 1_000 * each for each in numbers],
            "basis_day": [facts.get("basis_day", dt.date(2021, 1, 1))] * count,
            "extra": [facts.get("extra", 0)] * count,
            "office": [self.books.bases[each % 2].id for each in numbers],
            "form": [each[0] for each in channel],
            "channel": [each[1] for each in channel],
            "channel_name": [each[2] for each in channel],
            "number": [f"10{each:08d}" if c[0] == "bank" else "" for each, c in zip(numbers, channel, strict=True)],
            "holder": [f"P {each}" for each in numbers],
            "decision": ["QD"] * count,
            "origin": [None] * count,
        }
        with transaction.atomic():
            load(NewPensions(columns), "seed")
        return columns["file_no"]

    def opened(self, period: str) -> Batch:
        asked = Opening(Source.PENSION, self.books.code, Month.parse(period), Month.parse(period).first_day)
        return acts.open_batch(asked, "can-bo")

    def tried(self, period: str) -> Batch:
        return try_batch(self.opened(period).id, "can-bo", workers=1)

    def signed(self, period: str) -> Batch:
        batch = self.tried(period)
        acts.sign(batch.id, "truong-phong")
        return acts.sign(batch.id, "giam-doc")

    def paid(self, period: str) -> Batch:
        return write_batch(self.signed(period).id, "can-bo", workers=1)


def rows(query: str, *given: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, list(given))
        return cursor.fetchall()


def lines(period: str) -> dict[str, tuple[int, int, int, int]]:
    """Lines of a month by file: amount, monthly, arrears, recovered."""
    found = rows(
        "SELECT p.file_no, l.amount, l.monthly, l.arrears, l.recovered FROM records_payline l "
        "JOIN records_pension p ON p.id = l.subject WHERE l.source = 1 AND l.month = %s",
        Month.parse(period).first_day,
    )
    return {file: tuple(amounts) for file, *amounts in found}


def books_of(fund: int) -> dict[int, int]:
    """Balances (debits less credits) of the accounts of one fund."""
    sums = "SELECT chart, sum(debit_amount - credit_amount)::bigint FROM records_ledgerline WHERE fund = %s GROUP BY 1"
    return dict(rows(sums, fund))
