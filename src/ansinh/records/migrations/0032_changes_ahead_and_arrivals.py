"""A change approved ahead waits for its day; who checked in at a facility is kept before the record comes."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0031_deaths_taken_back"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClaimArrival",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("facility", models.TextField()),
                ("episode", models.TextField()),
                ("card", models.TextField(db_default="")),
                ("came", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(db_default="")),
                ("place", models.IntegerField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="registrychange",
            name="registry_change_two_people",
        ),
        migrations.AlterField(
            model_name="registrychange",
            name="state",
            field=models.TextField(
                choices=[
                    ("proposed", "proposed"),
                    ("waiting", "waiting"),
                    ("approved", "approved"),
                    ("refused", "refused"),
                ],
                db_default="proposed",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrychange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["approved", "waiting"]), _negated=True),
                    models.Q(
                        models.Q(("decided_by", ""), _negated=True),
                        models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="registry_change_two_people",
            ),
        ),
        migrations.AddField(
            model_name="claimarrival",
            name="file",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="records.claimfile"),
        ),
        migrations.AddIndex(
            model_name="claimarrival",
            index=models.Index(fields=["facility", "-came"], name="claim_arrival_list"),
        ),
        migrations.AddConstraint(
            model_name="claimarrival",
            constraint=models.UniqueConstraint(fields=("facility", "episode"), name="claim_arrival_once"),
        ),
        migrations.RunSQL((SQL / "changes_ahead.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
