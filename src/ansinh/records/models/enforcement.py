"""Collection: debt cases, the steps of the ladder with their proofs, promises, instalments, recovery campaigns."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.fields import month_check
from ansinh.records.models.registry import EmployerAccount, Office


class DebtCase(models.Model):
    """The debt of one employer account from the night it was found until it is paid; facts as of the last build.

    `status` is in_time, late or evasion of the law of 2024; `justified` names the paper of a good reason.
    """

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(EmployerAccount, on_delete=models.PROTECT, related_name="debt_cases")
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    opened = models.DateField()
    closed = models.DateField(null=True, blank=True)
    officer = models.TextField(db_default="")
    principal = models.BigIntegerField()
    interest = models.BigIntegerField(db_default=0)
    people = models.IntegerField(db_default=0)
    oldest = models.DateField()
    period = models.DateField()  # the closed month the figures are of
    debt_class = models.SmallIntegerField()
    status = models.TextField(choices=[(k, k) for k in ("in_time", "late", "evasion")])
    evasion_from = models.DateField(null=True, blank=True)
    justified = models.TextField(db_default="")
    built_on = models.DateField()

    class Meta:
        """One open case for an account; the board goes by office."""

        constraints = [
            models.UniqueConstraint(fields=["account"], condition=Q(closed__isnull=True), name="debt_case_once"),
            models.CheckConstraint(
                condition=Q(closed__isnull=True) | Q(closed__gte=F("opened")), name="debt_case_days"
            ),
            month_check("oldest", "debt_case_oldest"),
            month_check("period", "debt_case_period"),
        ]
        indexes = [
            models.Index(fields=["office", "-principal"], condition=Q(closed__isnull=True), name="debt_case_board")
        ]


class DebtStep(models.Model):
    """One step of the ladder in a case: due by rule, then done with its proof, or dropped because the debt is gone.

    `number` is the number of its document, `covers_to` the last month the document speaks of, `delivered_on` with
    `proof` how it is known to have arrived.
    """

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(DebtCase, on_delete=models.PROTECT, related_name="steps")
    step = models.TextField()
    round = models.SmallIntegerField(db_default=1)
    due = models.DateField()
    deadline = models.DateField()
    state = models.TextField(choices=[(k, k) for k in ("due", "done", "dropped")], db_default="due")
    done_on = models.DateField(null=True, blank=True)
    done_by = models.TextField(db_default="")
    number = models.TextField(db_default="")
    covers_to = models.DateField(null=True, blank=True)
    amount = models.BigIntegerField(db_default=0)
    channel = models.TextField(db_default="")
    delivered_on = models.DateField(null=True, blank=True)
    proof = models.TextField(db_default="")
    note = models.TextField(db_default="")

    class Meta:
        """A round of a step stands once; what is done has its day and person."""

        constraints = [
            models.UniqueConstraint(
                fields=["case", "step", "round"], condition=~Q(state="dropped"), name="debt_step_once"
            ),
            models.UniqueConstraint(fields=["case", "step"], condition=Q(state="due"), name="debt_step_waits_once"),
            models.CheckConstraint(
                condition=~Q(state="done") | (Q(done_on__isnull=False) & ~Q(done_by="")), name="debt_step_done"
            ),
        ]
        indexes = [models.Index(fields=["deadline"], condition=Q(state="due"), name="debt_step_work")]


class DebtPromise(models.Model):
    """What a debtor promised: an amount by a day, to whom; kept when the money came, broken when the day passed."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(DebtCase, on_delete=models.PROTECT, related_name="promises")
    amount = models.BigIntegerField()
    until = models.DateField()
    made_on = models.DateField()
    said_by = models.TextField()
    taken_by = models.TextField()
    owed_before = models.BigIntegerField()
    state = models.TextField(choices=[(k, k) for k in ("open", "kept", "broken", "withdrawn")], db_default="open")
    settled_on = models.DateField(null=True, blank=True)
    plan = models.ForeignKey("InstalmentPlan", null=True, blank=True, on_delete=models.PROTECT, related_name="lines")

    class Meta:
        """Whole positive dong, a day not before the promise."""

        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="promise_amount"),
            models.CheckConstraint(condition=Q(until__gte=F("made_on")), name="promise_days"),
        ]


class InstalmentPlan(models.Model):
    """A debt to be paid in parts by a paper: proposed by one, approved by another; its lines are promises."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(DebtCase, on_delete=models.PROTECT, related_name="plans")
    document = models.TextField()
    total = models.BigIntegerField()
    state = models.TextField(choices=[(k, k) for k in ("proposed", "approved", "refused")], db_default="proposed")
    proposed_by = models.TextField()
    approved_by = models.TextField(db_default="")
    made_at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """Two people."""

        constraints = [models.CheckConstraint(condition=~Q(approved_by=F("proposed_by")), name="instalment_two_people")]


class RecoveryCampaign(models.Model):
    """Debts handed over together to the police, the inspection or a court: by which paper, when, what it is for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    body = models.TextField(choices=[(k, k) for k in ("police", "inspection", "court", "labour", "own")])
    name = models.TextField()
    document = models.TextField(unique=True)
    handed_over_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    opened_by = models.TextField()


class RecoveryCase(models.Model):
    """An account handed over with the open items of a closed month: the amounts, kept as they were on that day."""

    id = models.BigAutoField(primary_key=True)
    campaign = models.ForeignKey(RecoveryCampaign, on_delete=models.PROTECT, related_name="cases")
    account = models.ForeignKey(EmployerAccount, on_delete=models.PROTECT)
    period = models.DateField()  # the items of this closed month were handed over
    workers = models.IntegerField()
    amount = models.BigIntegerField()
    file = models.JSONField(db_default=RawSQL("'{}'::jsonb", ()))  # the case as it stood: steps with proof, promises

    class Meta:
        """An account once in a campaign, with something owed."""

        constraints = [
            models.UniqueConstraint(fields=["campaign", "account"], name="recovery_case_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="recovery_case_amount"),
            month_check("period", "recovery_case_period"),
        ]


class DebtSession(models.Model):
    """A working session on debts: when, where, who came (agency, labour, union, industrial park board), its minutes."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    day = models.DateField()
    place = models.TextField()
    minutes = models.TextField()
    chair = models.TextField()
    attended = models.JSONField()  # body: name of its representative, "" where it was invited and did not come
    written_by = models.TextField()

    class Meta:
        """Minutes have one number in an office."""

        constraints = [models.UniqueConstraint(fields=["office", "minutes"], name="debt_session_once")]


class DebtSessionCase(models.Model):
    """What a session said about one case: who came for the employer, what was agreed, the amount owed that day."""

    id = models.BigAutoField(primary_key=True)
    session = models.ForeignKey(DebtSession, on_delete=models.PROTECT, related_name="cases")
    case = models.ForeignKey(DebtCase, on_delete=models.PROTECT, related_name="sessions")
    came = models.TextField(db_default="")
    agreed = models.TextField(db_default="")
    owed = models.BigIntegerField()

    class Meta:
        """A case once in a session."""

        constraints = [models.UniqueConstraint(fields=["session", "case"], name="debt_session_case_once")]


class DebtPublication(models.Model):
    """A list of late and evading employers published on a day by a paper: the rows as they stood. Append-only."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    document = models.TextField(unique=True)
    day = models.DateField()
    sent_to = models.TextField(db_default="")
    rows = models.JSONField()
    employers = models.IntegerField()
    amount = models.BigIntegerField()
    signed_by = models.TextField()
