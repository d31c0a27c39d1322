"""Deaths that stop payments: notices said to be wrong, and lists other agencies send."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.registry import Office, Person


class DeathWithdrawal(models.Model):
    """A notice of death said to be wrong: asked by one, approved by another, who lets the person be paid again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    died_on = models.DateField()
    document = models.TextField()
    asked_by = models.TextField()
    asked_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    state = models.TextField(choices=[(k, k) for k in ("open", "approved", "refused")], db_default="open")
    decided_by = models.TextField(db_default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(db_default="")

    class Meta:
        """One open at a time; never decided by who asked; a refusal says why."""

        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(state="open"), name="death_withdrawal_open"),
            models.CheckConstraint(
                condition=Q(state="open") | (~Q(decided_by="") & ~Q(decided_by=F("asked_by"))),
                name="death_withdrawal_two_people",
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="death_withdrawal_says_why"),
        ]
        indexes = [models.Index(fields=["office", "state"], name="death_withdrawal_work")]


class DeathList(models.Model):
    """Deaths as the civil status office or another agency lists them: staged with findings, or refused with them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    source = models.TextField(choices=[(k, k) for k in ("justice", "police", "health", "post", "other")])
    file_name = models.TextField()
    sha256 = models.TextField()
    rows = models.IntegerField()
    errors = models.IntegerField()
    warnings = models.IntegerField()
    findings = models.JSONField()
    state = models.TextField(choices=[(k, k) for k in ("staged", "refused", "recording", "done")])
    received_on = models.DateField()
    received_by = models.TextField()
    received_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    recorded_by = models.TextField(db_default="")

    class Meta:
        """The same bytes are one list of an office."""

        constraints = [models.UniqueConstraint(fields=["office", "sha256"], name="death_list_once")]
        indexes = [models.Index(fields=["office", "received_at"], name="death_list_work")]


class DeathRow(models.Model):
    """One death of a list: what it says, whom the register knows by it, and what came of it."""

    id = models.BigAutoField(primary_key=True)
    list = models.ForeignKey(DeathList, on_delete=models.PROTECT, related_name="lines", db_index=False)
    row = models.IntegerField()
    number = models.TextField()
    full_name = models.TextField()
    birth = models.DateField(null=True, blank=True)
    died_on = models.DateField()
    document = models.TextField(db_default="")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT)
    state = models.TextField(
        choices=[(k, k) for k in ("staged", "unknown", "recorded", "known", "refused")], db_default="staged"
    )
    stopped = models.SmallIntegerField(db_default=0)
    claimed = models.BigIntegerField(db_default=0)
    told = models.TextField(db_default="")

    class Meta:
        """A row of a list is one death."""

        constraints = [models.UniqueConstraint(fields=["list", "row"], name="death_row_once")]
