"""Relief measures: lists of people with their days, and months of unemployment insurance from before these books."""

from django.db import models
from django.db.models import F, Q

from ansinh.records.models.fields import month_check
from ansinh.records.models.payments import PaymentBatch
from ansinh.records.models.registry import EmployerAccount, Office, Person


class ReliefList(models.Model):
    """A list of people under a measure: built for a unit or sent by it, or one application; each state has its day.

    The series received, decided and paid are read from those days; they are never one series.
    """

    id = models.BigAutoField(primary_key=True)
    measure = models.TextField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    account = models.ForeignKey(EmployerAccount, null=True, blank=True, on_delete=models.PROTECT)
    kind = models.TextField(choices=[(k, k) for k in ("participants", "kept", "single", "confirmation", "refund")])
    number = models.IntegerField()
    workers = models.IntegerField()
    amount = models.BigIntegerField()
    built_on = models.DateField()
    built_by = models.TextField()
    received_on = models.DateField(null=True, blank=True)  # confirmed by the unit, or the application came in
    proposed_by = models.TextField(db_default="")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.TextField(db_default="")
    decision = models.TextField(db_default="")
    batch = models.ForeignKey(PaymentBatch, null=True, blank=True, on_delete=models.PROTECT)
    sha256 = models.TextField(db_default="")

    class Meta:
        """A number is one list; decided by somebody else than who proposed, after it was received."""

        constraints = [
            models.UniqueConstraint(fields=["measure", "office", "number"], name="relief_list_once"),
            models.UniqueConstraint(fields=["measure", "sha256"], condition=~Q(sha256=""), name="relief_file_once"),
            models.CheckConstraint(
                condition=Q(decided_by="") | ~Q(decided_by=F("proposed_by")), name="relief_two_people"
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("received_on")), name="relief_order"
            ),
        ]
        indexes = [models.Index(fields=["measure", "office", "decided_on"], name="relief_list_work")]


class UnemploymentMonths(models.Model):
    """Months of unemployment insurance not used for a benefit, brought in from before these books, as of a month."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.PROTECT)
    as_of = models.DateField()  # months before this one are counted
    months = models.SmallIntegerField()

    class Meta:
        """Not negative; a whole month."""

        constraints = [
            models.CheckConstraint(condition=Q(months__gte=0), name="ui_months_positive"),
            month_check("as_of", "ui_months_month"),
        ]
