"""Budget support for health insurance of ethnic minorities and dignitaries: list, proposal, decision, transfer."""

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.registry import Office, Person

SUPPORT_STATES = ("draft", "proposed", "approved", "rejected", "transferred")


class SupportProposal(models.Model):
    """A list of people of a group for whom the local budget is asked to pay: how long, what it costs, who decided.

    `cost` is the sum of its people (dong) when it was proposed; the transfer names its paper and what came.
    """

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    group = models.TextField()
    name = models.TextField()
    basis = models.TextField()  # the paper that asks for it, e.g. a letter of the Party committee
    first = models.DateField()
    months = models.SmallIntegerField()
    share = models.TextField()  # of the contribution, paid by this budget: "1", "0.3"
    state = models.TextField(choices=[(k, k) for k in SUPPORT_STATES], db_default="draft")
    cost = models.BigIntegerField(db_default=0)
    made_by = models.TextField()
    proposed_on = models.DateField(null=True, blank=True)
    decided_by = models.TextField(db_default="")
    decided_on = models.DateField(null=True, blank=True)
    decision = models.TextField(db_default="")
    transferred_on = models.DateField(null=True, blank=True)
    transfer = models.TextField(db_default="")
    received = models.BigIntegerField(db_default=0)

    class Meta:
        """Two people; whole months; money is not negative."""

        constraints = [
            models.CheckConstraint(condition=~Q(decided_by=F("made_by")), name="support_two_people"),
            models.CheckConstraint(condition=Q(months__range=(1, 12)), name="support_months"),
            models.CheckConstraint(condition=Q(cost__gte=0) & Q(received__gte=0), name="support_money"),
            models.CheckConstraint(condition=Q(first__day=1), name="support_month"),
        ]


class SupportPerson(models.Model):
    """Somebody on a list: what they are (why they belong), what the budget pays (dong), or why they were left out."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(SupportProposal, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    reason = models.TextField(db_default="")
    amount = models.BigIntegerField()
    left_out = models.TextField(db_default="")

    class Meta:
        """Once on a list; whoever is left out costs nothing."""

        constraints = [
            models.UniqueConstraint(fields=["proposal", "person"], name="support_person_once"),
            models.CheckConstraint(
                condition=Q(left_out="", amount__gte=0) | (~Q(left_out="") & Q(amount=0)), name="support_person_amount"
            ),
        ]


class SupportEvent(models.Model):
    """What happened to a proposal; never changed."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(SupportProposal, on_delete=models.PROTECT, related_name="events")
    kind = models.TextField()
    actor = models.TextField()
    day = models.DateField()
    document = models.TextField(db_default="")
    at = models.DateTimeField(db_default=RawSQL("now()", ()))
