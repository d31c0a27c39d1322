"""Who does what: campaigns with their lists, activities with their story and guests, messages, consents."""

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.outreach import PartnerList, Prospect
from ansinh.records.models.registry import EmployerAccount, Office, Person

CAMPAIGN_STATES = ("running", "ended", "cancelled")
ACTIVITY_STATES = ("planned", "held", "reported", "cancelled")
MESSAGE_STATES = ("queued", "exported", "withdrawn")
NOW = RawSQL("now()", ())
NOTHING = RawSQL("'{}'::jsonb", ())


class Campaign(models.Model):
    """A plan with its document: from .. to, a weekly target, the lists handed over with it, and what it came to."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    name = models.TextField()
    document = models.TextField()
    first = models.DateField()
    last = models.DateField()
    weekly_target = models.IntegerField()  # people talked to in a week, all owners together
    state = models.TextField(choices=[(k, k) for k in CAMPAIGN_STATES], db_default="running")
    result = models.TextField(db_default="")
    opened_by = models.TextField()
    closed_by = models.TextField(db_default="")
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        """A document opens one campaign of an office."""

        constraints = [
            models.UniqueConstraint(fields=["office", "document", "name"], name="campaign_once"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="campaign_days"),
            models.CheckConstraint(condition=Q(weekly_target__gt=0), name="campaign_target"),
        ]


class CampaignMember(models.Model):
    """A prospect handed over with a campaign: in which group, whose, in which week (its Monday)."""

    pk = models.CompositePrimaryKey("campaign", "prospect")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="members")
    prospect = models.ForeignKey(Prospect, on_delete=models.PROTECT, related_name="campaigns")
    group = models.TextField()
    owner = models.TextField()
    week = models.DateField()

    class Meta:
        """Work by owner and week."""

        indexes = [models.Index(fields=["campaign", "week", "owner"], name="campaign_week")]


class Activity(models.Model):
    """One activity of communication. `times` counts sessions told as one row (a spot on the air, 30 times).

    `employees` are the workers of the employers that came, as the agency reports customer conferences.
    """

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="activities")
    key = models.TextField()
    type = models.TextField()
    level = models.TextField()
    partner = models.TextField(db_default="")
    place = models.TextField(db_default="")
    commune = models.TextField(db_default="")
    day = models.DateField()
    channel = models.TextField(db_default="")
    theme = models.TextField(db_default="")
    plan_item = models.TextField(db_default="")
    times = models.IntegerField(db_default=1)
    invited_people = models.IntegerField(db_default=0)
    attended_people = models.IntegerField(db_default=0)
    invited_employers = models.IntegerField(db_default=0)
    attended_employers = models.IntegerField(db_default=0)
    employees = models.IntegerField(db_default=0)
    leads = models.IntegerField(db_default=0)
    cost = models.BigIntegerField(db_default=0)  # dong
    evidence = models.TextField(db_default="")
    state = models.TextField(choices=[(k, k) for k in ACTIVITY_STATES])
    file = models.ForeignKey(PartnerList, null=True, blank=True, on_delete=models.PROTECT)
    row = models.IntegerField(null=True, blank=True)
    made_by = models.TextField()

    class Meta:
        """Once under its key; counts are counts."""

        constraints = [
            models.UniqueConstraint(fields=["office", "key"], name="activity_once"),
            models.CheckConstraint(
                condition=Q(times__gte=1) & Q(invited_people__gte=0) & Q(attended_people__gte=0)
                & Q(invited_employers__gte=0) & Q(attended_employers__gte=0) & Q(employees__gte=0)
                & Q(leads__gte=0) & Q(cost__gte=0),
                name="activity_counts",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["office", "day", "id"], name="activity_day")]


class ActivityEvent(models.Model):
    """What happened to an activity: planned, held, reported, changed, cancelled; with its facts; never changed."""

    id = models.BigAutoField(primary_key=True)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="events")
    kind = models.TextField()
    actor = models.TextField()
    day = models.DateField()
    note = models.TextField(db_default="")
    facts = models.JSONField(db_default=NOTHING)
    at = models.DateTimeField(db_default=NOW)


class ActivityGuest(models.Model):
    """Somebody invited who is known in the register: a person or an employer account; whether they came.

    `consent`: they agreed to be written to afterwards (purpose `promotion`), noted at the door.
    """

    id = models.BigAutoField(primary_key=True)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="guests")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT)
    account = models.ForeignKey(EmployerAccount, null=True, blank=True, on_delete=models.PROTECT)
    attended = models.BooleanField(db_default=False)
    consent = models.BooleanField(db_default=False)

    class Meta:
        """A guest is one of the two, once at an activity."""

        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True, account__isnull=False) | Q(person__isnull=False, account__isnull=True),
                name="activity_guest_one",
            ),
            models.UniqueConstraint(fields=["activity", "person"], name="activity_guest_person"),
            models.UniqueConstraint(fields=["activity", "account"], name="activity_guest_account"),
        ]


class ActivityPlan(models.Model):
    """What a plan asks for: so many activities of a type (and level, "" any) from .. to, by a numbered document."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    document = models.TextField()
    type = models.TextField()
    level = models.TextField(db_default="")
    first = models.DateField()
    last = models.DateField()
    times = models.IntegerField()
    entered_by = models.TextField()

    class Meta:
        """Once for a document, type, level and span."""

        constraints = [
            models.UniqueConstraint(fields=["office", "document", "type", "level", "first"], name="activity_plan_once"),
            models.CheckConstraint(condition=Q(last__gte=F("first")) & Q(times__gt=0), name="activity_plan_shape"),
        ]


class ContactConsent(models.Model):
    """A person allowed or forbade a use of their contact beyond the agency's duty; the latest word counts."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    purpose = models.TextField(choices=[(k, k) for k in ("promotion", "agent", "photo")])
    given = models.BooleanField()
    day = models.DateField()
    document = models.TextField(db_default="")
    actor = models.TextField()
    at = models.DateTimeField(db_default=NOW)

    class Meta:
        """Looked up by person and purpose."""

        indexes = [models.Index(fields=["person", "purpose", "-id"], name="contact_consent_last")]


class OutreachMessage(models.Model):
    """A message written from a template. The product sends nothing: queued ones leave as a file of the outbox."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    template = models.TextField()
    channel = models.TextField()  # sms, zalo
    language = models.TextField()
    name = models.TextField()
    phone = models.TextField()
    text = models.TextField()
    parts = models.SmallIntegerField()  # short messages it takes
    purpose = models.TextField()
    prospect = models.ForeignKey(Prospect, null=True, blank=True, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT)
    state = models.TextField(choices=[(k, k) for k in MESSAGE_STATES], db_default="queued")
    made_by = models.TextField()
    made_on = models.DateField()
    exported_by = models.TextField(db_default="")
    exported_on = models.DateField(null=True, blank=True)

    class Meta:
        """The same message once a day to a prospect; the outbox by office."""

        constraints = [
            models.UniqueConstraint(fields=["prospect", "template", "made_on"], name="outreach_message_once")
        ]
        indexes = [models.Index(fields=["office", "state", "id"], name="outreach_outbox")]


class OneTimeApplication(models.Model):
    """An application for the one-time benefit as outreach knows it, brought by a job from the stair of benefits."""

    dossier = models.UUIDField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    account = models.ForeignKey(EmployerAccount, null=True, blank=True, on_delete=models.PROTECT)
    received_on = models.DateField()
    decide_by = models.DateField()
    state = models.TextField(choices=[(k, k) for k in ("open", "granted", "refused", "withdrawn")])

    class Meta:
        """Open ones of an office; those of an employer."""

        indexes = [
            models.Index(fields=["office", "state"], name="one_time_office"),
            models.Index(fields=["account", "received_on"], name="one_time_account"),
        ]
