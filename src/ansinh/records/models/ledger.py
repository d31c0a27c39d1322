"""Ledger: postings, assessed person-months in packed blocks, closing sheets, runs and the state of months.

Postings and blocks are append-only and partitioned by accounting month; their tables are made in the migration
(records/sql/ledger.sql) because Django cannot declare partitions. A posting is one amount from a debit to a credit
account inside one fund, so no entry can ever be out of balance.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.fields import month_check
from ansinh.records.models.registry import EmployerAccount, Office


class Posting(models.Model):
    """One movement of money: `amount` (dong, > 0) from `credit` to `debit` inside `fund`.

    `period` is the accounting month, `concerns` the contribution month it is about; `holder` is the employer
    account (or 0 for the office itself); `cause` says which run, bank line or decision made it.
    """

    pk = models.CompositePrimaryKey("period", "id")
    id = models.BigIntegerField()
    period = models.DateField()
    office = models.ForeignKey(Office, on_delete=models.DO_NOTHING, db_constraint=False)
    holder = models.BigIntegerField()
    fund = models.SmallIntegerField()
    kind = models.SmallIntegerField()
    concerns = models.DateField()
    debit = models.SmallIntegerField()
    credit = models.SmallIntegerField()
    amount = models.BigIntegerField()
    cause = models.UUIDField()
    posted_at = models.DateTimeField()

    class Meta:
        """Made by records/sql/ledger.sql."""

        managed = False
        db_table = "records_posting"


class AssessmentBlock(models.Model):
    """Assessed person-months of one account and month as packed columns (records/bulk.py knows the layout).

    The latest `posted` of an (account, month) stands; earlier ones show what was believed before. A chunk holds at
    most a fixed number of persons, sorted by person, so that one person is found by first_person .. last_person.
    """

    pk = models.CompositePrimaryKey("posted", "account", "month", "chunk")
    account = models.BigIntegerField()
    month = models.DateField()
    posted = models.DateField()
    chunk = models.SmallIntegerField()
    run = models.UUIDField()
    people = models.IntegerField()
    first_person = models.BigIntegerField()
    last_person = models.BigIntegerField()
    columns = models.BinaryField()

    class Meta:
        """Made by records/sql/ledger.sql."""

        managed = False
        db_table = "records_assessmentblock"


class Run(models.Model):
    """A run over a population: what, for whom, with which knowledge and law, how far, and its control totals."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.TextField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    period = models.DateField()
    state = models.TextField(choices=[(k, k) for k in ("running", "done", "cancelled")], db_default="running")
    known_at = models.DateTimeField()
    law_fingerprint = models.TextField(db_default="")
    started_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    finished_at = models.DateTimeField(null=True, blank=True)
    actor = models.TextField()
    total = models.BigIntegerField(db_default=0)
    done = models.BigIntegerField(db_default=0)
    control = models.JSONField(db_default=RawSQL("'{}'::jsonb", ()))

    class Meta:
        """One run of a kind for an office and month, resumed rather than begun again."""

        constraints = [
            models.UniqueConstraint(
                fields=["kind", "office", "period"], condition=~Q(state="cancelled"), name="run_once"
            ),
            month_check("period", "run_month"),
        ]


class RunChunk(models.Model):
    """A finished part of a run; committed together with what the part wrote."""

    pk = models.CompositePrimaryKey("run", "chunk")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="chunks")
    chunk = models.IntegerField()
    people = models.BigIntegerField()
    control = models.JSONField()
    finished_at = models.DateTimeField(db_default=RawSQL("now()", ()))


class MonthState(models.Model):
    """Whether an office's month is open or closed. A closed month never opens again."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    period = models.DateField()
    state = models.TextField(choices=[(k, k) for k in ("open", "closing", "closed")])
    run = models.ForeignKey(Run, null=True, blank=True, on_delete=models.PROTECT)
    closed_at = models.DateTimeField(null=True, blank=True)
    sheet_hash = models.TextField(db_default="")
    law_fingerprint = models.TextField(db_default="")
    collection_signed_by = models.TextField(db_default="")
    accounting_signed_by = models.TextField(db_default="")

    class Meta:
        """One line for an office and month; collection and accounting are signed by different people."""

        constraints = [
            models.UniqueConstraint(fields=["office", "period"], name="month_state_once"),
            models.CheckConstraint(
                condition=Q(collection_signed_by="") | ~Q(collection_signed_by=F("accounting_signed_by")),
                name="month_two_signatures",
            ),
            month_check("period", "month_state_month"),
        ]


class AccountMonth(models.Model):
    """The closing sheet of one account and month: the figures of statement C12-TS, one row (dong).

    `*_due` is assessed for the month itself, `*_adjusted` the differences posted for earlier months, `*_interest`
    late interest of the month, `*_paid` principal allocated, `*_owed` principal carried forward (under-payment
    positive), `*_interest_owed` unpaid interest carried forward; `overpaid` is money not spread.
    """

    pk = models.CompositePrimaryKey("period", "account")
    account = models.ForeignKey(EmployerAccount, on_delete=models.DO_NOTHING, db_constraint=False)
    period = models.DateField()
    office = models.ForeignKey(Office, on_delete=models.DO_NOTHING, db_constraint=False)
    people = models.IntegerField()
    people_si = models.IntegerField()
    people_ui = models.IntegerField()
    people_hi = models.IntegerField()
    people_up = models.IntegerField()
    people_down = models.IntegerField()
    foreigners = models.IntegerField()
    payroll_si = models.BigIntegerField()
    payroll_ui = models.BigIntegerField()
    payroll_hi = models.BigIntegerField()
    rs_due = models.BigIntegerField()
    sm_due = models.BigIntegerField()
    oad_due = models.BigIntegerField()
    ui_due = models.BigIntegerField()
    hi_due = models.BigIntegerField()
    rs_adjusted = models.BigIntegerField()
    sm_adjusted = models.BigIntegerField()
    oad_adjusted = models.BigIntegerField()
    ui_adjusted = models.BigIntegerField()
    hi_adjusted = models.BigIntegerField()
    rs_interest = models.BigIntegerField()
    sm_interest = models.BigIntegerField()
    oad_interest = models.BigIntegerField()
    ui_interest = models.BigIntegerField()
    hi_interest = models.BigIntegerField()
    received = models.BigIntegerField()
    rs_paid = models.BigIntegerField()
    sm_paid = models.BigIntegerField()
    oad_paid = models.BigIntegerField()
    ui_paid = models.BigIntegerField()
    hi_paid = models.BigIntegerField()
    rs_interest_paid = models.BigIntegerField()
    sm_interest_paid = models.BigIntegerField()
    oad_interest_paid = models.BigIntegerField()
    ui_interest_paid = models.BigIntegerField()
    hi_interest_paid = models.BigIntegerField()
    rs_owed = models.BigIntegerField()
    sm_owed = models.BigIntegerField()
    oad_owed = models.BigIntegerField()
    ui_owed = models.BigIntegerField()
    hi_owed = models.BigIntegerField()
    rs_interest_owed = models.BigIntegerField()
    sm_interest_owed = models.BigIntegerField()
    oad_interest_owed = models.BigIntegerField()
    ui_interest_owed = models.BigIntegerField()
    hi_interest_owed = models.BigIntegerField()
    overpaid = models.BigIntegerField()
    relief68_forgone = models.BigIntegerField()
    relief116_forgone = models.BigIntegerField()
    rs_deferred = models.BigIntegerField()
    hi_by_sm = models.BigIntegerField()
    oldest_owed = models.DateField(null=True)  # oldest contribution month with principal owed
    debt_class = models.SmallIntegerField()  # 0 none, 1 late, 2 outstanding, 3 prolonged, 4 hard to collect

    class Meta:
        """Made by records/sql/ledger.sql; kept per office and month for reports."""

        managed = False
        db_table = "records_accountmonth"


class OpenItem(models.Model):
    """Principal still owed at the end of `period`, by account, fund and contribution month (dong, > 0)."""

    pk = models.CompositePrimaryKey("period", "account", "fund", "concerns")
    period = models.DateField()
    account = models.BigIntegerField()
    fund = models.SmallIntegerField()
    concerns = models.DateField()
    amount = models.BigIntegerField()

    class Meta:
        """Made by records/sql/ledger.sql."""

        managed = False
        db_table = "records_openitem"


class AnnouncedValue(models.Model):
    """A value of the law the agency entered because the text does not establish it: dated, by two people."""

    id = models.BigAutoField(primary_key=True)
    key = models.TextField()
    day = models.DateField()
    value = models.TextField()
    document = models.TextField()
    entered_by = models.TextField()
    approved_by = models.TextField(db_default="")
    entered_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    superseded_at = models.DateTimeField(null=True, blank=True)
    synthetic = models.BooleanField(db_default=False)  # shipped with a synthetic province, labelled wherever shown
    approved_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.TextField(db_default="")
    reason = models.TextField(db_default="")  # why it was refused

    class Meta:
        """By different people; for a key and day one value in force, and at most one that waits beside it."""

        constraints = [
            models.CheckConstraint(condition=~Q(approved_by=F("entered_by")), name="announced_two_people"),
            models.UniqueConstraint(
                fields=["key", "day"],
                condition=Q(superseded_at__isnull=True) & ~Q(approved_by=""),
                name="announced_once",
            ),
            models.UniqueConstraint(
                fields=["key", "day"],
                condition=Q(superseded_at__isnull=True, approved_by=""),
                name="announced_waits_once",
            ),
            models.CheckConstraint(condition=Q(refused_by="") | ~Q(reason=""), name="announced_refusal_says_why"),
        ]
