"""Inspection: plans and their items, cases with team, papers, findings, requests and recoveries, the risk of employers.

A case moves by the machine of domain/collection/inspection_states.py; its story, what was recovered and what was
scored are append-only (records/sql/inspection.sql).
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.fields import month_check
from ansinh.records.models.registry import EmployerAccount, Office, Person

KINDS = ("regular", "periodic", "sudden")
SUBJECTS = ("employer", "facility", "collection_point", "payment_point")
STATES = ("planned", "decided", "started", "recorded", "concluded", "closed", "cancelled")
RUNNING = ("decided", "started", "recorded", "concluded", "closed")
NOTHING = RawSQL("'{}'", ())


def _choices(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, name) for name in names]


class InspectionPlan(models.Model):
    """The inspections of an office and year as a paper sets them; a later version takes the place of the one before."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    year = models.SmallIntegerField()
    version = models.SmallIntegerField(db_default=1)
    document = models.TextField()
    state = models.TextField(choices=_choices(("draft", "signed", "superseded")), db_default="draft")
    made_by = models.TextField()
    signed_by = models.TextField(db_default="")
    signed_on = models.DateField(null=True, blank=True)

    class Meta:
        """One version in force; who made it does not sign it."""

        constraints = [
            models.UniqueConstraint(fields=["office", "year", "version"], name="inspection_plan_version"),
            models.UniqueConstraint(
                fields=["office", "year"], condition=Q(state="signed"), name="inspection_plan_in_force"
            ),
            models.CheckConstraint(condition=~Q(signed_by=F("made_by")), name="inspection_plan_two_people"),
            models.CheckConstraint(condition=Q(state="draft") | ~Q(signed_by=""), name="inspection_plan_signed"),
        ]


class InspectionPlanItem(models.Model):
    """One inspection of a plan: its kind (exactly one), its traits (which overlap), what is inspected, until when.

    Without a `subject` the item is a number of inspections still to be chosen (`quantity`).
    """

    id = models.BigAutoField(primary_key=True)
    plan = models.ForeignKey(InspectionPlan, on_delete=models.PROTECT, related_name="items")
    kind = models.TextField(choices=_choices(KINDS))
    traits = ArrayField(models.TextField(), db_default=NOTHING)
    subject_kind = models.TextField(choices=_choices(SUBJECTS))
    subject = models.TextField(db_default="")
    name = models.TextField(db_default="")
    quantity = models.SmallIntegerField(db_default=1)
    due = models.DateField()
    reason = models.TextField(db_default="")

    class Meta:
        """A subject stands once for a kind; a named subject is one inspection."""

        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "subject_kind", "subject"],
                condition=~Q(subject=""),
                name="inspection_item_once",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0) & (Q(subject="") | Q(quantity=1)), name="inspection_item_quantity"
            ),
        ]


class Inspection(models.Model):
    """One inspection of one subject over a period, from the plan (or a sign of violation) to nothing left to follow.

    `decision`, `minutes` and `conclusion` are the numbers of its papers; `deadline` is that of the conclusion.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    item = models.ForeignKey(InspectionPlanItem, null=True, blank=True, on_delete=models.PROTECT, related_name="cases")
    kind = models.TextField(choices=_choices(KINDS))
    traits = ArrayField(models.TextField(), db_default=NOTHING)
    subject_kind = models.TextField(choices=_choices(SUBJECTS))
    subject = models.TextField()
    name = models.TextField()
    account = models.ForeignKey(EmployerAccount, null=True, blank=True, on_delete=models.PROTECT)
    period_from = models.DateField()
    period_to = models.DateField()
    reason = models.TextField()
    partners = models.TextField(db_default="")
    state = models.TextField(choices=_choices(STATES), db_default="planned")
    decision = models.TextField(db_default="")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.TextField(db_default="")
    started_on = models.DateField(null=True, blank=True)
    minutes = models.TextField(db_default="")
    minutes_on = models.DateField(null=True, blank=True)
    signed_by_subject = models.TextField(db_default="")
    conclusion = models.TextField(db_default="")
    concluded_on = models.DateField(null=True, blank=True)
    deadline = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    counts = models.JSONField(db_default=RawSQL("'{}'::jsonb", ()))  # what was counted on the spot, by name
    opened_by = models.TextField()
    opened_on = models.DateField()

    class Meta:
        """Papers come in their order; an item of a named subject is one case; who proposes does not decide."""

        constraints = [
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="inspection_period"),
            models.CheckConstraint(
                condition=~Q(state__in=RUNNING) | (~Q(decision="") & Q(decided_on__isnull=False)),
                name="inspection_decided",
            ),
            models.CheckConstraint(
                condition=Q(decided_by="") | ~Q(decided_by=F("opened_by")), name="inspection_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("recorded", "concluded", "closed"))
                | (~Q(minutes="") & Q(minutes_on__isnull=False)),
                name="inspection_recorded",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("concluded", "closed"))
                | (~Q(conclusion="") & Q(concluded_on__isnull=False, deadline__isnull=False)),
                name="inspection_concluded",
            ),
            models.UniqueConstraint(fields=["decision"], condition=~Q(decision=""), name="inspection_decision_once"),
            month_check("period_from", "inspection_from"),
        ]
        indexes = [
            models.Index(fields=["office", "state", "deadline"], name="inspection_work"),
            models.Index(fields=["subject_kind", "subject"], name="inspection_subject"),
        ]


class InspectionMember(models.Model):
    """Somebody of a team: one leader, the others members."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="team")
    username = models.TextField()
    role = models.TextField(choices=_choices(("leader", "member")))

    class Meta:
        """Everybody once, one leader."""

        constraints = [
            models.UniqueConstraint(fields=["case", "username"], name="inspection_member_once"),
            models.UniqueConstraint(fields=["case"], condition=Q(role="leader"), name="inspection_one_leader"),
        ]


class InspectionPaper(models.Model):
    """A paper the subject has to show: asked for, received or missing."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="papers")
    code = models.TextField()
    state = models.TextField(choices=_choices(("asked", "received", "missing")), db_default="asked")
    day = models.DateField()
    note = models.TextField(db_default="")

    class Meta:
        """A paper once; what is missing says why."""

        constraints = [
            models.UniqueConstraint(fields=["case", "code"], name="inspection_paper_once"),
            models.CheckConstraint(condition=~Q(state="missing") | ~Q(note=""), name="inspection_paper_missing"),
        ]


class InspectionFinding(models.Model):
    """One violation found: of whom, in which months, what was declared and what is right (dong a month), what is due.

    `document` is what shows it: the wage sheet's line, the signature list.
    """

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="findings")
    kind = models.TextField()
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT)
    name = models.TextField(db_default="")
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    declared = models.BigIntegerField(db_default=0)
    found = models.BigIntegerField(db_default=0)
    amount = models.BigIntegerField(db_default=0)
    document = models.TextField()
    note = models.TextField(db_default="")
    written_by = models.TextField()

    class Meta:
        """Whole months in order, dong not negative."""

        constraints = [
            month_check("first", "inspection_finding_first"),
            month_check("last", "inspection_finding_last"),
            models.CheckConstraint(
                condition=Q(first__isnull=True, last__isnull=True) | Q(last__gte=F("first")),
                name="inspection_finding_months",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0, declared__gte=0, found__gte=0), name="inspection_finding_amounts"
            ),
        ]
        indexes = [models.Index(fields=["case", "id"], name="inspection_finding_case")]


class InspectionRequest(models.Model):
    """What the subject has to do by a day besides paying, and how it is known to be done."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="requests")
    text = models.TextField()
    deadline = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    proof = models.TextField(db_default="")

    class Meta:
        """What is done has its proof; the same is asked once."""

        constraints = [
            models.UniqueConstraint(fields=["case", "text"], name="inspection_request_once"),
            models.CheckConstraint(condition=Q(done_on__isnull=True) | ~Q(proof=""), name="inspection_request_proof"),
        ]


class InspectionRecovery(models.Model):
    """Money that came back for a finding (dong), with its paper. Append-only."""

    id = models.BigAutoField(primary_key=True)
    finding = models.ForeignKey(InspectionFinding, on_delete=models.PROTECT, related_name="recoveries")
    amount = models.BigIntegerField()
    day = models.DateField()
    document = models.TextField()
    actor = models.TextField()

    class Meta:
        """A paper pays a finding once."""

        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="inspection_recovery_amount"),
            models.UniqueConstraint(fields=["finding", "document"], name="inspection_recovery_once"),
        ]


class InspectionMove(models.Model):
    """One move of a case: who, when, from where to where, by which paper. Append-only."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="moves")
    move = models.TextField()
    before = models.TextField()
    after = models.TextField()
    day = models.DateField()
    actor = models.TextField()
    document = models.TextField(db_default="")
    at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """A case is read in the order of its moves."""

        indexes = [models.Index(fields=["case", "id"], name="inspection_story")]


class InspectionDeclaration(models.Model):
    """The declaration drafted from the findings of a case, and the filing it became."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="declarations")
    sha256 = models.TextField()
    rows = models.IntegerField()
    filing = models.UUIDField()
    made_by = models.TextField()
    made_at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """The same findings are declared once."""

        constraints = [models.UniqueConstraint(fields=["case", "sha256"], name="inspection_declaration_once")]


class RiskRun(models.Model):
    """The risk of all employers of an office as of a day, by one version of the features."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    day = models.DateField()
    version = models.TextField()
    features = ArrayField(models.TextField())
    period = models.DateField()
    units = models.IntegerField()
    people = models.IntegerField()
    made_by = models.TextField()
    made_at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """A day is scored once by a version: again takes its place."""

        constraints = [
            models.UniqueConstraint(fields=["office", "day", "version"], name="risk_run_once"),
            month_check("period", "risk_run_period"),
        ]


class RiskScore(models.Model):
    """The risk of one account: points in all and by feature, and the two figures behind each feature."""

    pk = models.CompositePrimaryKey("run", "account")
    run = models.ForeignKey(RiskRun, on_delete=models.CASCADE)
    account = models.ForeignKey(EmployerAccount, on_delete=models.DO_NOTHING, db_constraint=False)
    office = models.ForeignKey(Office, on_delete=models.DO_NOTHING, db_constraint=False)
    points = models.SmallIntegerField()
    by_feature = ArrayField(models.SmallIntegerField())
    figures = ArrayField(models.BigIntegerField())
    people = models.IntegerField()

    class Meta:
        """Ranked by points within a run."""

        indexes = [models.Index(fields=["run", "-points", "account"], name="risk_rank")]


class FacilityOdds(models.Model):
    """A medical facility in the list for inspection: how many of its records stand out, what they claimed."""

    pk = models.CompositePrimaryKey("office", "facility", "first", "last")
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    facility = models.TextField()
    name = models.TextField(db_default="")
    first = models.DateField()
    last = models.DateField()
    visits = models.IntegerField()
    odd = models.IntegerField()
    score = models.IntegerField()
    claimed = models.BigIntegerField()  # dong
    odd_claimed = models.BigIntegerField()
    per_mille = models.SmallIntegerField()
    made_on = models.DateField()

    class Meta:
        """Ranked by share of odd records."""

        indexes = [models.Index(fields=["office", "-per_mille"], name="facility_odds_rank")]
