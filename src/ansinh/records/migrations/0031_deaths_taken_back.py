"""A wrong notice of death is taken back by two people, heirs pay claims in at the desk, deaths come in lists."""

import django.db.models.deletion
import django.db.models.expressions
import uuid
from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0030_payment_tally"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeathList",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "source",
                    models.TextField(
                        choices=[
                            ("justice", "justice"),
                            ("police", "police"),
                            ("health", "health"),
                            ("post", "post"),
                            ("other", "other"),
                        ]
                    ),
                ),
                ("file_name", models.TextField()),
                ("sha256", models.TextField()),
                ("rows", models.IntegerField()),
                ("errors", models.IntegerField()),
                ("warnings", models.IntegerField()),
                ("findings", models.JSONField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("staged", "staged"),
                            ("refused", "refused"),
                            ("recording", "recording"),
                            ("done", "done"),
                        ]
                    ),
                ),
                ("received_on", models.DateField()),
                ("received_by", models.TextField()),
                ("received_at", models.DateTimeField(db_default=django.db.models.expressions.RawSQL("now()", ()))),
                ("recorded_by", models.TextField(db_default="")),
            ],
        ),
        migrations.CreateModel(
            name="DeathRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("row", models.IntegerField()),
                ("number", models.TextField()),
                ("full_name", models.TextField()),
                ("birth", models.DateField(blank=True, null=True)),
                ("died_on", models.DateField()),
                ("document", models.TextField(db_default="")),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("staged", "staged"),
                            ("unknown", "unknown"),
                            ("recorded", "recorded"),
                            ("known", "known"),
                            ("refused", "refused"),
                        ],
                        db_default="staged",
                    ),
                ),
                ("stopped", models.SmallIntegerField(db_default=0)),
                ("claimed", models.BigIntegerField(db_default=0)),
                ("told", models.TextField(db_default="")),
            ],
        ),
        migrations.CreateModel(
            name="DeathWithdrawal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("died_on", models.DateField()),
                ("document", models.TextField()),
                ("asked_by", models.TextField()),
                ("asked_at", models.DateTimeField(db_default=django.db.models.expressions.RawSQL("now()", ()))),
                (
                    "state",
                    models.TextField(
                        choices=[("open", "open"), ("approved", "approved"), ("refused", "refused")], db_default="open"
                    ),
                ),
                ("decided_by", models.TextField(db_default="")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(db_default="")),
            ],
        ),
        migrations.CreateModel(
            name="OverpaymentReceipt",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("amount", models.BigIntegerField()),
                ("payer", models.TextField()),
                ("document", models.TextField()),
                ("recorded_by", models.TextField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.expressions.RawSQL("now()", ()))),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="overpayment",
            name="overpayment_once",
        ),
        migrations.AddField(
            model_name="overpayment",
            name="cause",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="overpayment",
            name="known_at",
            field=models.DateTimeField(db_default=django.db.models.expressions.RawSQL("now()", ())),
        ),
        migrations.AddField(
            model_name="overpayment",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="overpayment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)), fields=("pension", "batch"), name="overpayment_once"
            ),
        ),
        migrations.AddField(
            model_name="deathlist",
            name="office",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="records.office"),
        ),
        migrations.AddField(
            model_name="deathrow",
            name="list",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="records.deathlist",
            ),
        ),
        migrations.AddField(
            model_name="deathrow",
            name="person",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="records.person"
            ),
        ),
        migrations.AddField(
            model_name="deathwithdrawal",
            name="office",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="records.office"),
        ),
        migrations.AddField(
            model_name="deathwithdrawal",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="records.person"),
        ),
        migrations.AddField(
            model_name="overpaymentreceipt",
            name="overpayment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="records.overpayment"
            ),
        ),
        migrations.AddIndex(
            model_name="deathlist",
            index=models.Index(fields=["office", "received_at"], name="death_list_work"),
        ),
        migrations.AddConstraint(
            model_name="deathlist",
            constraint=models.UniqueConstraint(fields=("office", "sha256"), name="death_list_once"),
        ),
        migrations.AddConstraint(
            model_name="deathrow",
            constraint=models.UniqueConstraint(fields=("list", "row"), name="death_row_once"),
        ),
        migrations.AddIndex(
            model_name="deathwithdrawal",
            index=models.Index(fields=["office", "state"], name="death_withdrawal_work"),
        ),
        migrations.AddConstraint(
            model_name="deathwithdrawal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("person",), name="death_withdrawal_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="deathwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "open"),
                    models.Q(
                        models.Q(("decided_by", ""), _negated=True),
                        models.Q(("decided_by", models.F("asked_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="death_withdrawal_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="deathwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="death_withdrawal_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="overpaymentreceipt",
            constraint=models.UniqueConstraint(fields=("overpayment", "document"), name="overpayment_receipt_once"),
        ),
        migrations.AddConstraint(
            model_name="overpaymentreceipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__gt", 0), models.Q(("payer", ""), _negated=True), models.Q(("document", ""), _negated=True)
                ),
                name="overpayment_receipt_amount",
            ),
        ),
        migrations.RunSQL((SQL / "deaths.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
