"""Registry: what one person asks to be changed and another approves; what an office was called and stood under."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.fields import CURRENT, EQUAL, OVERLAPS, RecordedFact
from ansinh.records.models.registry import Office

SUBJECTS = ("account_terms", "office", "place")
ACTS = ("change", "open", "rename", "close")
STATES = ("proposed", "waiting", "approved", "refused", "withdrawn")


class RegistryChange(models.Model):
    """A dated change of the register that takes two people: asked for by one, approved or refused by another.

    Approved ahead of its day it is `waiting` until then; before its day it may be withdrawn (`ended_by`), and on it it
    may fit no more (refused by the clock, the reason in both languages).

    `key` names what is changed (code of an account or office; kind:code of a place), `facts` what it becomes, `day`
    from when. `office` is where the right to ask and to decide is looked up. Once decided it never changes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    subject = models.TextField(choices=[(k, k) for k in SUBJECTS])
    act = models.TextField(choices=[(k, k) for k in ACTS])
    key = models.TextField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    day = models.DateField()
    facts = models.JSONField()
    document = models.TextField()
    proposed_by = models.TextField()
    proposed_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    state = models.TextField(choices=[(k, k) for k in STATES], db_default="proposed")
    decided_by = models.TextField(db_default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(db_default="")
    reason_en = models.TextField(db_default="")  # where the clock says why: a person writes in one language
    ended_by = models.TextField(db_default="")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One open at a time for a thing; two people; a document; a refusal says why."""

        constraints = [
            models.UniqueConstraint(
                fields=["subject", "key"], condition=Q(state="proposed"), name="registry_change_open"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "waiting"]) | (~Q(decided_by="") & ~Q(decided_by=F("proposed_by"))),
                name="registry_change_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "withdrawn"]) | ~Q(reason=""), name="registry_change_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (~Q(ended_by="") & Q(ended_at__isnull=False)),
                name="registry_change_withdrawn_by",
            ),
            models.CheckConstraint(condition=~Q(document=""), name="registry_change_document"),
        ]
        indexes = [models.Index(fields=["office", "state", "proposed_at"], name="registry_change_work")]


class OfficeTerm(RecordedFact):
    """What an office was called and stood under over time; an office that never changed has no rows.

    The row of the office itself says what it is now: its path is what rights are looked up by.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="terms")
    name = models.TextField()
    name_en = models.TextField(db_default="")
    parent = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    document = models.TextField(db_default="")

    class Meta:
        """One name and one place in the tree at a time."""

        constraints = [
            ExclusionConstraint(
                name="office_term_no_overlap",
                expressions=[("office", EQUAL), ("validity", OVERLAPS)],
                condition=CURRENT,
            )
        ]
