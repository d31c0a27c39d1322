"""Pieces that every table uses: months, periods, and the columns that say who recorded a fact and when."""

from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL


class RecordedFact(models.Model):
    """A fact with two dates: `validity` is when it holds, `recorded_at` .. `superseded_at` when we believed it.

    A correction never overwrites: it closes `superseded_at` and records a new row.
    """

    id = models.BigAutoField(primary_key=True)
    validity = DateRangeField()
    recorded_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    recorded_by = models.TextField(db_default="")
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Shared columns only; each fact has its own table."""

        abstract = True


CURRENT = Q(superseded_at__isnull=True)
OVERLAPS = RangeOperators.OVERLAPS
EQUAL = RangeOperators.EQUAL


def month_check(field: str, name: str) -> models.CheckConstraint:
    """Return the constraint that `field` is the first day of a month (or empty)."""
    return models.CheckConstraint(condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__day": 1}), name=name)
