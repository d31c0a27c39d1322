"""A small province to close months of: a province with two base offices, employers, people and their terms."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.core.period import Month
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.jobs.monthly import Closed, Order, close_month
from ansinh.records.models import (
    AnnouncedValue,
    Employer,
    EmployerAccount,
    EmployerStatus,
    Office,
    Person,
    RetirementSuspension,
    Spell,
)
from ansinh.records.store.ledger_postings import Entry, post

SINCE = dt.date(2000, 1, 1)
RATES = (
    ("fund.investment_rate.average_of_previous_year", "0.058"),
    ("interbank.rate_9_month.previous_year_end", "0.0586"),
)


def months(first: str, end: str | None = None) -> DateRange:
    return DateRange(Month.parse(first).first_day, None if end is None else Month.parse(end).first_day, "[)")


@dataclass
class Books:
    """Makes facts, moves money, closes months."""

    code: str = "26"
    province: Office = field(init=False)
    bases: list[Office] = field(init=False)

    def __post_init__(self) -> None:
        nation, _ = Office.objects.get_or_create(
            code="00", defaults={"name": "VN", "kind": "national", "path": "00", "valid_from": SINCE}
        )
        self.province = Office.objects.create(
            code=self.code, name="P", kind="province", parent=nation, path=f"00.{self.code}", valid_from=SINCE
        )
        self.bases = [
            Office.objects.create(
                code=f"{self.code}{i:02d}", name=f"B{i}", kind="base", parent=self.province,
                path=f"00.{self.code}.{self.code}{i:02d}",
                valid_from=SINCE,
            )
            for i in (1, 2)
        ]  # fmt: skip

    def account(self, number: int, **facts) -> EmployerAccount:
        employer = Employer.objects.create(name=f"E{number}", name_search=f"e{number}")
        given = {"unit_kind": "enterprise", "region": 2, **facts}
        return EmployerAccount.objects.create(
            code=f"T{self.code}{number:05d}Z", employer=employer, office=self.bases[number % 2], name=f"E{number}",
            name_search=f"e{number}", opened=SINCE, **given,
        )  # fmt: skip

    def person(self, number: int, **facts) -> Person:
        return Person.objects.create(
            si_number=f"{self.code}{number:08d}", full_name=f"P {number}", name_search=f"p {number}",
            name_sort=f"p {number}",
            sex="female", office=self.province, **facts,
        )  # fmt: skip

    def works(self, account: EmployerAccount, person: Person, first: str, end: str | None = None, **terms) -> Spell:
        given = {"group": 1, "pay_regime": 1, "base": 8_000_000, **terms}
        return Spell.objects.create(account=account, person=person, validity=months(first, end), **given)

    def correct(self, spell: Spell, *now: dict) -> list[Spell]:
        """Supersede a spell and say instead what `now` says (first, end, terms)."""
        with connection.cursor() as cursor:
            cursor.execute("UPDATE records_spell SET superseded_at = clock_timestamp() WHERE id = %s", [spell.id])
        made = []
        for each in now:
            terms = {
                name: getattr(spell, name)
                for name in ("group", "pay_regime", "base", "coefficient", "absence", "absence_days", "funds")
            }
            first, end = each.pop("first"), each.pop("end", None)
            made.append(self.works(spell.account, spell.person, first, end, **{**terms, **each}))
        return made

    def status(self, account: EmployerAccount, status: str, first: dt.date) -> None:
        EmployerStatus.objects.create(
            account=account, status=status, validity=DateRange(first, None, "[)"), document="minutes"
        )

    def suspend(self, account: EmployerAccount, first: str, end: str) -> None:
        RetirementSuspension.objects.create(
            account=account,
            validity=months(first, end),
            measure="resolution_68",
            document="d",
            due=dt.date(2022, 1, 31),
        )

    def announce(self, *, day: dt.date = dt.date(2021, 1, 1)) -> None:
        for key, value in RATES:
            AnnouncedValue.objects.create(
                key=key, day=day, value=value, document="notice", entered_by="a", approved_by="b", synthetic=True
            )

    def receive(
        self, account: EmployerAccount, period: str, amount: int, causes: tuple[uuid.UUID, uuid.UUID] | None = None
    ) -> None:
        """Money of an account, banked and matched in an accounting month; `causes` are its bank line and match."""
        line, match = causes or (uuid.uuid4(), uuid.uuid4())
        day = Month.parse(period).first_day
        pool = (day, account.office_id, account.id, 0)
        post(
            [
                Entry(*pool[:2], 0, 0, Kind.BANKED, day, Chart.BANK, Chart.SUSPENSE, amount, line),
                Entry(*pool, Kind.MATCHED, day, Chart.SUSPENSE, Chart.UNSPREAD, amount, match),
            ]
        )

    def close(self, period: str, **how) -> Closed:
        order = {"office": self.code, "actor": "tester", "workers": 1, "engine": "inline", **how}
        return close_month(Order(period=Month.parse(period), **order))


def dump() -> dict[str, list[tuple]]:
    """The books without ids of runs and rows: what two honest runs must agree on."""
    queries = {
        "postings": "SELECT period, office_id, holder, fund, kind, concerns, debit, credit, "
        "amount FROM records_posting ORDER BY 1,2,3,4,5,6,7,8,9",
        "blocks": "SELECT account, month, posted, chunk, people, first_person, last_person, "
        "md5(columns) FROM records_assessmentblock ORDER BY 1,2,3,4",
        "sheets": "SELECT * FROM records_accountmonth ORDER BY period, account_id",
        "items": "SELECT * FROM records_openitem ORDER BY 1,2,3,4",
        "months": "SELECT office_id, period, state, sheet_hash FROM records_monthstate ORDER BY 1,2",
    }
    with connection.cursor() as cursor:
        found = {}
        for name, query in queries.items():
            cursor.execute(query)
            found[name] = cursor.fetchall()
    return found
