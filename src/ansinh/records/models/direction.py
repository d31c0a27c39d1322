"""Directions and scorecards: what a meeting concluded and who does it, questions and answers, scores, alerts."""

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.fields import month_check
from ansinh.records.models.registry import Office

TASK_STATES = ("given", "accepted", "in_work", "reported", "done", "late", "withdrawn")
_NO_LIST = RawSQL("'[]'::jsonb", ())


class Direction(models.Model):
    """What a meeting concluded: its paper, day and chair; the tasks hang on it."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    document = models.TextField()
    title = models.TextField()
    chair = models.TextField()
    day = models.DateField()
    body = models.TextField(db_default="")
    entered_by = models.TextField()
    recorded_at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """A paper is entered once by an office."""

        constraints = [models.UniqueConstraint(fields=["office", "document"], name="direction_once")]


class DirectionTask(models.Model):
    """A task of an office or officer ("" is the office): the result expected, the deadline, the indicator watched.

    `parent` is the task it was cascaded from; what becomes of it are its moves.
    """

    id = models.BigAutoField(primary_key=True)
    direction = models.ForeignKey(Direction, on_delete=models.PROTECT, related_name="tasks")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    officer = models.TextField(db_default="")
    what = models.TextField()
    expected = models.TextField()
    given_on = models.DateField()
    deadline = models.DateField()
    indicator = models.TextField(db_default="")
    target = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    given_by = models.TextField()

    class Meta:
        """A deadline not before the day it is given; the same part is cascaded once."""

        constraints = [
            models.CheckConstraint(condition=Q(deadline__gte=F("given_on")), name="task_days"),
            models.CheckConstraint(condition=Q(target__isnull=True) | ~Q(indicator=""), name="task_target"),
            models.UniqueConstraint(
                fields=["direction", "parent", "office", "officer", "what"], name="task_once", nulls_distinct=False
            ),
        ]
        indexes = [models.Index(fields=["office", "deadline"], name="task_office")]


class TaskMove(models.Model):
    """One state a task came into, who said so and with which figure; the last one counts, none is changed."""

    id = models.BigAutoField(primary_key=True)
    task = models.ForeignKey(DirectionTask, on_delete=models.PROTECT, related_name="moves")
    state = models.TextField(choices=[(k, k) for k in TASK_STATES])
    actor = models.TextField()
    day = models.DateField()
    note = models.TextField(db_default="")
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """The last move of a task is asked for all the time."""

        indexes = [models.Index(fields=["task", "-id"], name="task_last_move")]


class OfficeQuestion(models.Model):
    """A difficulty, proposal or good practice of an office with its figures; a department answers by a day.

    `search` is title and text without accents; `figures` are (indicator, month, value, unit) as they stood then.
    """

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    kind = models.TextField(choices=[(k, k) for k in ("difficulty", "proposal", "practice")])
    title = models.TextField()
    body = models.TextField()
    figures = models.JSONField(db_default=_NO_LIST)
    department = models.TextField(db_default="")
    answer_by = models.DateField(null=True, blank=True)
    raised_by = models.TextField()
    raised_on = models.DateField()
    task = models.ForeignKey(DirectionTask, null=True, blank=True, on_delete=models.PROTECT)
    search = models.TextField()

    class Meta:
        """What is asked has somebody to answer it by a day; a practice is only told."""

        constraints = [
            models.CheckConstraint(
                condition=Q(kind="practice") | (Q(answer_by__gte=F("raised_on")) & ~Q(department="")),
                name="question_answer_by",
            )
        ]
        indexes = [models.Index(fields=["department", "answer_by"], name="question_department")]


class QuestionMove(models.Model):
    """What became of a question: answered, reminded, withdrawn; by whom, with which words; never changed."""

    id = models.BigAutoField(primary_key=True)
    question = models.ForeignKey(OfficeQuestion, on_delete=models.PROTECT, related_name="moves")
    kind = models.TextField(choices=[(k, k) for k in ("answered", "reminded", "withdrawn")])
    actor = models.TextField()
    day = models.DateField()
    body = models.TextField(db_default="")
    search = models.TextField(db_default="")
    at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """Reminded once a day."""

        constraints = [
            models.UniqueConstraint(fields=["question", "day"], condition=Q(kind="reminded"), name="question_reminded")
        ]


class Scoring(models.Model):
    """Weights, caps, penalties and peer groups of emulation from a day on, by a decision; entered and approved by two.

    The content has the form of domain/planning/scoring.yaml. Where no version holds, that file does.
    """

    id = models.BigAutoField(primary_key=True)
    document = models.TextField(unique=True)
    title = models.TextField(db_default="")
    valid_from = models.DateField()
    content = models.JSONField()
    entered_by = models.TextField()
    approved_by = models.TextField(db_default="")
    recorded_at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """Two people."""

        constraints = [
            models.CheckConstraint(condition=~Q(approved_by=F("entered_by")), name="scoring_two_people"),
            models.UniqueConstraint(fields=["valid_from"], condition=~Q(approved_by=""), name="scoring_of_day"),
        ]


class Scorecard(models.Model):
    """The score of an office or officer for a quarter as frozen: every line with weight, actual, target and points.

    Exact numbers are written as fractions in `lines` and `penalties`; `points` is the score rounded once to two
    decimals. An upheld dispute makes the next revision; none is changed.
    """

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    officer = models.TextField(db_default="")
    period = models.DateField()
    revision = models.SmallIntegerField(db_default=1)
    document = models.TextField()
    peers = models.TextField(db_default="")
    lines = models.JSONField()
    penalties = models.JSONField(db_default=_NO_LIST)
    points = models.DecimalField(max_digits=9, decimal_places=2)
    frozen_on = models.DateField()
    frozen_by = models.TextField()
    dispute_until = models.DateField()
    reason = models.TextField(db_default="")

    class Meta:
        """One of each revision; a quarter is named by its first day."""

        constraints = [
            models.UniqueConstraint(fields=["office", "officer", "period", "revision"], name="scorecard_once"),
            models.CheckConstraint(condition=Q(dispute_until__gte=F("frozen_on")), name="scorecard_days"),
            month_check("period", "scorecard_period"),
        ]


class ScoreDispute(models.Model):
    """What somebody disputes in a scorecard and which value they claim; answered once, by somebody else."""

    id = models.BigAutoField(primary_key=True)
    scorecard = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="disputes")
    line = models.TextField()
    claim = models.TextField()
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    raised_by = models.TextField()
    raised_on = models.DateField()
    upheld = models.BooleanField(null=True, blank=True)
    answer = models.TextField(db_default="")
    answered_by = models.TextField(db_default="")
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        """Two people; an answer is whole."""

        constraints = [
            models.CheckConstraint(condition=~Q(answered_by=F("raised_by")), name="dispute_two_people"),
            models.CheckConstraint(
                condition=Q(upheld__isnull=True, answered_on__isnull=True)
                | (Q(upheld__isnull=False, answered_on__gte=F("raised_on")) & ~Q(answered_by="") & ~Q(answer="")),
                name="dispute_answer",
            ),
        ]


class ScoreSignature(models.Model):
    """Who signed a scorecard, and when: it is final."""

    scorecard = models.OneToOneField(Scorecard, primary_key=True, on_delete=models.PROTECT, related_name="signature")
    signed_by = models.TextField()
    signed_on = models.DateField()


class ScorePenalty(models.Model):
    """Something that costs an office or officer points: what, how often, by which paper; taken back by a minus."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    officer = models.TextField(db_default="")
    kind = models.TextField()
    count = models.IntegerField()
    day = models.DateField()
    document = models.TextField()
    noted_by = models.TextField()

    class Meta:
        """The same paper counts once."""

        constraints = [
            models.UniqueConstraint(fields=["office", "officer", "kind", "document", "count"], name="penalty_once"),
            models.CheckConstraint(condition=~Q(count=0), name="penalty_count"),
        ]


class Alert(models.Model):
    """A figure over its threshold in a month: whose, how much, which threshold, and what it was reckoned from."""

    id = models.BigAutoField(primary_key=True)
    rule = models.TextField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    subject = models.TextField(db_default="")
    period = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=6)
    threshold = models.DecimalField(max_digits=24, decimal_places=6)
    evidence = models.JSONField(db_default=RawSQL("'{}'::jsonb", ()))
    raised_on = models.DateField()

    class Meta:
        """Raised once for a month."""

        constraints = [
            models.UniqueConstraint(fields=["rule", "office", "subject", "period"], name="alert_once"),
            month_check("period", "alert_period"),
        ]
        indexes = [models.Index(fields=["office", "-period"], name="alert_office")]


class AlertNote(models.Model):
    """Somebody took note of an alert and said what will be done; never changed."""

    id = models.BigAutoField(primary_key=True)
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="notes")
    actor = models.TextField()
    day = models.DateField()
    note = models.TextField()
    at = models.DateTimeField(db_default=RawSQL("now()", ()))
