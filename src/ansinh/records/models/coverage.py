"""Coverage: periods of health insurance outside employment, cards derived from participation, acts on cards."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.fields import CURRENT, EQUAL, OVERLAPS, RecordedFact
from ansinh.records.models.registry import Office, Person, Place
from ansinh.records.models.registry_facilities import Facility


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
        """A person is in a group once at a time (in several groups perhaps); lists by office and group."""

        constraints = [
            ExclusionConstraint(
                name="health_no_overlap",
                expressions=[("person", EQUAL), ("group", EQUAL), ("validity", OVERLAPS)],
                condition=CURRENT,
            ),
            models.CheckConstraint(condition=Q(gross__gte=0) & Q(due__gte=0), name="health_amounts"),
        ]
        indexes = [models.Index(fields=["office", "group"], name="health_office_group")]


class CardPeriod(RecordedFact):
    """What the card of a person says from .. to: derived from participation, never typed (domain/coverage/cards.py).

    The 15 characters of its number are group, level, province of issue and SI number. `pays_as` is the group the person
    pays in, where another group gives the higher right. `five_year` is the first day on which five years are complete.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="card_periods", db_index=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, db_index=False)
    group = models.TextField()
    level = models.SmallIntegerField()
    pays_as = models.TextField()
    province = models.SmallIntegerField()
    facility = models.ForeignKey(Facility, null=True, blank=True, on_delete=models.PROTECT, db_index=False)
    area = models.SmallIntegerField(db_default=0)  # 0 none, 1..3 K1..K3
    five_year = models.DateField()
    ground = models.TextField(choices=[(k, k) for k in ("employment", "list", "age")])

    class Meta:
        """One card of a person at a time; levels of the law."""

        constraints = [
            ExclusionConstraint(
                name="card_no_overlap", expressions=[("person", EQUAL), ("validity", OVERLAPS)], condition=CURRENT
            ),
            models.CheckConstraint(condition=Q(level__range=(1, 5)), name="card_level"),
            models.CheckConstraint(condition=Q(area__range=(0, 3)), name="card_area"),
            models.CheckConstraint(condition=Q(group__regex=r"^[A-Z]{2}$"), name="card_group"),
        ]
        indexes = [models.Index(fields=["person"], include=["office"], condition=CURRENT, name="card_person_current")]


class EarlierCover(RecordedFact):
    """Days of health insurance before our own data (another province, army, abroad on duty), with the document."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="earlier_cover")
    document = models.TextField()

    class Meta:
        """A day is proved once."""

        constraints = [
            ExclusionConstraint(
                name="earlier_cover_no_overlap",
                expressions=[("person", EQUAL), ("validity", OVERLAPS)],
                condition=CURRENT,
            )
        ]


class CardHold(RecordedFact):
    """Days on which the card does not serve although participation stands: held, withdrawn, reported as reduced.

    `kind` says why: held (lent to another), withdrawn (fraud, duplicate), death, reduced, moved_province, moved_unit,
    re_increased, stopped; each has its code in the look-up.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="card_holds")
    kind = models.TextField(
        choices=[
            (k, k)
            for k in (
                "held",
                "withdrawn",
                "death",
                "reduced",
                "moved_province",
                "moved_unit",
                "re_increased",
                "stopped",
            )
        ]
    )
    reason = models.TextField()
    document = models.TextField(db_default="")

    class Meta:
        """One hold of a person at a time; a reason is said."""

        constraints = [
            ExclusionConstraint(
                name="card_hold_no_overlap", expressions=[("person", EQUAL), ("validity", OVERLAPS)], condition=CURRENT
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="card_hold_reason"),
        ]


class CardLink(models.Model):
    """A card linked to a personal ID, with the evidence; undone with a reason, never erased."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="card_links")
    personal_id = models.TextField()
    evidence = models.TextField(choices=[(k, k) for k in ("chip", "population", "officer")])
    reference = models.TextField()  # device and time of the scan, number of the answer, document seen
    linked_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    linked_by = models.TextField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.TextField(db_default="")
    undone_reason = models.TextField(db_default="")

    class Meta:
        """One standing link for a person and for a personal ID."""

        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(undone_at__isnull=True), name="card_link_person"),
            models.UniqueConstraint(fields=["personal_id"], condition=Q(undone_at__isnull=True), name="card_link_id"),
            models.CheckConstraint(condition=Q(personal_id__regex=r"^\d{12}$"), name="card_link_shape"),
            models.CheckConstraint(condition=~Q(reference=""), name="card_link_evidence"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | ~Q(undone_reason=""), name="card_link_undone_reason"
            ),
        ]


class CopayExemption(models.Model):
    """A certificate that a person co-pays nothing more in a year, issued by this agency or another; undone, not erased.

    It holds from a day until 31 December of that year (Decree 146/2018/ND-CP art. 27).
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="copay_exemptions")
    number = models.TextField()
    issuer = models.TextField()
    holds_from = models.DateField()
    year = models.SmallIntegerField()
    recorded_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    recorded_by = models.TextField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.TextField(db_default="")
    undone_reason = models.TextField(db_default="")

    class Meta:
        """One standing certificate of a person and year."""

        constraints = [
            models.UniqueConstraint(
                fields=["person", "year"], condition=Q(undone_at__isnull=True), name="copay_exemption_once"
            ),
            models.CheckConstraint(condition=~Q(number="") & ~Q(issuer=""), name="copay_exemption_whole"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | ~Q(undone_reason=""), name="copay_exemption_undone"
            ),
        ]


class CardEvent(models.Model):
    """An act on a card: issued, issued again, changed, held, released; append-only."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="card_events")
    kind = models.TextField(
        choices=[
            (k, k)
            for k in (
                "issue",
                "reissue",
                "change",
                "hold",
                "release",
                "link",
                "unlink",
                "facility",
                "exempt",
                "unexempt",
            )
        ]
    )
    form = models.TextField(choices=[("electronic", "electronic"), ("paper", "paper")], db_default="electronic")
    number = models.TextField(db_default="")
    at = models.DateTimeField(db_default=RawSQL("now()", ()))
    actor = models.TextField()
    reason = models.TextField(db_default="")
    detail = models.JSONField(db_default=RawSQL("'{}'::jsonb", ()))


class LivingArea(RecordedFact):
    """A place whose residents have the rights of area K1, K2 or K3 (difficult, especially difficult, islands)."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="living_areas")
    area = models.SmallIntegerField()
    document = models.TextField()

    class Meta:
        """One area of a place at a time."""

        constraints = [
            ExclusionConstraint(
                name="living_area_no_overlap", expressions=[("place", EQUAL), ("validity", OVERLAPS)], condition=CURRENT
            ),
            models.CheckConstraint(condition=Q(area__range=(1, 3)), name="living_area_known"),
        ]
