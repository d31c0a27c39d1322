"""Planning: indicator values, targets with versions and documents, reference series."""

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.fields import month_check
from ansinh.records.models.registry import Office


class PlanDocument(models.Model):
    """The paper that assigned something: number, title, day."""

    id = models.BigAutoField(primary_key=True)
    number = models.TextField(unique=True)
    title = models.TextField(db_default="")
    day = models.DateField(null=True, blank=True)


class IndicatorValue(models.Model):
    """A value of an indicator for an office and month: computed by us, or reported by somebody.

    `indicator` is a code of domain/planning/indicators.yaml (data: a new one needs no migration). Values are exact:
    whole numbers, or numerator and denominator for rates. A reported value is never mixed into a computed series.
    """

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    indicator = models.TextField()
    period = models.DateField()
    state = models.TextField(choices=[("computed", "computed"), ("reported", "reported")])
    numerator = models.DecimalField(max_digits=24, decimal_places=6)
    denominator = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    as_of = models.DateField()
    source = models.TextField(db_default="")
    recorded_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One value in force for office, indicator, month and state."""

        constraints = [
            models.UniqueConstraint(
                fields=["office", "indicator", "period", "state"],
                condition=Q(superseded_at__isnull=True),
                name="indicator_once",
            ),
            month_check("period", "indicator_month"),
        ]
        indexes = [models.Index(fields=["indicator", "period"], name="indicator_period")]


class Assignee(models.Model):
    """Who carries a part of an office's plan and is no office: a commune, an agent, an officer, a body outside."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    kind = models.TextField(choices=[(k, k) for k in ("commune", "agent", "officer", "body")])
    code = models.TextField()
    name = models.TextField()

    class Meta:
        """Known once under an office."""

        constraints = [models.UniqueConstraint(fields=["office", "kind", "code"], name="assignee_once")]


class Target(models.Model):
    """A target of an office, or of an assignee under it, for a year (or month), in a version; never overwritten."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="targets")
    assignee = models.ForeignKey(Assignee, null=True, blank=True, on_delete=models.PROTECT, related_name="targets")
    indicator = models.TextField()
    year = models.SmallIntegerField()
    month = models.SmallIntegerField(null=True, blank=True)
    version = models.TextField(choices=[(k, k) for k in ("estimate", "assigned", "adjusted", "reforecast", "stretch")])
    value = models.DecimalField(max_digits=24, decimal_places=6)
    document = models.ForeignKey(PlanDocument, null=True, blank=True, on_delete=models.PROTECT)
    assigned_by = models.TextField()
    recorded_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One value in force for office, indicator, time and version."""

        constraints = [
            models.UniqueConstraint(
                fields=["office", "assignee", "indicator", "year", "month", "version"],
                condition=Q(superseded_at__isnull=True),
                name="target_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(month__isnull=True) | Q(month__range=(1, 12)), name="target_month"),
        ]


class PlanSplit(models.Model):
    """How a plan was split once: for every part its weight, floor, what was reckoned and what was chosen; kept."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    indicator = models.TextField()
    year = models.SmallIntegerField()
    version = models.TextField()
    among = models.TextField()
    total = models.DecimalField(max_digits=24, decimal_places=0)
    parts = models.JSONField()
    reason = models.TextField(db_default="")
    made_by = models.TextField()
    made_at = models.DateTimeField(db_default=RawSQL("now()", ()))


class ReferenceValue(models.Model):
    """Population, labour force of working age ... of an office's area in a year, with its source."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    series = models.TextField()
    year = models.SmallIntegerField()
    value = models.DecimalField(max_digits=24, decimal_places=6)
    source = models.TextField()
    recorded_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One value in force; sources are kept with it."""

        constraints = [
            models.UniqueConstraint(
                fields=["office", "series", "year"], condition=Q(superseded_at__isnull=True), name="reference_once"
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("recorded_at")), name="reference_dates"
            ),
        ]
