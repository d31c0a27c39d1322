"""Coverage: periods of health insurance of people who are not insured through an employer."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Q

from ansinh.records.models.fields import CURRENT, EQUAL, OVERLAPS, RecordedFact
from ansinh.records.models.registry import Office, Person


class HealthSpell(RecordedFact):
    """Health insurance of a person in one group (codes of cards: HGD household, TE child, HS pupil, HT pension ...).

    `payer` is who owes the contribution; `base` (dong a month) only where the group has one of its own (pension,
    benefit); `member_order` the order in the household scheme; `due` what the person paid for the period.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="health_spells")
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    group = models.TextField()
    payer = models.TextField(
        choices=[(k, k) for k in ("state", "local", "agency", "ui_fund", "household", "pupil", "armed_forces", "other")]
    )
    facility = models.TextField(db_default="")
    base = models.BigIntegerField(null=True, blank=True)
    member_order = models.SmallIntegerField(null=True, blank=True)
    gross = models.BigIntegerField(db_default=0)
    support_state = models.BigIntegerField(db_default=0)
    support_local = models.BigIntegerField(db_default=0)
    support_other = models.BigIntegerField(db_default=0)
    due = models.BigIntegerField(db_default=0)
    receipt_no = models.TextField(db_default="")
    receipt_date = models.DateField(null=True, blank=True)
    collector = models.TextField(db_default="")
    filing = models.UUIDField(null=True, blank=True)

    class Meta:
        """One group of a person at a time; lists by office and group."""

        constraints = [
            ExclusionConstraint(
                name="health_no_overlap", expressions=[("person", EQUAL), ("validity", OVERLAPS)], condition=CURRENT
            ),
            models.CheckConstraint(condition=Q(gross__gte=0) & Q(due__gte=0), name="health_amounts"),
        ]
        indexes = [models.Index(fields=["office", "group"], name="health_office_group")]
