"""Payments: pensions in payment as dated facts, batches of payment, orders to banks and post points, answers.

What grows with every payment (lines, answers, relief cases) is made in records/sql/payments.sql: partitioned,
append-only, and keyed so that nothing can be paid twice.
"""

import datetime as dt
import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.fields import CURRENT, EQUAL, OVERLAPS, RecordedFact, month_check
from ansinh.records.models.ledger import Run
from ansinh.records.models.registry import Office, Person

FORMS = [(k, k) for k in ("bank", "post", "unit", "cash")]


class PayChannel(models.Model):
    """Who hands the money over: a bank (code = its BIN), a post point, an employer account, an office's counter."""

    id = models.BigAutoField(primary_key=True)
    form = models.TextField(choices=FORMS)
    code = models.TextField()
    name = models.TextField()

    class Meta:
        """A code is one channel."""

        constraints = [models.UniqueConstraint(fields=["form", "code"], name="paychannel_once")]


class PayingAccount(models.Model):
    """The account an office (and those under it) pays benefits from, from .. to."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="paying_accounts")
    bank_bin = models.TextField()
    bank_name = models.TextField()
    number = models.TextField()
    holder = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        """One account from a day on."""

        constraints = [models.UniqueConstraint(fields=["office", "valid_from"], name="paying_account_once")]


class Pension(models.Model):
    """A monthly benefit granted to a person: its file, regime, fund, and the first month these books pay it.

    `started` is the first day of entitlement (increases of the law count from the day of each term); `pay_from` is the
    first month owed by this system: months between it and the first payroll come out as arrears.
    """

    id = models.BigAutoField(primary_key=True)
    file_no = models.TextField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pensions")
    regime = models.SmallIntegerField()
    fund = models.SmallIntegerField()
    started = models.DateField()
    pay_from = models.DateField()
    decision = models.TextField(db_default="")
    origin = models.UUIDField(null=True, blank=True, unique=True)  # the payable line of a dossier it came from
    recorded_at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """Known funds, whole months."""

        constraints = [
            models.CheckConstraint(condition=Q(fund__range=(0, 6)), name="pension_fund"),
            month_check("pay_from", "pension_month"),
        ]


class PensionTerm(RecordedFact):
    """What a pension pays in its months: `basis` (dong) as it stood on `basis_day`, raised since by the law; `extra`.

    `extra` (dong a month, attendance or area allowance) is not raised. A month without a term pays nothing.
    """

    pension = models.ForeignKey(Pension, on_delete=models.PROTECT, related_name="terms", db_index=False)
    basis = models.BigIntegerField()
    basis_day = models.DateField()
    extra = models.BigIntegerField(db_default=0)
    document = models.TextField(db_default="")

    class Meta:
        """One set of terms in a month; dong are not negative."""

        constraints = [
            ExclusionConstraint(
                name="pension_term_no_overlap",
                expressions=[("pension", EQUAL), ("validity", OVERLAPS)],
                condition=CURRENT,
            ),
            models.CheckConstraint(condition=Q(basis__gte=0, extra__gte=0), name="pension_term_amounts"),
        ]
        indexes = [models.Index(fields=["pension"], name="pension_term_pension")]


class PensionStop(RecordedFact):
    """Months in which a pension is not paid, and why: death (for good), suspension (perhaps resumed)."""

    pension = models.ForeignKey(Pension, on_delete=models.PROTECT, related_name="stops")
    reason = models.TextField(
        choices=[(k, k) for k in ("death", "life_check", "abroad", "missing", "refused", "no_right", "other")]
    )
    document = models.TextField(db_default="")
    noticed_on = models.DateField()

    class Meta:
        """One reason at a time."""

        constraints = [
            ExclusionConstraint(
                name="pension_stop_no_overlap",
                expressions=[("pension", EQUAL), ("validity", OVERLAPS)],
                condition=CURRENT,
            )
        ]


class Payee(RecordedFact):
    """Where money goes: office, channel, account number and its holder, entered by one person, approved by another.

    For a pension this is a dated fact; a row without a pension is the destination of one decision or relief case.
    """

    pension = models.ForeignKey(
        Pension, null=True, blank=True, on_delete=models.PROTECT, related_name="payees", db_index=False
    )
    office = models.ForeignKey(Office, on_delete=models.PROTECT, db_index=False)
    channel = models.ForeignKey(PayChannel, on_delete=models.PROTECT, db_index=False)
    number = models.TextField(db_default="")
    holder = models.TextField(db_default="")
    approved_by = models.TextField(db_default="")

    class Meta:
        """One destination of a pension in a month; never entered and approved by the same person."""

        constraints = [
            ExclusionConstraint(
                name="payee_no_overlap",
                expressions=[("pension", EQUAL), ("validity", OVERLAPS)],
                condition=CURRENT & Q(pension__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(approved_by="") | ~Q(approved_by=F("recorded_by")), name="payee_two_people"
            ),
        ]
        indexes = [models.Index(fields=["pension"], condition=Q(pension__isnull=False), name="payee_pension")]


class PayeeChange(models.Model):
    """Another destination asked for: entered by one person, approved by another no sooner than a day later.

    Of a pension (source 1, subject = its id) it holds from the month `since`; of a decision or relief case it is where
    the next attempt of a returned line goes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    source = models.SmallIntegerField()
    subject = models.BigIntegerField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    form = models.TextField(choices=FORMS)
    code = models.TextField()
    name = models.TextField()
    number = models.TextField(db_default="")
    holder = models.TextField()
    since = models.DateField()
    document = models.TextField(db_default="")
    entered_by = models.TextField()
    entered_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    state = models.TextField(choices=[(k, k) for k in ("open", "approved", "refused")], db_default="open")
    decided_by = models.TextField(db_default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(db_default="")
    payee = models.ForeignKey(Payee, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        """One open at a time; two people and a day between them (invariant B8); a refusal says why."""

        constraints = [
            models.UniqueConstraint(fields=["source", "subject"], condition=Q(state="open"), name="payee_change_open"),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | (
                    ~Q(decided_by="")
                    & ~Q(decided_by=F("entered_by"))
                    & Q(decided_at__gte=F("entered_at") + dt.timedelta(hours=24))
                ),
                name="payee_change_cooled",
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="payee_change_says_why"),
            month_check("since", "payee_change_month"),
        ]
        indexes = [models.Index(fields=["office", "state", "entered_at"], name="payee_change_work")]


class LifeCheck(models.Model):
    """A person in payment was seen alive: on which day, how, by whom."""

    id = models.BigAutoField(primary_key=True)
    pension = models.ForeignKey(Pension, on_delete=models.PROTECT, related_name="life_checks", db_index=False)
    day = models.DateField()
    method = models.TextField(
        choices=[(k, k) for k in ("vneid", "face_at_post", "commune_list", "counter", "visit", "opening")]
    )
    actor = models.TextField()
    recorded_at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """The latest of a pension is what is asked for."""

        constraints = [models.UniqueConstraint(fields=["pension", "day", "method"], name="life_check_once")]


class PaymentBatch(models.Model):
    """A batch of payments of an office and month, whose work is the run of the same id.

    open -> trial -> approved (by one) -> writing (by two; lines are being written) -> written -> closed.
    """

    run = models.OneToOneField(Run, primary_key=True, on_delete=models.PROTECT, related_name="batch")
    source = models.SmallIntegerField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    month = models.DateField()
    number = models.SmallIntegerField(db_default=1)
    measure = models.TextField(db_default="")
    state = models.TextField(
        choices=[(k, k) for k in ("open", "trial", "approved", "writing", "written", "closed", "cancelled")],
        db_default="open",
    )
    due = models.DateField()
    opened_by = models.TextField()
    tried_by = models.TextField(db_default="")
    first_by = models.TextField(db_default="")
    second_by = models.TextField(db_default="")
    second_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One of a kind and number for an office and month; computed, approved and released by different people."""

        constraints = [
            models.UniqueConstraint(
                fields=["source", "office", "month", "number"], condition=~Q(state="cancelled"), name="batch_once"
            ),
            models.CheckConstraint(
                condition=Q(second_by="") | (~Q(second_by=F("first_by")) & ~Q(second_by=F("tried_by"))),
                name="batch_two_people",
            ),
            models.CheckConstraint(
                condition=Q(first_by="") | ~Q(first_by=F("tried_by")), name="batch_not_by_its_maker"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["writing", "written", "closed"]) | (~Q(first_by="") & ~Q(second_by="")),
                name="batch_signed",
            ),
            month_check("month", "batch_month"),
        ]


class PaymentOrder(models.Model):
    """One file of a batch: the lines of an office for one channel, with the hash that shows it was never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    batch = models.ForeignKey(PaymentBatch, on_delete=models.PROTECT, related_name="orders")
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    channel = models.ForeignKey(PayChannel, on_delete=models.PROTECT)
    part = models.SmallIntegerField(db_default=1)
    message = models.TextField(unique=True)
    file_name = models.TextField()
    sha256 = models.TextField()
    lines = models.IntegerField()
    amount = models.BigIntegerField()
    released_by = models.TextField()
    released_at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """A part of a channel is ordered once."""

        constraints = [
            models.UniqueConstraint(fields=["batch", "office", "channel", "part"], name="payment_order_once"),
            models.CheckConstraint(condition=Q(lines__gt=0, amount__gt=0), name="payment_order_not_empty"),
        ]


class PayAnswerFile(models.Model):
    """A file of answers from a bank or the post, taken in once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sha256 = models.TextField(unique=True)
    name = models.TextField()
    layout = models.TextField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    lines = models.IntegerField()
    taken_by = models.TextField()
    taken_at = models.DateTimeField(db_default=RawSQL("now()", ()))


class DecisionPayment(models.Model):
    """A payable line of a dossier as payments know it: a number for its lines, given once."""

    id = models.BigAutoField(primary_key=True)
    payable = models.UUIDField(unique=True)
    batch = models.ForeignKey(PaymentBatch, on_delete=models.PROTECT)


class Overpayment(models.Model):
    """Months paid that were not due and cannot be deducted (the person died, the right ended): to be recovered.

    `known_at` is when the reason became known to these books, `cause` what its postings carry. A claim for a death that
    was no death is withdrawn (`withdrawn_at`): from then on it counts for what was paid in at the desk, no more.
    """

    id = models.BigAutoField(primary_key=True)
    pension = models.ForeignKey(Pension, on_delete=models.PROTECT, related_name="overpayments")
    batch = models.ForeignKey(PaymentBatch, on_delete=models.PROTECT)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    months = models.SmallIntegerField()
    amount = models.BigIntegerField()
    recovered = models.BigIntegerField(db_default=0)
    reason = models.TextField()
    known_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    cause = models.UUIDField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Found once by a batch; never more recovered than was overpaid."""

        constraints = [
            models.UniqueConstraint(
                fields=["pension", "batch"], condition=Q(withdrawn_at__isnull=True), name="overpayment_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, recovered__gte=0, recovered__lte=F("amount")), name="overpayment_amount"
            ),
        ]


class OverpaymentReceipt(models.Model):
    """Money paid in at the desk on a claim, by the heirs or whoever held it: kept for ever, one receipt number once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    overpayment = models.ForeignKey(Overpayment, on_delete=models.PROTECT, related_name="receipts")
    day = models.DateField()
    amount = models.BigIntegerField()
    payer = models.TextField()
    document = models.TextField()
    recorded_by = models.TextField()
    recorded_at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """A receipt is of one claim and more than nothing."""

        constraints = [
            models.UniqueConstraint(fields=["overpayment", "document"], name="overpayment_receipt_once"),
            models.CheckConstraint(
                condition=Q(amount__gt=0) & ~Q(payer="") & ~Q(document=""), name="overpayment_receipt_amount"
            ),
        ]
