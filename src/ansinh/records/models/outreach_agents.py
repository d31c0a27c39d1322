"""Collection agents: contracts, points, collectors, quotas, receipts, rules of commission, statements."""

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from ansinh.records.models.fields import month_check
from ansinh.records.models.registry import Office

AGENT_KINDS = ("post", "bank", "hospital", "company", "union", "commune")
CONTRACT_STATES = ("signed", "active", "warned", "suspended", "terminated", "settled")
SCHEMES = ("hi_household", "hi_pupil", "vsi")


class AgentOrganisation(models.Model):
    """Who collects for the agency: the post, a bank, a hospital, a company, a union, a commune."""

    id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True)
    name = models.TextField()
    kind = models.TextField(choices=[(k, k) for k in AGENT_KINDS])
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    phone = models.TextField(db_default="")


class AgentContract(models.Model):
    """A contract with its state and the conditions last checked ({condition: held or not})."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(AgentOrganisation, on_delete=models.PROTECT, related_name="contracts")
    number = models.TextField(unique=True)
    valid_from = models.DateField()
    valid_to = models.DateField()
    state = models.TextField(choices=[(k, k) for k in CONTRACT_STATES], db_default="signed")
    conditions = models.JSONField(db_default=RawSQL("'{}'::jsonb", ()))
    checked_on = models.DateField(null=True, blank=True)
    reason = models.TextField(db_default="")
    signed_by = models.TextField()

    class Meta:
        """One contract of an organisation goes on at a time."""

        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="agent_contract_days"),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state__in=["active", "warned", "suspended"]),
                name="agent_contract_once",
            ),
        ]


class AgentContractEvent(models.Model):
    """What happened to a contract: signed, checked, warned, suspended, terminated, settled; never changed."""

    id = models.BigAutoField(primary_key=True)
    contract = models.ForeignKey(AgentContract, on_delete=models.PROTECT, related_name="events")
    kind = models.TextField()
    state = models.TextField()  # after it
    actor = models.TextField()
    day = models.DateField()
    document = models.TextField(db_default="")
    facts = models.JSONField(db_default=RawSQL("'{}'::jsonb", ()))
    at = models.DateTimeField(db_default=RawSQL("now()", ()))


class AgentPoint(models.Model):
    """A collection point in a commune."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(AgentOrganisation, on_delete=models.PROTECT, related_name="points")
    code = models.TextField(unique=True)
    name = models.TextField()
    commune = models.TextField(db_default="")
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    opened = models.DateField()
    closed = models.DateField(null=True, blank=True)


class Collector(models.Model):
    """A person who takes money, with the training certificate and until when it holds."""

    id = models.BigAutoField(primary_key=True)
    point = models.ForeignKey(AgentPoint, on_delete=models.PROTECT, related_name="collectors")
    code = models.TextField(unique=True)
    name = models.TextField()
    certificate = models.TextField(db_default="")
    certified_to = models.DateField(null=True, blank=True)
    username = models.TextField(db_default="")


class AgentQuota(models.Model):
    """What a collector is to bring in a week or month, by scheme; new people and renewals."""

    id = models.BigAutoField(primary_key=True)
    collector = models.ForeignKey(Collector, on_delete=models.PROTECT, related_name="quotas")
    scheme = models.TextField(choices=[(k, k) for k in SCHEMES])
    first = models.DateField()
    last = models.DateField()
    people = models.IntegerField()
    document = models.TextField(db_default="")

    class Meta:
        """Once for a span."""

        constraints = [
            models.UniqueConstraint(fields=["collector", "scheme", "first"], name="agent_quota_once"),
            models.CheckConstraint(condition=Q(people__gte=0) & Q(last__gte=F("first")), name="agent_quota_shape"),
        ]


class AgentRemittance(models.Model):
    """What a collector hands on for a day: the receipts since the last one, dong, the bank's reference."""

    id = models.BigAutoField(primary_key=True)
    collector = models.ForeignKey(Collector, on_delete=models.PROTECT, related_name="remittances")
    day = models.DateField()
    receipts = models.IntegerField()
    amount = models.BigIntegerField()
    reference = models.TextField()
    made_by = models.TextField()
    made_at = models.DateTimeField(db_default=RawSQL("now()", ()))

    class Meta:
        """A reference is used once; something is handed on."""

        constraints = [
            models.UniqueConstraint(fields=["collector", "reference"], name="agent_remittance_once"),
            models.CheckConstraint(condition=Q(amount__gt=0) & Q(receipts__gt=0), name="agent_remittance_amount"),
        ]


class AgentReceipt(models.Model):
    """A numbered receipt: never changed; voided by one with a reason, approved by another."""

    id = models.BigAutoField(primary_key=True)
    number = models.TextField(unique=True)
    collector = models.ForeignKey(Collector, on_delete=models.PROTECT, related_name="receipts")
    scheme = models.TextField(choices=[(k, k) for k in SCHEMES])
    renewal = models.BooleanField()
    payer = models.TextField()  # SI number or personal ID
    amount = models.BigIntegerField()
    day = models.DateField()
    issued_at = models.DateTimeField(db_default=RawSQL("now()", ()))
    voided_by = models.TextField(db_default="")
    void_reason = models.TextField(db_default="")
    void_approved_by = models.TextField(db_default="")
    voided_on = models.DateField(null=True, blank=True)
    remittance = models.ForeignKey(
        AgentRemittance, null=True, blank=True, on_delete=models.PROTECT, related_name="handed_on"
    )

    class Meta:
        """Positive dong; two people void."""

        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="agent_receipt_amount"),
            models.CheckConstraint(
                condition=Q(void_approved_by="") | ~Q(void_approved_by=F("voided_by")), name="agent_void_two_people"
            ),
        ]
        indexes = [
            models.Index(fields=["collector", "day"], name="agent_receipt_day"),
            models.Index(
                fields=["day"], include=["collector", "amount"], condition=Q(void_approved_by=""),
                name="agent_receipt_month",
            ),
        ]  # fmt: skip


class CommissionRule(models.Model):
    """A dated rate of commission, by a paper, entered by one and approved by another; "" and null match everything."""

    id = models.BigAutoField(primary_key=True)
    scheme = models.TextField(choices=[(k, k) for k in SCHEMES])
    renewal = models.BooleanField(null=True, blank=True)
    kind = models.TextField(db_default="")
    rate = models.TextField()  # a share of the money, as text: 0.07
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    document = models.TextField()
    entered_by = models.TextField()
    approved_by = models.TextField(db_default="")

    class Meta:
        """Two people."""

        constraints = [models.CheckConstraint(condition=~Q(approved_by=F("entered_by")), name="commission_two_people")]


class CommissionStatement(models.Model):
    """What an organisation earned in a month on matched money, less what is clawed back; signed by two."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(AgentOrganisation, on_delete=models.PROTECT, related_name="statements")
    period = models.DateField()
    matched = models.BigIntegerField()
    earned = models.BigIntegerField()
    clawed_back = models.BigIntegerField()
    receipts = models.JSONField()  # number -> dong of commission
    made_by = models.TextField()
    approved_by = models.TextField(db_default="")

    class Meta:
        """Once for a month; maker is not checker."""

        constraints = [
            models.UniqueConstraint(fields=["organisation", "period"], name="commission_statement_once"),
            models.CheckConstraint(condition=~Q(approved_by=F("made_by")), name="commission_statement_two_people"),
            month_check("period", "commission_month"),
        ]
