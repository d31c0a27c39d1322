"""Outreach: lists of partners as they came, prospects with their reason and value, what was said to them, models."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.registry import EmployerAccount, Household, Office, Person

LIST_KINDS = ("tax", "household", "school", "civil", "subsidy", "activities")
PROSPECT_STATES = ("new", "assigned", "contacted", "promised", "joined", "refused", "not_subject", "gone")


class PartnerList(models.Model):
    """A list a partner sent (tax payers, households, pupils, births, communes with support), taken in whole or not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.TextField(choices=[(k, k) for k in LIST_KINDS])
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    file_name = models.TextField()
    sha256 = models.TextField(unique=True)
    as_of = models.DateField()
    rows = models.IntegerField()
    errors = models.IntegerField(db_default=0)
    warnings = models.IntegerField(db_default=0)
    state = models.TextField(choices=[(k, k) for k in ("refused", "staged", "superseded")])
    findings = models.JSONField(db_default=RawSQL("'[]'::jsonb", ()))
    received_by = models.TextField()
    received_at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """The list in force is the latest staged one of its kind."""

        indexes = [models.Index(fields=["office", "kind", "-as_of"], name="partner_list_latest")]


class PartnerRecord(models.Model):
    """One row of a partner's list under the words of all lists; what a kind does not know stays empty.

    `key` is the tax code, personal ID, or number of the act; `group_code` the household, school or commune;
    `people`, `amount` staff and yearly wages of a taxpayer; `day` the birth, or the last day of a support.
    """

    pk = models.CompositePrimaryKey("list", "row")
    list = models.ForeignKey(PartnerList, on_delete=models.CASCADE, related_name="items")
    row = models.IntegerField()
    key = models.TextField(db_default="")
    name = models.TextField()
    name_search = models.TextField()
    birth = models.DateField(null=True, blank=True)
    sex = models.TextField(db_default="")
    group_code = models.TextField(db_default="")
    group_name = models.TextField(db_default="")
    commune = models.TextField(db_default="")
    address = models.TextField(db_default="")
    phone = models.TextField(db_default="")
    people = models.IntegerField(db_default=0)
    amount = models.BigIntegerField(db_default=0)
    day = models.DateField(null=True, blank=True)
    status = models.TextField(db_default="")

    class Meta:
        """Looked up by key within a list."""

        indexes = [models.Index(fields=["list", "key"], name="partner_record_key")]


class Prospect(models.Model):
    """Somebody who should or could take part: why, how many people and dong, how likely, whose, until when.

    `subject` names who it is (tax code, household, person, account ...); one prospect per kind and subject at a time.
    `conversion` is in ten-thousandths; `evidence` holds the figures behind the reason.
    """

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    kind = models.TextField()
    subject = models.TextField()
    name = models.TextField(db_default="")
    account = models.ForeignKey(EmployerAccount, null=True, blank=True, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT)
    household = models.ForeignKey(Household, null=True, blank=True, on_delete=models.PROTECT)
    commune = models.TextField(db_default="")
    people = models.IntegerField()
    amount = models.BigIntegerField()  # dong a year
    conversion = models.SmallIntegerField(db_default=0)
    owner = models.TextField(db_default="")
    state = models.TextField(choices=[(k, k) for k in PROSPECT_STATES], db_default="new")
    due = models.DateField()
    found_on = models.DateField()
    seen_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    contacts = models.SmallIntegerField(db_default=0)
    evidence = models.JSONField(db_default=RawSQL("'{}'::jsonb", ()))

    class Meta:
        """One at a time; lists by office and value."""

        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"], condition=Q(closed_on__isnull=True), name="prospect_once"
            ),
            models.CheckConstraint(condition=Q(conversion__range=(0, 10_000)), name="prospect_conversion"),
            models.CheckConstraint(condition=Q(people__gte=0) & Q(amount__gte=0), name="prospect_value"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("found_on")), name="prospect_days"
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "kind", "-conversion", "id"],
                condition=Q(closed_on__isnull=True),
                name="prospect_list",
            ),
            models.Index(fields=["owner", "due"], condition=Q(closed_on__isnull=True), name="prospect_owner"),
            models.Index(fields=["closed_on"], condition=Q(closed_on__isnull=False), name="prospect_closed"),
        ]


class ProspectEvent(models.Model):
    """What happened to a prospect: assigned, called, visited, promised, joined, refused; by whom; never changed."""

    id = models.BigAutoField(primary_key=True)
    prospect = models.ForeignKey(Prospect, on_delete=models.CASCADE, related_name="events")
    kind = models.TextField()
    actor = models.TextField()
    day = models.DateField()
    note = models.TextField(db_default="")
    promised_for = models.DateField(null=True, blank=True)
    at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """A week's contacts and promises are read by their day."""

        indexes = [
            models.Index(fields=["day"], name="prospect_event_day"),
            models.Index(
                fields=["promised_for"], condition=Q(promised_for__isnull=False), name="prospect_event_promised"
            ),
        ]


class OutreachHistory(models.Model):
    """How a prospect ended: the agency's own experience, from which the likelihood of the next one is learned."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    kind = models.TextField()
    found_on = models.DateField()
    people = models.IntegerField()
    amount = models.BigIntegerField()
    contacts = models.SmallIntegerField()
    joined = models.BooleanField()
    ended_on = models.DateField()
    source = models.TextField(db_default="")  # prospect id, or the file it came with; the same source counts once

    class Meta:
        """Each prospect teaches once."""

        constraints = [models.UniqueConstraint(fields=["source"], condition=~Q(source=""), name="history_source_once")]


class ConversionModel(models.Model):
    """A fitted model: its weights by name, how it was tested, on how many; the latest of an office is used."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    fitted_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    fitted_by = models.TextField()
    rows = models.IntegerField()
    weights = models.JSONField()
    calibration = models.JSONField()


class SupportedCommune(models.Model):
    """A commune whose people have support from .. to (Decision 861/QD-TTg and later lists), with its paper."""

    id = models.BigAutoField(primary_key=True)
    commune = models.TextField()
    group = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    document = models.TextField()

    class Meta:
        """A commune once for a group and day."""

        constraints = [
            models.UniqueConstraint(fields=["commune", "group", "valid_from"], name="supported_commune_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="supported_commune_days"
            ),
        ]
