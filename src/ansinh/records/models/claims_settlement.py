"""Claims, the money side: lists sent for approval, answers, accounts, payments, budgets, changed rules."""

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.fields import month_check
from ansinh.records.models.registry import Office


class ListUpload(models.Model):
    """A list a facility sent for approval, kept whole with what was found; it serves once another person accepted it.

    `state`: broken (findings, nothing to approve), waiting, accepted, returned, withdrawn.
    """

    id = models.BigAutoField(primary_key=True)
    facility = models.TextField()
    name = models.TextField()
    file_name = models.TextField()
    content = models.BinaryField()  # zlib
    body = models.BinaryField(null=True)  # Arrow of the columns the checker knows
    rows = models.IntegerField(db_default=0)
    findings = models.JSONField(db_default=[])
    holds_from = models.DateField()
    document = models.TextField(db_default="")
    state = models.TextField(
        choices=[(k, k) for k in ("broken", "waiting", "accepted", "returned", "withdrawn")], db_default="waiting"
    )
    sent_by = models.TextField()
    sent_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    decided_by = models.TextField(db_default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(db_default="")

    class Meta:
        """Found by facility, newest first, and by what waits; never accepted by its sender."""

        constraints = [
            models.CheckConstraint(
                condition=~Q(state="accepted")
                | (Q(body__isnull=False) & ~Q(decided_by="") & ~Q(decided_by=F("sent_by"))),
                name="list_upload_two_people",
            )
        ]
        indexes = [
            models.Index(fields=["facility", "-id"], name="list_upload_facility"),
            models.Index(fields=["id"], condition=Q(state="waiting"), name="list_upload_waiting"),
        ]


class ClaimReply(models.Model):
    """What a facility answered to one finding: it accepts, or contests with a reason and perhaps a document."""

    id = models.BigAutoField(primary_key=True)
    finding = models.BigIntegerField()
    period = models.DateField()
    facility = models.TextField()
    answer = models.TextField(choices=[("accept", "accept"), ("contest", "contest")])
    reason = models.TextField(db_default="")
    document_name = models.TextField(db_default="")
    document = models.BinaryField(null=True)  # zlib
    actor = models.TextField()
    at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """A contest says why; found by finding."""

        constraints = [models.CheckConstraint(condition=Q(answer="accept") | ~Q(reason=""), name="claim_reply_reason")]
        indexes = [models.Index(fields=["finding"], name="claim_reply_finding")]


class FacilityAccount(models.Model):
    """The bank account a facility is paid on, from a day on: entered by one person, approved by another."""

    id = models.BigAutoField(primary_key=True)
    facility = models.TextField()
    bank = models.TextField()  # NAPAS number
    bank_name = models.TextField(db_default="")
    number = models.TextField()
    holder = models.TextField()
    valid_from = models.DateField()
    document = models.TextField(db_default="")
    entered_by = models.TextField()
    entered_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    approved_by = models.TextField(db_default="")

    class Meta:
        """Two people; the newest approved row of a day stands."""

        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by="") | ~Q(approved_by=F("entered_by")), name="facility_account_two_people"
            ),
            models.CheckConstraint(condition=Q(bank__regex=r"^\d{6}$"), name="facility_account_bank"),
        ]
        indexes = [models.Index(fields=["facility", "-valid_from"], name="facility_account_newest")]


class ClaimPayment(models.Model):
    """Money for a facility: the advance of a quarter, or what a statement owes after the advance (settlement).

    `base` is what it was reckoned from (dong). proposed -> approved (another person) -> ordered (in a bank's file)
    -> paid, or returned by the bank; or cancelled before it was ordered.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField(choices=[("advance", "advance"), ("settlement", "settlement")])
    facility = models.TextField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    first_month = models.DateField()
    months = models.SmallIntegerField()
    base = models.BigIntegerField()
    amount = models.BigIntegerField()
    state = models.TextField(
        choices=[(k, k) for k in ("proposed", "approved", "ordered", "paid", "returned", "cancelled")],
        db_default="proposed",
    )
    bank = models.TextField(db_default="")
    account = models.TextField(db_default="")
    holder = models.TextField(db_default="")
    reference = models.TextField(db_default="")
    message = models.TextField(db_default="")  # of the bank's file
    pay_on = models.DateField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    proposed_by = models.TextField()
    proposed_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    approved_by = models.TextField(db_default="")
    approved_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(db_default="")

    class Meta:
        """One advance of a facility and quarter that lives; a reference is one payment; two people."""

        constraints = [
            models.UniqueConstraint(
                fields=["facility", "first_month"],
                condition=Q(kind="advance") & ~Q(state__in=["cancelled", "returned"]),
                name="claim_advance_once",
            ),
            models.UniqueConstraint(fields=["reference"], condition=~Q(reference=""), name="claim_payment_reference"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="claim_payment_amount"),
            models.CheckConstraint(
                condition=Q(approved_by="") | ~Q(approved_by=F("proposed_by")), name="claim_payment_two_people"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "cancelled"]) | ~Q(approved_by=""), name="claim_payment_approved"
            ),
            month_check("first_month", "claim_payment_first"),
        ]
        indexes = [models.Index(fields=["facility", "-first_month"], name="claim_payment_facility")]


class ClaimBudget(models.Model):
    """Expected spending of a facility's year as told to it (art. 65, Decree 188/2025); the newest row stands."""

    id = models.BigAutoField(primary_key=True)
    facility = models.TextField()
    year = models.SmallIntegerField()
    expected = models.BigIntegerField()  # dong
    document = models.TextField()
    entered_by = models.TextField()
    entered_at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """Found by facility and year."""

        constraints = [models.CheckConstraint(condition=Q(expected__gt=0), name="claim_budget_amount")]
        indexes = [models.Index(fields=["facility", "year", "-id"], name="claim_budget_newest")]


class ClaimRuleChange(models.Model):
    """What the agency changed about a rule of the catalogue from a day on: another weight, or not applied at all.

    Entered by one person with the document, in force once another approved it; the newest approved row of a day stands.
    """

    id = models.BigAutoField(primary_key=True)
    rule = models.TextField()
    holds_from = models.DateField()
    weight = models.TextField(choices=[(k, k) for k in ("reject", "reduce", "warn", "off")])
    document = models.TextField()
    entered_by = models.TextField()
    entered_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    approved_by = models.TextField(db_default="")

    class Meta:
        """Two people."""

        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by="") | ~Q(approved_by=F("entered_by")), name="claim_rule_two_people"
            ),
            models.CheckConstraint(condition=~Q(document=""), name="claim_rule_document"),
        ]
        indexes = [models.Index(fields=["rule", "holds_from", "id"], name="claim_rule_newest")]


class ClaimReassessment(models.Model):
    """A past month assessed again: first shown (`tried`), then taken over (`applied`) if it still comes out the same.

    `summary` says visits changed and dong by rule; `body` is Arrow: one row a changed visit with both results.
    """

    id = models.BigAutoField(primary_key=True)
    period = models.DateField()
    facility = models.TextField()
    state = models.TextField(choices=[("tried", "tried"), ("applied", "applied")], db_default="tried")
    visits = models.IntegerField()
    changed = models.IntegerField()
    before = models.BigIntegerField()  # hundredths of a dong accepted
    after = models.BigIntegerField()
    summary = models.JSONField(db_default=[])
    body = models.BinaryField()
    digest = models.TextField()
    made_by = models.TextField()
    made_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    applied_by = models.TextField(db_default="")
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Found by facility and month; whole months."""

        constraints = [
            month_check("period", "claim_reassessment_month"),
            models.CheckConstraint(
                condition=Q(applied_by="") | ~Q(applied_by=F("made_by")), name="claim_reassessment_two_people"
            ),
        ]
        indexes = [models.Index(fields=["facility", "period", "-id"], name="claim_reassessment_newest")]


class ClaimAlert(models.Model):
    """What a month of a facility says as a whole and no visit does: a statement apart, a budget passed, a dear month.

    `key` tells alerts of one rule apart (a row of the statement). Raised anew it keeps its answer; what no longer holds
    is closed by the run itself. open -> answered by the facility -> closed by an assessor, with a reason.
    """

    id = models.BigAutoField(primary_key=True)
    facility = models.TextField()
    period = models.DateField()
    rule = models.TextField()
    key = models.TextField(db_default="")
    found = models.TextField()
    degree = models.SmallIntegerField()  # 1 low, 2 high, 3 very high (art. 13, Circular 12/2026)
    state = models.TextField(choices=[(k, k) for k in ("open", "answered", "closed")], db_default="open")
    raised_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    raised_by = models.TextField()
    answer = models.TextField(db_default="")
    answered_by = models.TextField(db_default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(db_default="")
    closed_by = models.TextField(db_default="")

    class Meta:
        """One alert of a rule and key in a month; whole months; degrees of the circular."""

        constraints = [
            models.UniqueConstraint(fields=["facility", "period", "rule", "key"], name="claim_alert_once"),
            models.CheckConstraint(condition=Q(degree__range=(1, 3)), name="claim_alert_degree"),
            models.CheckConstraint(condition=~Q(state="closed") | ~Q(closed_by=""), name="claim_alert_closed"),
            month_check("period", "claim_alert_month"),
        ]
        indexes = [models.Index(fields=["period", "state"], name="claim_alert_open")]
