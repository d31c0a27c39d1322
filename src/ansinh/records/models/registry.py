"""Registry: offices and places as dated trees, people, households, employers and their accounts, spells."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.fields import CURRENT, EQUAL, OVERLAPS, RecordedFact, month_check


class Place(models.Model):
    """A province, district or commune, valid from .. to (places merge and split; nothing is keyed by name)."""

    id = models.BigAutoField(primary_key=True)
    code = models.TextField()
    name = models.TextField()
    name_search = models.TextField(db_default="")
    kind = models.TextField(choices=[("province", "province"), ("district", "district"), ("commune", "commune")])
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    wage_region = models.SmallIntegerField(null=True, blank=True)

    class Meta:
        """A code is one place at a time."""

        constraints = [
            models.UniqueConstraint(fields=["kind", "code", "valid_from"], name="place_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="place_dates"
            ),
            models.CheckConstraint(
                condition=Q(wage_region__isnull=True) | Q(wage_region__range=(1, 4)), name="place_region"
            ),
        ]


class PlaceSuccessor(models.Model):
    """`old` became part of `new` on `day`."""

    old = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="successors")
    new = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="predecessors")
    day = models.DateField()
    document = models.TextField(db_default="")

    class Meta:
        """One line for each pair."""

        constraints = [models.UniqueConstraint(fields=["old", "new", "day"], name="place_successor_once")]


class Office(models.Model):
    """An office of the agency in a dated tree; `path` is the codes from the top, joined by dots, for subtrees."""

    id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True)
    name = models.TextField()
    name_en = models.TextField(db_default="")
    kind = models.TextField(choices=[(k, k) for k in ("national", "region", "province", "district", "base")])
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    path = models.TextField(unique=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        """Subtree look-ups go by prefix of the path."""

        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="office_dates"
            )
        ]
        indexes = [models.Index(fields=["path"], opclasses=["text_pattern_ops"], name="office_path_prefix")]


class OfficeTerritory(models.Model):
    """Which communes an office serves, from .. to."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="territory")
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)


class OfficeSuccessor(models.Model):
    """`old` was taken over by `new` on `day`; comparators are re-mapped along these lines."""

    old = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="successors")
    new = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="predecessors")
    day = models.DateField()
    document = models.TextField(db_default="")


class Household(models.Model):
    """A household on one residence record."""

    id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True)
    address = models.TextField(db_default="")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)


class Person(models.Model):
    """One person. Numbers are never reused; a duplicate points to its survivor and stays readable."""

    id = models.BigAutoField(primary_key=True)
    si_number = models.TextField(null=True, blank=True, unique=True)
    personal_id = models.TextField(null=True, blank=True)
    full_name = models.TextField()
    name_search = models.TextField()  # lower case, no accents, single spaces (core/person_name.py)
    name_sort = models.TextField()  # Vietnamese order, given name first (core/person_name.py)
    birth_date = models.DateField(null=True, blank=True)
    birth_precision = models.TextField(choices=[(k, k) for k in ("day", "month", "year")], db_default="day")
    sex = models.TextField(choices=[("female", "female"), ("male", "male"), ("other", "other")])
    nationality = models.TextField(db_default="VN")
    ethnicity = models.TextField(db_default="")
    phone = models.TextField(db_default="")
    address = models.TextField(db_default="")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    household = models.ForeignKey(Household, null=True, blank=True, on_delete=models.PROTECT, related_name="members")
    household_relation = models.TextField(db_default="")
    household_order = models.SmallIntegerField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    died_on = models.DateField(null=True, blank=True)

    class Meta:
        """Shapes of the numbers; the personal ID belongs to one live person; indexes for the look-ups of a counter."""

        constraints = [
            models.UniqueConstraint(
                fields=["personal_id"], condition=Q(merged_into__isnull=True), name="person_id_once"
            ),
            models.CheckConstraint(
                condition=Q(si_number__isnull=True) | Q(si_number__regex=r"^\d{10}$"), name="person_si_shape"
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="person_not_own_survivor"),
        ]
        indexes = [
            GinIndex(fields=["name_search"], opclasses=["gin_trgm_ops"], name="person_name_trgm"),
            models.Index(fields=["office", "name_sort", "id"], name="person_office_sort"),
            models.Index(fields=["name_search", "birth_date"], name="person_name_birth"),
        ]


class NumberSeries(models.Model):
    """The last number given out in a series (receipts of an office and year, SI numbers of a province)."""

    series = models.TextField(primary_key=True)
    last = models.BigIntegerField()


class SiBookEvent(models.Model):
    """A step in the life of an SI number or book: issued, re-issued, corrected, confirmed to a month, closed."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="book_events")
    kind = models.TextField(choices=[(k, k) for k in ("number", "issue", "reissue", "correct", "close")])
    form = models.TextField(choices=[("electronic", "electronic"), ("printed", "printed")], db_default="electronic")
    account = models.ForeignKey("EmployerAccount", null=True, blank=True, on_delete=models.PROTECT)
    confirmed_to = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    at = models.DateTimeField(db_default=RawSQL("now()", ()))
    actor = models.TextField()
    reason = models.TextField(db_default="")
    detail = models.JSONField(db_default=RawSQL("'{}'::jsonb", ()))

    class Meta:
        """Confirmed to a whole month."""

        constraints = [month_check("confirmed_to", "book_confirmed_month")]


class PersonMerge(models.Model):
    """Two numbers of one person: proposed by one, approved by another, reversible; `journal` undoes it."""

    id = models.BigAutoField(primary_key=True)
    survivor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    duplicate = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merge_proposals")
    evidence = models.JSONField()
    state = models.TextField(choices=[(k, k) for k in ("proposed", "approved", "refused", "undone")])
    proposed_by = models.TextField()
    proposed_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    decided_by = models.TextField(db_default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(db_default="")
    journal = models.JSONField(db_default=RawSQL("'{}'::jsonb", ()))

    class Meta:
        """Never by one person alone; one open proposal for each duplicate."""

        constraints = [
            models.CheckConstraint(condition=~Q(decided_by=F("proposed_by")), name="merge_two_people"),
            models.CheckConstraint(condition=~Q(survivor=F("duplicate")), name="merge_two_records"),
            models.UniqueConstraint(
                fields=["duplicate"], condition=Q(state__in=["proposed", "approved"]), name="merge_once"
            ),
        ]


class Employer(models.Model):
    """The legal entity."""

    id = models.BigAutoField(primary_key=True)
    tax_code = models.TextField(null=True, blank=True, unique=True)
    name = models.TextField()
    name_search = models.TextField()
    legal_kind = models.TextField(db_default="private")
    industry = models.TextField(db_default="")
    foreign_invested = models.BooleanField(db_default=False)
    address = models.TextField(db_default="")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT)
    phone = models.TextField(db_default="")
    email = models.TextField(db_default="")

    class Meta:
        """Searched without accents."""

        indexes = [GinIndex(fields=["name_search"], opclasses=["gin_trgm_ops"], name="employer_name_trgm")]


class EmployerAccount(models.Model):
    """The participation account (ma don vi) on which declarations, statements and debt hang."""

    id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="accounts")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="accounts")
    name = models.TextField()
    name_search = models.TextField()
    unit_kind = models.TextField(choices=[(k, k) for k in ("enterprise", "state_agency", "public_unit_state_paid")])
    region = models.SmallIntegerField()
    pay_every_months = models.SmallIntegerField(db_default=1)
    ui_from = models.DateField(null=True, blank=True)
    opened = models.DateField()
    closed = models.DateField(null=True, blank=True)
    status = models.TextField(db_default="active")  # of today; the history is EmployerStatus
    electronic = models.BooleanField(db_default=True)
    payment_reference = models.TextField(db_default="")

    class Meta:
        """Known regions and rhythms; lists by office and code."""

        constraints = [
            models.CheckConstraint(condition=Q(region__range=(1, 4)), name="account_region"),
            models.CheckConstraint(condition=Q(pay_every_months__in=(1, 3, 6)), name="account_rhythm"),
            month_check("ui_from", "account_ui_month"),
        ]
        indexes = [
            models.Index(fields=["office", "code"], name="account_office_code"),
            GinIndex(fields=["name_search"], opclasses=["gin_trgm_ops"], name="account_name_trgm"),
        ]


class AccountTerms(RecordedFact):
    """What an account was in months before its present terms: kind, region, since when it pays unemployment insurance.

    The present terms stand on the account; a month that a row covers is assessed by the row.
    """

    account = models.ForeignKey(EmployerAccount, on_delete=models.PROTECT, related_name="terms")
    unit_kind = models.TextField(choices=[(k, k) for k in ("enterprise", "state_agency", "public_unit_state_paid")])
    region = models.SmallIntegerField()
    ui_from = models.DateField(null=True, blank=True)
    document = models.TextField(db_default="")

    class Meta:
        """One set of terms in a month; known regions."""

        constraints = [
            ExclusionConstraint(
                name="account_terms_no_overlap",
                expressions=[("account", EQUAL), ("validity", OVERLAPS)],
                condition=CURRENT,
            ),
            models.CheckConstraint(condition=Q(region__range=(1, 4)), name="terms_region"),
            month_check("ui_from", "terms_ui_month"),
        ]


class EmployerStatus(RecordedFact):
    """The state of an account over time, with the document that proves it."""

    account = models.ForeignKey(EmployerAccount, on_delete=models.PROTECT, related_name="statuses")
    status = models.TextField(
        choices=[
            (k, k)
            for k in (
                "active",
                "suspended",
                "dissolving",
                "bankrupt",
                "owner_fled",
                "not_at_address",
                "no_activity",
                "closed",
            )
        ]
    )
    document = models.TextField(db_default="")

    class Meta:
        """One state at a time."""

        constraints = [
            ExclusionConstraint(
                name="employer_status_no_overlap",
                expressions=[("account", EQUAL), ("validity", OVERLAPS)],
                condition=CURRENT,
            )
        ]


class AccidentRateDecision(RecordedFact):
    """A ministry decision granting the reduced accident rate (Decree 58/2020/ND-CP art. 5) to an account."""

    account = models.ForeignKey(EmployerAccount, on_delete=models.PROTECT, related_name="accident_rate_decisions")
    document = models.TextField()

    class Meta:
        """One decision at a time."""

        constraints = [
            ExclusionConstraint(
                name="accident_rate_no_overlap",
                expressions=[("account", EQUAL), ("validity", OVERLAPS)],
                condition=CURRENT,
            )
        ]


class RetirementSuspension(RecordedFact):
    """Months in which an account suspends the retirement fund, and the day by which they must be paid back."""

    account = models.ForeignKey(EmployerAccount, on_delete=models.PROTECT, related_name="retirement_suspensions")
    measure = models.TextField()  # ordinary | resolution_68
    document = models.TextField()
    due = models.DateField()

    class Meta:
        """One suspension at a time."""

        constraints = [
            ExclusionConstraint(
                name="suspension_no_overlap",
                expressions=[("account", EQUAL), ("validity", OVERLAPS)],
                condition=CURRENT,
            )
        ]


class Spell(RecordedFact):
    """Declared employment of a person in an account with one set of terms: whole months, codes of core/terms.py.

    `base` (dong) is the declared base of the month, null where it follows from `coefficient` (ten-thousandths of the
    State scale) or from the law. `funds` is the mask of funds the person takes part in (bit number = fund).
    `absence_days` are working days of absence in each month of the spell.
    """

    account = models.ForeignKey(EmployerAccount, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="spells")
    group = models.SmallIntegerField()
    pay_regime = models.SmallIntegerField()
    base = models.BigIntegerField(null=True, blank=True)
    coefficient = models.IntegerField(null=True, blank=True)
    contract_months = models.SmallIntegerField(null=True, blank=True)  # null: without term
    foreign = models.SmallIntegerField(
        db_default=0
    )  # bits: 1 foreigner, 2 no permit, 4 intra-company, 8 past retirement age
    work = models.SmallIntegerField(db_default=0)  # bits: 1 trained, 2 heavy, 4 very heavy, 8 part time
    absence = models.SmallIntegerField(db_default=0)
    absence_days = models.SmallIntegerField(db_default=0)
    funds = models.SmallIntegerField(db_default=62)
    job = models.TextField(db_default="")
    filing = models.UUIDField(null=True, blank=True)

    class Meta:
        """No two spells of one person in one account share a day; dong are not negative; whole months."""

        constraints = [
            ExclusionConstraint(  # the person first: the server also uses it to look one person up
                name="spell_no_overlap",
                expressions=[("person", EQUAL), ("account", EQUAL), ("validity", OVERLAPS)],
                condition=CURRENT,
            ),
            models.CheckConstraint(condition=Q(base__isnull=True) | Q(base__gte=0), name="spell_base"),
            models.CheckConstraint(
                condition=Q(coefficient__isnull=True) | Q(coefficient__range=(1, 1_000_000)), name="spell_coefficient"
            ),
        ]
        indexes = [
            models.Index(fields=["account", "person"], name="spell_account_person"),
            BrinIndex(fields=["recorded_at"], name="spell_recorded"),
            models.Index(fields=["superseded_at"], condition=Q(superseded_at__isnull=False), name="spell_superseded"),
        ]


class VoluntarySpell(RecordedFact):
    """Months of voluntary insurance a person paid or chose to pay, with the supports of that time."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="voluntary_spells")
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    method = models.TextField()  # 1 | 3 | 6 | 12 months | forward | missing
    income = models.BigIntegerField()
    support_group = models.TextField(db_default="other")
    gross = models.BigIntegerField()
    support_state = models.BigIntegerField(db_default=0)
    support_local = models.BigIntegerField(db_default=0)
    support_other = models.BigIntegerField(db_default=0)
    due = models.BigIntegerField()
    receipt_no = models.TextField(db_default="")
    receipt_date = models.DateField(null=True, blank=True)
    collector = models.TextField(db_default="")
    filing = models.UUIDField(null=True, blank=True)

    class Meta:
        """A month is paid once; parts sum to the whole."""

        constraints = [
            ExclusionConstraint(
                name="voluntary_no_overlap", expressions=[("person", EQUAL), ("validity", OVERLAPS)], condition=CURRENT
            ),
            models.CheckConstraint(
                condition=Q(gross=F("due") + F("support_state") + F("support_local") + F("support_other")),
                name="voluntary_parts",
            ),
        ]
        indexes = [models.Index(fields=["office"], name="voluntary_office")]
