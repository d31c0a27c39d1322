"""Coverage: visits the look-up shows, the log of look-ups, what guards them, and the systems that call.

`CareVisit` and `CardLookup` are partitioned by year (records/sql/coverage.sql), because Django cannot declare it.
"""

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.fields import RecordedFact
from ansinh.records.models.registry_facilities import Facility


class CareVisit(models.Model):
    """One visit of a person as claims last told it: written by claims (store/coverage/visits.py), read at counters.

    `copayment` dong counts towards six base salaries where `counts` (in-network, accepted).
    """

    pk = models.CompositePrimaryKey("left_on", "claim")
    left_on = models.DateField()
    claim = models.TextField()
    person = models.BigIntegerField(db_column="person_id")
    facility = models.BigIntegerField(db_column="facility_id")
    came_at = models.DateTimeField()
    left_at = models.DateTimeField()
    care = models.TextField()
    access = models.TextField()
    diagnosis = models.TextField()
    diagnosis_name = models.TextField()
    outcome = models.SmallIntegerField()
    ending = models.SmallIntegerField()
    total = models.BigIntegerField()
    fund_paid = models.BigIntegerField()
    copayment = models.BigIntegerField()
    counts = models.BooleanField()
    written_at = models.DateTimeField()

    class Meta:
        """Made by records/sql/coverage.sql."""

        managed = False
        db_table = "records_carevisit"


class CardLookup(models.Model):
    """One look-up: when, through which channel, by whom for which facility, of whom, with which answer and purpose."""

    pk = models.CompositePrimaryKey("at", "id")
    id = models.UUIDField()
    at = models.DateTimeField()
    channel = models.TextField()  # api | gateway | counter | portal | public
    facility = models.BigIntegerField(null=True, db_column="facility_id")
    caller = models.TextField()
    clerk = models.TextField()
    person = models.BigIntegerField(null=True, db_column="person_id")
    asked_by = models.TextField()  # card | si | personal_id | chip_qr | card_qr
    answer = models.TextField()
    purpose = models.TextField()
    address = models.TextField()

    class Meta:
        """Made by records/sql/coverage.sql."""

        managed = False
        db_table = "records_cardlookup"


class LookupMiss(models.Model):
    """Wrong second facts about one number on one day, from all callers; only a keyed hash of the number is kept."""

    pk = models.CompositePrimaryKey("day", "number_hash")
    day = models.DateField()
    number_hash = models.BinaryField()
    misses = models.IntegerField()


class LookupAlarm(models.Model):
    """Somebody seems to be trying numbers: who, how often, since when; closed by an officer with a note."""

    id = models.BigAutoField(primary_key=True)
    raised_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    day = models.DateField()
    kind = models.TextField(choices=[(k, k) for k in ("caller", "address", "number", "all", "trap")])
    subject = models.TextField()
    misses = models.IntegerField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.TextField(db_default="")
    note = models.TextField(db_default="")

    class Meta:
        """One alarm for a subject and day."""

        constraints = [models.UniqueConstraint(fields=["day", "kind", "subject"], name="lookup_alarm_once")]


class LookupTrap(models.Model):
    """A number that is nobody's: whoever asks for it is trying numbers. Set by an officer, retired with a day."""

    id = models.BigAutoField(primary_key=True)
    number = models.TextField(unique=True)
    note = models.TextField(db_default="")
    set_by = models.TextField()
    set_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Shapes of numbers."""

        constraints = [
            models.CheckConstraint(condition=Q(number__regex=r"^(\d{10}|\d{12})$"), name="lookup_trap_shape")
        ]


class JournalMark(models.Model):
    """How far a local journal of look-ups is in the database: written with the rows, so none is lost or doubled."""

    name = models.TextField(primary_key=True)
    position = models.BigIntegerField()
    at = models.DateTimeField(db_default=RawSQL("now()", ()))


class GatewayAccount(RecordedFact):
    """The name and password of a hospital's system at the compatibility endpoint.

    `secret` is a proper hash of what such systems send (the MD5 of the password in capitals), never the MD5 itself.
    """

    username = models.TextField()
    secret = models.TextField()
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="gateway_accounts")

    class Meta:
        """A name is one account at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["username"], condition=Q(superseded_at__isnull=True), name="gateway_account_once"
            )
        ]
