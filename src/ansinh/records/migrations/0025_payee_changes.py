"""Another destination of money takes two people and a day; what was overpaid comes back piece by piece."""

import datetime
import django.db.models.deletion
import django.db.models.expressions
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0024_claim_visit_context"),
    ]

    operations = [
        migrations.CreateModel(
            name="PayableRecovery",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("batch", models.UUIDField(blank=True, null=True)),
                ("amount", models.BigIntegerField()),
                ("day", models.DateField()),
                ("document", models.TextField(db_default="")),
                ("actor", models.TextField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.expressions.RawSQL("now()", ()))),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recoveries", to="records.payableline"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("line", "batch"), name="recovery_once"),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="recovery_amount"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayeeChange",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("source", models.SmallIntegerField()),
                ("subject", models.BigIntegerField()),
                (
                    "form",
                    models.TextField(choices=[("bank", "bank"), ("post", "post"), ("unit", "unit"), ("cash", "cash")]),
                ),
                ("code", models.TextField()),
                ("name", models.TextField()),
                ("number", models.TextField(db_default="")),
                ("holder", models.TextField()),
                ("since", models.DateField()),
                ("document", models.TextField(db_default="")),
                ("entered_by", models.TextField()),
                ("entered_at", models.DateTimeField(db_default=django.db.models.expressions.RawSQL("now()", ()))),
                (
                    "state",
                    models.TextField(
                        choices=[("open", "open"), ("approved", "approved"), ("refused", "refused")], db_default="open"
                    ),
                ),
                ("decided_by", models.TextField(db_default="")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(db_default="")),
                ("office", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="records.office")),
                (
                    "payee",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="records.payee"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["office", "state", "entered_at"], name="payee_change_work")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("source", "subject"), name="payee_change_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            models.Q(
                                models.Q(("decided_by", ""), _negated=True),
                                models.Q(("decided_by", models.F("entered_by")), _negated=True),
                                (
                                    "decided_at__gte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("entered_at"), "+", models.Value(datetime.timedelta(days=1))
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="payee_change_cooled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="payee_change_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("since__isnull", True), ("since__day", 1), _connector="OR"),
                        name="payee_change_month",
                    ),
                ],
            },
        ),
    ]
