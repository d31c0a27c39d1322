"""Access: users, rights, the audit chain, reads of people's records, idempotency keys."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.registry import EmployerAccount, Office, Person
from ansinh.records.models.registry_facilities import Facility


class User(AbstractUser):
    """Somebody who signs in. What they may do stands in Grant, never here."""

    display_name = models.TextField(db_default="")
    language = models.TextField(choices=[("vi", "vi"), ("en", "en")], db_default="vi")


class Grant(models.Model):
    """A right = function x office subtree x scheme, or a portal user's own employer account, person or facility."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    function = (
        models.TextField()
    )  # collection, planning, accounting, intake, leader, administrator, auditor, unit, citizen, agent
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT)
    scheme = models.TextField(db_default="")
    account = models.ForeignKey(EmployerAccount, null=True, blank=True, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT)
    facility = models.ForeignKey(Facility, null=True, blank=True, on_delete=models.PROTECT)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    granted_by = models.TextField()

    class Meta:
        """A right has a scope: an office, an account, a person or a facility."""

        constraints = [
            models.CheckConstraint(
                condition=Q(office__isnull=False)
                | Q(account__isnull=False)
                | Q(person__isnull=False)
                | Q(facility__isnull=False),
                name="grant_scope",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="grant_dates"
            ),
        ]


class PartnerToken(models.Model):
    """A key with which a partner's system calls the API as `user`; only the hash of the key is kept."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    label = models.TextField()
    hash = models.TextField(unique=True)  # SHA-256 of the key, which is random and long
    valid_from = models.DateField()
    valid_to = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A key ends."""

        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="partner_token_dates"),
        ]


class SecondFactor(models.Model):
    """The second factor of a user: the sealed secret of an authenticator, and the hashes of unused recovery codes.

    It counts once confirmed; `last_step` is the last time step whose code was taken, so that no code works twice.
    """

    user = models.OneToOneField(User, primary_key=True, on_delete=models.CASCADE, related_name="second_factor")
    sealed = models.TextField()
    recovery = models.JSONField(db_default=RawSQL("'[]'::jsonb", ()))
    made_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    confirmed_at = models.DateTimeField(null=True, blank=True)
    last_step = models.BigIntegerField(db_default=0)


class AgencySetting(models.Model):
    """A choice of the agency (domain/registry/settings.yaml names them), by whom and since when."""

    name = models.TextField(primary_key=True)
    value = models.TextField()
    changed_by = models.TextField()
    changed_at = models.DateTimeField(db_default=RawSQL("now()", ()))


class AuditEntry(models.Model):
    """One act in the hash-chained log: hash = SHA-256(previous hash, canonical body). Append-only."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.TextField()
    act = models.TextField()
    object_kind = models.TextField(db_default="")
    object_id = models.TextField(db_default="")
    office = models.TextField(db_default="")
    reason = models.TextField(db_default="")
    request_id = models.TextField(db_default="")
    body = models.TextField()  # canonical JSON, exactly the bytes that were hashed
    previous_hash = models.TextField()
    hash = models.TextField(unique=True)

    class Meta:
        """Look-ups by object."""

        indexes = [models.Index(fields=["object_kind", "object_id"], name="audit_object")]


class PersonRead(models.Model):
    """A person's record was read by a person: who, when, why."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=RawSQL("now()", ()))
    actor = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reads")
    purpose = models.TextField()
    request_id = models.TextField(db_default="")


class History(models.Model):
    """Old and new row of every change of a register, written by a trigger, also for bulk changes."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=RawSQL("now()", ()))
    table_name = models.TextField()
    row_id = models.BigIntegerField()
    operation = models.TextField()
    actor = models.TextField(db_default="")
    reason = models.TextField(db_default="")
    request_id = models.TextField(db_default="")
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)

    class Meta:
        """The story of one row."""

        indexes = [models.Index(fields=["table_name", "row_id"], name="history_row")]


class ActKey(models.Model):
    """An idempotency key: the same key and content gives the first answer again; other content is a conflict."""

    key = models.TextField(primary_key=True)
    act = models.TextField()
    content_hash = models.TextField()
    answer = models.JSONField(null=True)
    at = models.DateTimeField(db_default=RawSQL("now()", ()))
