"""Claims: files as they came, what stands of them, statements of facilities, the lists approved for them.

Visits, findings and decisions grow with every day of care: they are partitioned by year of their settlement month and
stand in records/sql/claims.sql.
"""

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.fields import month_check
from ansinh.records.models.registry import Office


class ClaimFile(models.Model):
    """A file of claims, kept whole: the same bytes are the same receipt. `lines` is what assessing made of it.

    `faults` lists what could not be read: nothing that was sent is lost.
    """

    id = models.BigAutoField(primary_key=True)
    sha256 = models.TextField(unique=True)
    receipt = models.TextField(unique=True)
    name = models.TextField()
    sender = models.TextField(db_default="")  # code of the facility
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT)
    content = models.BinaryField()  # zlib
    lines = models.BinaryField(null=True)  # Arrow of the lines and their outcome
    records = models.IntegerField(db_default=0)
    faults = models.JSONField(db_default=[])
    received_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    received_by = models.TextField(db_default="")
    assessed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Listed by sender, newest first."""

        constraints = [models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="claim_file_hash")]
        indexes = [models.Index(fields=["sender", "-received_at"], name="claim_file_sender")]


class ClaimStatement(models.Model):
    """What the fund owes a facility for a month or a quarter: accepted, advanced, due; posted as differences."""

    id = models.BigAutoField(primary_key=True)
    facility = models.TextField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    first_month = models.DateField()
    months = models.SmallIntegerField()  # 1 or 3
    visits_out = models.IntegerField(db_default=0)
    visits_in = models.IntegerField(db_default=0)
    claimed_out = models.BigIntegerField(db_default=0)  # dong
    claimed_in = models.BigIntegerField(db_default=0)
    accepted_out = models.BigIntegerField(db_default=0)
    accepted_in = models.BigIntegerField(db_default=0)
    advanced = models.BigIntegerField(db_default=0)
    settled = models.BigIntegerField(db_default=0)  # of the advance, taken into account by this statement
    carried = models.BigIntegerField(db_default=0)
    posted = models.BigIntegerField(db_default=0)
    made_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    made_by = models.TextField(db_default="")
    agreed_at = models.DateTimeField(null=True, blank=True)  # the facility signed the minutes
    agreed_by = models.TextField(db_default="")
    agreed_posted = models.BigIntegerField(null=True, blank=True)  # what the facility agreed to, dong

    class Meta:
        """One a facility and period."""

        constraints = [
            models.UniqueConstraint(fields=["facility", "first_month", "months"], name="claim_statement_once"),
            models.CheckConstraint(condition=Q(months__in=[1, 3]), name="claim_statement_months"),
            month_check("first_month", "claim_statement_first"),
        ]


class ApprovedList(models.Model):
    """A list approved for a facility (services, drugs, supplies, staff, machines ...), whole, as columns of text.

    The newest row of a facility and name stands from `holds_from` on; before that day earlier rows do.
    """

    id = models.BigAutoField(primary_key=True)
    facility = models.TextField()
    name = models.TextField()
    rows = models.IntegerField()
    body = models.BinaryField()  # Arrow
    holds_from = models.DateField(db_default=RawSQL("'1900-01-01'::date", ()))
    document = models.TextField(db_default="")
    recorded_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    recorded_by = models.TextField(db_default="")

    class Meta:
        """Found by facility and name."""

        indexes = [models.Index(fields=["facility", "name", "-id"], name="approved_list_newest")]


class ClaimArrival(models.Model):
    """A patient checked in at a facility (table XML0), before or without the record of the visit."""

    id = models.BigAutoField(primary_key=True)
    facility = models.TextField()
    episode = models.TextField()
    card = models.TextField(db_default="")
    came = models.DateTimeField(null=True, blank=True)  # local time as written; null where it cannot be read
    reason = models.TextField(db_default="")
    file = models.ForeignKey(ClaimFile, on_delete=models.PROTECT)
    place = models.IntegerField()

    class Meta:
        """An episode arrives once at a facility; listed by facility, newest first."""

        constraints = [models.UniqueConstraint(fields=["facility", "episode"], name="claim_arrival_once")]
        indexes = [models.Index(fields=["facility", "-came"], name="claim_arrival_list")]


class ClaimWork(models.Model):
    """When a licence performed at a facility on one day: `told` are its minutes, files and records (working.py)."""

    id = models.BigAutoField(primary_key=True)
    facility = models.TextField()
    licence = models.TextField()
    on_day = models.DateField()
    told = models.TextField()

    class Meta:
        """Found by licence and day."""

        indexes = [models.Index(fields=["licence", "on_day"], name="claim_work_licence")]
