"""Registry: health facilities as organisations, their dated contracts, and the clerks who may ask for them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.fields import CURRENT, EQUAL, OVERLAPS, RecordedFact
from ansinh.records.models.registry import Office, Person, Place

LEVELS = ("initial", "basic", "basic_50", "specialised")
FORMER_LEVELS = ("commune", "district", "provincial", "central")
CARE = ("outpatient", "inpatient", "both")


class Facility(models.Model):
    """A place of care: its code is the old province (2 digits) and its number there (3), as on cards and claims."""

    id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True)
    name = models.TextField()
    name_search = models.TextField()  # core/person_name.search_key
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="facilities")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT)
    address = models.TextField(db_default="")
    tax_code = models.TextField(db_default="")
    beds = models.IntegerField(db_default=0)
    opened = models.DateField()
    closed = models.DateField(null=True, blank=True)

    class Meta:
        """Searched without accents; lists by office and code."""

        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^\d{5}$"), name="facility_code_shape"),
            models.CheckConstraint(condition=Q(beds__gte=0), name="facility_beds"),
        ]
        indexes = [
            models.Index(fields=["office", "code"], name="facility_office_code"),
            GinIndex(fields=["name_search"], opclasses=["gin_trgm_ops"], name="facility_name_trgm"),
        ]


class FacilityContract(RecordedFact):
    """What a facility is and may do for the fund over time: level, former level, scope, quota of look-ups a day.

    `level` is the professional level since 2025 (basic under 50 points, basic_50 from 50 to under 70), `former_level`
    the one of before, which the law still reads. A day without a contract row is a day without a contract.
    """

    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="contracts")
    number = models.TextField(db_default="")
    level = models.TextField(choices=[(k, k) for k in LEVELS])
    former_level = models.TextField(choices=[(k, k) for k in FORMER_LEVELS])
    care = models.TextField(choices=[(k, k) for k in CARE])
    primary_care = models.BooleanField(db_default=True)  # people may register here
    capitation = models.BooleanField(db_default=False)
    lookups_a_minute = models.IntegerField(db_default=60)  # of one clerk
    lookups_a_day = models.IntegerField(db_default=3000)  # of the whole facility
    scope = models.JSONField(db_default=RawSQL("'{}'::jsonb", ()))  # specialties, techniques: read by claims
    document = models.TextField(db_default="")

    class Meta:
        """One contract at a time."""

        constraints = [
            ExclusionConstraint(
                name="facility_contract_no_overlap",
                expressions=[("facility", EQUAL), ("validity", OVERLAPS)],
                condition=CURRENT,
            ),
            models.CheckConstraint(
                condition=Q(lookups_a_minute__gt=0) & Q(lookups_a_day__gt=0), name="facility_contract_quota"
            ),
        ]


class FacilityClerk(RecordedFact):
    """Somebody at the counter whom the facility registered: name and personal ID, from .. to."""

    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="clerks")
    full_name = models.TextField()
    name_search = models.TextField()
    personal_id = models.TextField()

    class Meta:
        """A clerk is registered once at a time in a facility."""

        constraints = [
            ExclusionConstraint(
                name="facility_clerk_no_overlap",
                expressions=[("facility", EQUAL), ("personal_id", EQUAL), ("validity", OVERLAPS)],
                condition=CURRENT,
            ),
            models.CheckConstraint(condition=Q(personal_id__regex=r"^\d{12}$"), name="facility_clerk_id"),
        ]


class FacilityChoice(RecordedFact):
    """The facility a person registered with for primary care, from .. to; lists and declarations write it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="facility_choices", db_index=False)
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="chosen_by", db_index=False)

    class Meta:
        """One facility of a person at a time."""

        constraints = [
            ExclusionConstraint(
                name="facility_choice_no_overlap",
                expressions=[("person", EQUAL), ("validity", OVERLAPS)],
                condition=CURRENT,
            )
        ]
