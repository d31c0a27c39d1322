"""Benefits: dossiers, their moves, papers, decisions, what they hold, what is payable; lists 01B-HSB as received."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.fields import EQUAL, OVERLAPS, month_check
from ansinh.records.models.registry import EmployerAccount, Office, Person

CHANNELS = ("counter", "ivan", "agency_portal", "national_portal", "vssid", "post", "api", "bulk")
LIST_STATES = ("received", "checked", "accepted", "accepted_in_part", "returned")
PAY_CHANNELS = ("bank", "unit", "post", "cash")
STATES = (
    "received", "returned", "completed", "computed", "reviewed", "approved", "paid", "appealed", "revised", "closed",
)  # fmt: skip


def _choices(names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return names as Django wants its choices."""
    return [(name, name) for name in names]


class BenefitList(models.Model):
    """A list 01B-HSB as an employer sent it; the same bytes for the same account and month are one list."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    number = models.TextField(unique=True)
    channel = models.TextField(choices=_choices(CHANNELS))
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    account = models.ForeignKey(EmployerAccount, on_delete=models.PROTECT, related_name="benefit_lists")
    period = models.DateField()
    file_name = models.TextField()
    sha256 = models.TextField()
    state = models.TextField(choices=_choices(LIST_STATES), db_default="received")
    rows = models.IntegerField(db_default=0)
    rows_accepted = models.IntegerField(db_default=0)
    errors = models.IntegerField(db_default=0)
    warnings = models.IntegerField(db_default=0)
    received_on = models.DateField()
    received_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    received_by = models.TextField()
    decided_by = models.TextField(db_default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(db_default="")
    due = models.DateField()

    class Meta:
        """Sent twice is received once."""

        constraints = [
            models.UniqueConstraint(fields=["account", "period", "sha256"], name="benefit_list_once"),
            month_check("period", "benefit_list_month"),
        ]
        indexes = [models.Index(fields=["office", "state", "received_at"], name="benefit_list_work")]


class BenefitListContent(models.Model):
    """The bytes as they came (kept for ever), the staged rows and their findings once read (packed)."""

    list = models.OneToOneField(BenefitList, primary_key=True, on_delete=models.PROTECT, related_name="content")
    body = models.BinaryField()
    staged = models.BinaryField(null=True)
    findings = models.BinaryField(null=True)


class Dossier(models.Model):
    """One claim of one person: from its receipt to a decision that is paid, and to its end.

    `claimed` is what was typed (days, the child, the disease, the papers' numbers); everything else comes from the
    register. `due` is the last day to decide; while the dossier is returned the clock stands (`clock_left` working
    days remain).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    number = models.TextField(unique=True)  # nnnnn/YYYY/office, the receipt number
    procedure = models.TextField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="dossiers")
    account = models.ForeignKey(EmployerAccount, null=True, blank=True, on_delete=models.PROTECT)
    list = models.ForeignKey(BenefitList, null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers")
    list_row = models.IntegerField(null=True, blank=True)
    channel = models.TextField(choices=_choices(CHANNELS))
    received_on = models.DateField()
    received_by = models.TextField()
    claimed = models.JSONField()
    first_day = models.DateField()  # of the leave or right asked for: chooses the law
    state = models.TextField(choices=_choices(STATES), db_default="received")
    version = models.SmallIntegerField(db_default=1)  # of the decision being worked on, or in force
    outcome = models.TextField(db_default="")  # of the decision in force: grant | refuse
    due = models.DateField()
    clock_left = models.SmallIntegerField(null=True, blank=True)
    pay_channel = models.TextField(choices=_choices(PAY_CHANNELS))
    bank_bin = models.TextField(db_default="")
    bank_name = models.TextField(db_default="")
    bank_account = models.TextField(db_default="")
    account_holder = models.TextField(db_default="")
    post_point = models.TextField(db_default="")
    late_reason = models.TextField(db_default="")
    changed_at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """A row of a list is one dossier; the clock stands exactly while it is returned; the work-list goes by due."""

        constraints = [
            models.UniqueConstraint(fields=["list", "list_row"], name="dossier_list_row"),
            models.CheckConstraint(
                condition=Q(state="returned", clock_left__isnull=False)
                | (~Q(state="returned") & Q(clock_left__isnull=True)),
                name="dossier_clock",
            ),
            models.CheckConstraint(condition=Q(due__gte=F("received_on")), name="dossier_due"),
            models.CheckConstraint(condition=~Q(pay_channel="bank") | ~Q(bank_account=""), name="dossier_bank_account"),
            models.CheckConstraint(condition=Q(outcome__in=("", "grant", "refuse")), name="dossier_outcome"),
        ]
        indexes = [
            models.Index(fields=["office", "state", "due", "id"], name="dossier_work"),
            models.Index(fields=["person", "first_day"], name="dossier_person"),
            models.Index(fields=["list", "state"], name="dossier_list_state"),
        ]


class DossierMove(models.Model):
    """One move of a dossier: who, when, from where to where, why. Append-only (records/sql/benefits.sql)."""

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="moves")
    version = models.SmallIntegerField()
    move = models.TextField()
    before = models.TextField()
    after = models.TextField()
    actor = models.TextField()
    reason = models.TextField(db_default="")
    due = models.DateField(null=True, blank=True)
    at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """What is returned, refused or sent back says why."""

        constraints = [
            models.CheckConstraint(
                condition=~Q(move__in=("return", "send_back", "reopen", "appeal", "answer")) | ~Q(reason=""),
                name="move_says_why",
            )
        ]
        indexes = [models.Index(fields=["dossier", "id"], name="move_story")]


class DossierPaper(models.Model):
    """A paper of a dossier: on paper, or replaced by data of the register or of a partner."""

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="papers")
    paper = models.TextField()
    how = models.TextField(choices=_choices(("paper", "data")))
    document = models.TextField(db_default="")  # number or reference
    received_on = models.DateField()
    received_by = models.TextField()

    class Meta:
        """A kind of paper once."""

        constraints = [models.UniqueConstraint(fields=["dossier", "paper"], name="paper_once")]


class DossierDecision(models.Model):
    """What was reckoned and decided in one version of a dossier, with the facts as they were known at `known_at`.

    The sentences of the law are told again from the facts; `reasons` are the failed conditions of a refusal. Once
    approved nothing of it changes (records/sql/benefits.sql).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="decisions")
    version = models.SmallIntegerField()
    number = models.TextField(db_default="")
    outcome = models.TextField(choices=_choices(("grant", "refuse")))
    amount = models.BigIntegerField()  # dong: all that is paid once
    monthly = models.BigIntegerField(db_default=0)  # dong a month
    difference = models.BigIntegerField()  # dong: amount less what earlier versions gave
    monthly_difference = models.BigIntegerField(db_default=0)
    parts = models.JSONField()  # the payable lines reckoned
    holds = models.JSONField()  # days and children it would use
    facts = models.JSONField()
    facts_hash = models.TextField()
    known_at = models.DateTimeField()
    law_fingerprint = models.TextField()
    reasons = models.JSONField()
    computed_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    proposed_by = models.TextField()
    reviewed_by = models.TextField(db_default="")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    sampled = models.BooleanField(db_default=False)  # the reviewer reckoned this one anew
    approved_by = models.TextField(db_default="")
    decided_on = models.DateField(null=True, blank=True)
    contest_until = models.DateField(null=True, blank=True)

    class Meta:
        """Three people; a refusal gives reasons and no money; what is approved was reviewed."""

        constraints = [
            models.UniqueConstraint(fields=["dossier", "version"], name="decision_version"),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="decision_number"),
            models.CheckConstraint(
                condition=Q(reviewed_by="") | ~Q(reviewed_by=F("proposed_by")), name="decision_reviewer_other"
            ),
            models.CheckConstraint(
                condition=Q(approved_by="")
                | (~Q(approved_by=F("proposed_by")) & ~Q(approved_by=F("reviewed_by")) & ~Q(reviewed_by="")),
                name="decision_approver_other",
            ),
            models.CheckConstraint(
                condition=Q(outcome="grant") | (Q(amount=0, monthly=0) & ~Q(reasons=[])), name="decision_refusal"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0, monthly__gte=0), name="decision_amounts"),
            models.CheckConstraint(
                condition=Q(approved_by="", decided_on__isnull=True)
                | (~Q(approved_by="") & Q(decided_on__isnull=False) & ~Q(number="")),
                name="decision_signed",
            ),
        ]


class DossierHold(models.Model):
    """Days, a child or a death that an approved decision uses: no second decision may use the same.

    `bar` is the kind that excludes itself (domain/benefits/overlaps.py), `key` the person or the event.
    """

    id = models.BigAutoField(primary_key=True)
    decision = models.ForeignKey(DossierDecision, on_delete=models.PROTECT, related_name="held")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT)
    bar = models.TextField()
    key = models.TextField()
    days = DateRangeField()
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The same days of a bar and key are held once at a time."""

        constraints = [
            ExclusionConstraint(
                name="hold_once",
                expressions=[("bar", EQUAL), ("key", EQUAL), ("days", OVERLAPS)],
                condition=Q(released_at__isnull=True),
            ),
            models.CheckConstraint(condition=Q(days__isempty=False), name="hold_some_days"),
        ]


class PayableLine(models.Model):
    """An amount an approved decision makes payable: once, or every month. Later versions give differences only.

    Append-only but for `taken_*` and `paid_on`, which payments write through records/store/benefits/payables.py.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    decision = models.ForeignKey(DossierDecision, on_delete=models.PROTECT, related_name="lines")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="lines")
    position = models.SmallIntegerField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT)
    payee = models.TextField()
    fund = models.SmallIntegerField()
    kind = models.TextField()
    rhythm = models.TextField(choices=_choices(("once", "month")))
    amount = models.BigIntegerField()
    days = DateRangeField()
    due = models.DateField()
    channel = models.TextField(choices=_choices(PAY_CHANNELS))
    account = models.ForeignKey(EmployerAccount, null=True, blank=True, on_delete=models.PROTECT)
    bank_bin = models.TextField(db_default="")
    bank_name = models.TextField(db_default="")
    bank_account = models.TextField(db_default="")
    account_holder = models.TextField(db_default="")
    post_point = models.TextField(db_default="")
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT)
    taken_by = models.UUIDField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)

    class Meta:
        """Some dong; paid only once it was taken; a line of a decision once."""

        constraints = [
            models.UniqueConstraint(fields=["decision", "position"], name="payable_once"),
            models.CheckConstraint(condition=~Q(amount=0), name="payable_amount"),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | Q(taken_by__isnull=False), name="payable_taken_first"
            ),
            models.CheckConstraint(
                condition=~Q(channel="unit") | Q(account__isnull=False), name="payable_unit_account"
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "rhythm", "due", "id"], condition=Q(taken_by__isnull=True), name="payable_waiting"
            ),
            models.Index(fields=["dossier"], name="payable_dossier"),
        ]


class PayableRecovery(models.Model):
    """Dong of an overpaid line (negative) that came back: set against a payment of a batch, or paid in at the desk."""

    id = models.BigAutoField(primary_key=True)
    line = models.ForeignKey(PayableLine, on_delete=models.PROTECT, related_name="recoveries")
    batch = models.UUIDField(null=True, blank=True)  # of the payment it was deducted from
    amount = models.BigIntegerField()
    day = models.DateField()
    document = models.TextField(db_default="")
    actor = models.TextField()
    recorded_at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """Some dong; once a batch."""

        constraints = [
            models.UniqueConstraint(fields=["line", "batch"], name="recovery_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="recovery_amount"),
        ]


class DossierAppeal(models.Model):
    """A decision contested: by whom, why, until when, and the answer of somebody who had no hand in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="appeals")
    version = models.SmallIntegerField()
    filed_on = models.DateField()
    grounds = models.TextField()
    recorded_by = models.TextField()
    due = models.DateField()
    upheld = models.BooleanField(null=True)  # true: the decision is reckoned anew
    answer = models.TextField(db_default="")
    answered_by = models.TextField(db_default="")
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        """One open appeal at a time; an answer says why."""

        constraints = [
            models.UniqueConstraint(fields=["dossier"], condition=Q(upheld__isnull=True), name="appeal_open_once"),
            models.CheckConstraint(condition=Q(upheld__isnull=True) | ~Q(answer=""), name="appeal_answer"),
        ]


class Reopening(models.Model):
    """A decision whose facts changed after it was made: what it would be now. People decide whether it is revised."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="reopenings")
    version = models.SmallIntegerField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    found_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    facts_hash = models.TextField()
    changed = models.JSONField()  # which facts: name, before, after
    difference = models.BigIntegerField()
    monthly_difference = models.BigIntegerField(db_default=0)
    state = models.TextField(choices=_choices(("open", "taken", "dismissed")), db_default="open")
    decided_by = models.TextField(db_default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(db_default="")

    class Meta:
        """The same change is found once; dismissing says why."""

        constraints = [
            models.UniqueConstraint(fields=["dossier", "version", "facts_hash"], name="reopening_once"),
            models.CheckConstraint(condition=~Q(state="dismissed") | ~Q(reason=""), name="reopening_says_why"),
        ]
        indexes = [models.Index(fields=["office", "state", "found_at"], name="reopening_work")]
