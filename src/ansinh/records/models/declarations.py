"""Declarations: files as received, their rows, findings, and what became of them."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.fields import month_check
from ansinh.records.models.registry import EmployerAccount, Office

FILING_STATES = ("received", "checked", "accepted", "accepted_in_part", "returned")
CHANNELS = ("counter", "ivan", "agency_portal", "national_portal", "vssid", "agent", "api", "bulk")


class Filing(models.Model):
    """One file or message sent to the agency; the same bytes for the same account and month are one filing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    number = models.TextField(unique=True)  # nnnnn/YYYY/office, the receipt number
    kind = models.TextField(choices=[(k, k) for k in ("D02", "D03", "D05", "TK1", "TK3")])
    channel = models.TextField(choices=[(k, k) for k in CHANNELS])
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    account = models.ForeignKey(
        EmployerAccount, null=True, blank=True, on_delete=models.PROTECT, related_name="filings"
    )
    period = models.DateField()
    file_name = models.TextField()
    sha256 = models.TextField()
    size = models.BigIntegerField()
    state = models.TextField(choices=[(k, k) for k in FILING_STATES], db_default="received")
    rows = models.IntegerField(db_default=0)
    rows_accepted = models.IntegerField(db_default=0)
    errors = models.IntegerField(db_default=0)
    warnings = models.IntegerField(db_default=0)
    received_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    received_by = models.TextField()
    checked_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.TextField(db_default="")
    due = models.DateField(null=True, blank=True)  # last day to answer
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")

    class Meta:
        """Sent twice is received once."""

        constraints = [
            models.UniqueConstraint(
                fields=["kind", "office", "account", "period", "sha256"],
                name="filing_once",
                nulls_distinct=False,
            ),
            month_check("period", "filing_month"),
        ]
        indexes = [
            models.Index(fields=["office", "state", "received_at"], name="filing_work"),
            models.Index(fields=["account", "period"], name="filing_account"),
        ]


class FilingContent(models.Model):
    """The bytes as they came (kept for ever) and the staged rows (Arrow IPC) once read."""

    filing = models.OneToOneField(Filing, primary_key=True, on_delete=models.PROTECT, related_name="content")
    body = models.BinaryField()
    staged = models.BinaryField(null=True)


class FilingFinding(models.Model):
    """One finding of a filing, in the order of the file."""

    id = models.BigAutoField(primary_key=True)
    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="findings")
    position = models.IntegerField()
    code = models.TextField()
    severity = models.TextField()
    sheet = models.TextField(db_default="")
    row = models.IntegerField(null=True, blank=True)
    column = models.TextField(db_default="")
    found = models.TextField(db_default="")
    message_vi = models.TextField()
    message_en = models.TextField()
    mend_vi = models.TextField()
    mend_en = models.TextField()

    class Meta:
        """Paged by position."""

        constraints = [models.UniqueConstraint(fields=["filing", "position"], name="finding_position")]


class EmployerRequest(models.Model):
    """A TK3-TS: an employer asks to be registered, changed or suspended; approved by a second person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="employer_requests")
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    account = models.ForeignKey(EmployerAccount, null=True, blank=True, on_delete=models.PROTECT)
    kind = models.TextField(choices=[(k, k) for k in ("register", "change", "suspend", "resume", "close")])
    wanted = models.JSONField()
    state = models.TextField(choices=[(k, k) for k in ("proposed", "approved", "refused")], db_default="proposed")
    proposed_by = models.TextField()
    decided_by = models.TextField(db_default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(db_default="")

    class Meta:
        """Create and approve are two people."""

        constraints = [models.CheckConstraint(condition=~Q(decided_by=F("proposed_by")), name="request_two_people")]
