"""Collection: bank accounts and statements, matching, refunds, bills to the budgets."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.fields import month_check
from ansinh.records.models.registry import EmployerAccount, Office


class BankAccount(models.Model):
    """A collection account of an office, from .. to; `profile` reads its CSV statements."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="bank_accounts")
    bank_bin = models.TextField()
    bank_name = models.TextField()
    number = models.TextField(unique=True)
    profile = models.TextField(db_default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)


class BankStatement(models.Model):
    """A statement file taken in once; opening + lines = closing was checked before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    bank_account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="statements")
    file_name = models.TextField()
    sha256 = models.TextField(unique=True)
    opening = models.BigIntegerField()
    closing = models.BigIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    lines = models.IntegerField()
    imported_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    imported_by = models.TextField()


class BankLine(models.Model):
    """One line of a statement; `amount` > 0 came in. Equal lines of one statement differ by `position`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="items")
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    position = models.IntegerField()
    fingerprint = models.TextField(unique=True)
    reference = models.TextField(db_default="")
    value_date = models.DateField()
    amount = models.BigIntegerField()
    payer_name = models.TextField(db_default="")
    payer_account = models.TextField(db_default="")
    text = models.TextField(db_default="")
    candidates = models.JSONField(db_default=RawSQL("'[]'::jsonb", ()))  # who may have paid: account, score, reasons
    agent = models.TextField(db_default="")  # code of the collection agent whose remittance it is
    state = models.TextField(
        choices=[(k, k) for k in ("matched", "suspense", "returned", "outgoing", "budget", "agent")],
        db_default="suspense",
    )

    class Meta:
        """The work-list is the lines in suspense, oldest first."""

        indexes = [models.Index(fields=["office", "state", "value_date"], name="bankline_work")]


class BankMatch(models.Model):
    """A part of a line given to an employer account: by which rule or whom, how sure."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    line = models.ForeignKey(BankLine, on_delete=models.PROTECT, related_name="matches")
    account = models.ForeignKey(EmployerAccount, on_delete=models.PROTECT, related_name="receipts")
    amount = models.BigIntegerField()
    rule = models.TextField()
    score = models.SmallIntegerField()  # of 100
    period = models.DateField()  # accounting month
    matched_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    matched_by = models.TextField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.TextField(db_default="")

    class Meta:
        """Money comes in whole positive dong."""

        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="match_amount"),
            month_check("period", "match_month"),
        ]
        indexes = [models.Index(fields=["account", "period"], name="match_account")]


class PayerAccount(models.Model):
    """Which employer accounts a bank account has paid for before: one payer may serve several."""

    id = models.BigAutoField(primary_key=True)
    payer_account = models.TextField()
    account = models.ForeignKey(EmployerAccount, on_delete=models.PROTECT)
    seen = models.IntegerField(db_default=1)

    class Meta:
        """One line for each pair."""

        constraints = [models.UniqueConstraint(fields=["payer_account", "account"], name="payer_account_once")]


class Refund(models.Model):
    """Money given back to an account or payer: proposed by one, approved by another who did not match the receipt."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.ForeignKey(EmployerAccount, null=True, blank=True, on_delete=models.PROTECT)
    line = models.ForeignKey(BankLine, null=True, blank=True, on_delete=models.PROTECT)
    paid_line = models.OneToOneField(  # the outgoing line with which the bank carried it out
        BankLine, null=True, blank=True, on_delete=models.PROTECT, related_name="refund_paid"
    )
    amount = models.BigIntegerField()
    ground = models.TextField()
    state = models.TextField(
        choices=[(k, k) for k in ("proposed", "approved", "refused", "paid")], db_default="proposed"
    )
    proposed_by = models.TextField()
    proposed_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    decided_by = models.TextField(db_default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(db_default="")

    class Meta:
        """Two people."""

        constraints = [
            models.CheckConstraint(condition=~Q(decided_by=F("proposed_by")), name="refund_two_people"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_amount"),
        ]


class BudgetBill(models.Model):
    """What a budget owes for a group of health insured, or as support of voluntary insurance, in a quarter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    payer = models.TextField(choices=[("state", "state"), ("local", "local")])
    scheme = models.TextField(choices=[("hi", "hi"), ("vsi", "vsi")])
    group = models.TextField()
    quarter = models.DateField()  # its first day
    people = models.IntegerField()
    person_months = models.BigIntegerField()
    amount = models.BigIntegerField()
    version = models.SmallIntegerField(db_default=1)
    made_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One bill in force for each payer, scheme, group and quarter."""

        constraints = [
            models.UniqueConstraint(
                fields=["office", "payer", "scheme", "group", "quarter"],
                condition=Q(superseded_at__isnull=True),
                name="bill_once",
            ),
            month_check("quarter", "bill_quarter"),
        ]


class BudgetTransfer(models.Model):
    """Money of the finance department received for a quarter (not an employer's receipt)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    line = models.ForeignKey(BankLine, null=True, blank=True, on_delete=models.PROTECT)
    payer = models.TextField(choices=[("state", "state"), ("local", "local")])
    scheme = models.TextField(choices=[("hi", "hi"), ("vsi", "vsi")])
    quarter = models.DateField()
    group = models.TextField(db_default="")  # "" where the paper names none: spread over the bills of the quarter
    received_on = models.DateField()
    amount = models.BigIntegerField()
    document = models.TextField(db_default="")
    recorded_by = models.TextField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.TextField(db_default="")
    undone_why = models.TextField(db_default="")

    class Meta:
        """Positive dong; a bank line is one transfer at most, unless the other was undone."""

        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="transfer_amount"),
            models.UniqueConstraint(
                fields=["line"], condition=Q(line__isnull=False, undone_at__isnull=True), name="transfer_line_once"
            ),
        ]


class BudgetReceipt(models.Model):
    """The part of a transfer that paid the bill of one office and group, or came in advance; "" names no group."""

    id = models.BigAutoField(primary_key=True)
    transfer = models.ForeignKey(BudgetTransfer, on_delete=models.PROTECT, related_name="parts")
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    group = models.TextField(db_default="")
    amount = models.BigIntegerField()

    class Meta:
        """One part for each bill, in whole positive dong."""

        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="budget_receipt_amount"),
            models.UniqueConstraint(fields=["transfer", "office", "group"], name="budget_receipt_once"),
        ]
