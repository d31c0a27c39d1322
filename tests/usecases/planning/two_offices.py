"""A province with two base offices and six accounts whose closing sheets are round numbers."""

import datetime as dt
import uuid

from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.core.fund import Fund
from ansinh.core.period import Month
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records import models as m

OCTOBER = Month.of(2021, 10)
OWN = {field.name for field in m.AccountMonth._meta.concrete_fields} - {"period", "account", "office", "oldest_owed"}


class TwoOffices:
    def __init__(self):
        day = dt.date(2007, 1, 1)
        self.nation = m.Office.objects.create(
            code="00", name="BHXH Việt Nam", kind="national", path="00", valid_from=day
        )
        self.top = self.office("26", "BHXH tỉnh Vĩnh Phúc", "province", self.nation)
        self.first = self.office("2601", "BHXH thành phố Vĩnh Yên", "district", self.top)
        self.second = self.office("2602", "BHXH thành phố Phúc Yên", "district", self.top)
        self.accounts = [self.account(number, self.first if number < 4 else self.second) for number in range(6)]

    def office(self, code, name, kind, parent):
        path = f"{parent.path}.{code}"
        return m.Office.objects.create(
            code=code, name=name, kind=kind, parent=parent, path=path, valid_from=dt.date(2007, 1, 1)
        )

    def account(self, number, office, opened=dt.date(2015, 1, 1)):
        employer = m.Employer.objects.create(name=f"Công ty {number}", name_search=f"cong ty {number}")
        return m.EmployerAccount.objects.create(
            code=f"TZ{number:04d}", employer=employer, office=office, name=employer.name,
            name_search=employer.name_search, unit_kind="enterprise", region=2, opened=opened,
        )  # fmt: skip

    def sheet(self, account, month=OCTOBER, **amounts):
        row = dict.fromkeys(OWN, 0) | amounts
        return m.AccountMonth.objects.create(
            account=account, period=month.first_day, office_id=account.office_id, **row
        )

    def status(self, account, status, since):
        m.EmployerStatus.objects.create(account=account, status=status, validity=DateRange(since, None))

    def person(self, number, office):
        return m.Person.objects.create(
            full_name=f"Người {number}", name_search=f"nguoi {number}", name_sort=f"{number}", sex="female",
            office=office,
        )  # fmt: skip

    def employed(self, person, account, since=dt.date(2020, 1, 1)):
        m.Spell.objects.create(
            account=account, person=person, group=1, pay_regime=1, base=5_000_000, validity=DateRange(since, None)
        )

    def voluntary(self, person, since=dt.date(2021, 10, 1), until=dt.date(2022, 1, 1)):
        m.VoluntarySpell.objects.create(
            person=person, office=person.office, method="3", income=1_500_000, gross=990_000, due=990_000,
            validity=DateRange(since, until),
        )  # fmt: skip

    def health(self, person, since=dt.date(2021, 1, 1), until=dt.date(2022, 1, 1)):
        m.HealthSpell.objects.create(
            person=person, office=person.office, group="GD", payer="household", validity=DateRange(since, until)
        )

    def moved(self, office, kind, fund, accounts, amount, month=OCTOBER):
        m.Posting.objects.create(
            id=m.Posting.objects.count() + 1, period=month.first_day, office_id=office.pk, holder=0, fund=fund,
            kind=kind, concerns=month.first_day, debit=accounts[0], credit=accounts[1], amount=amount,
            cause=uuid.uuid4(), posted_at=dt.datetime.now(dt.UTC),
        )  # fmt: skip

    def paid_by_people(self, office, fund, amount, month=OCTOBER):
        accounts = (Chart.BANK, Chart.RECEIVABLE_PARTICIPANTS)
        self.moved(office, Kind.PARTICIPANT_PAID, fund, accounts, amount, month)


__all__ = ["OCTOBER", "Fund", "TwoOffices"]
