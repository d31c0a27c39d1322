"""A visit notes the lines later batches must know of; a facility's month has alerts of its own."""

import django.db.models.expressions
from django.db import migrations, models

ADD = """
ALTER TABLE records_claimvisit ADD COLUMN noted text NOT NULL DEFAULT '';
ALTER TABLE records_claimvisit ADD COLUMN own bigint NOT NULL DEFAULT 0;
ALTER TABLE records_claimvisit ADD COLUMN other bigint NOT NULL DEFAULT 0;
"""
DROP = "".join(f"ALTER TABLE records_claimvisit DROP COLUMN {name};" for name in ("noted", "own", "other"))
HISTORY = """
CREATE TRIGGER history AFTER UPDATE ON records_claimalert REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION ansinh_history();
CREATE TRIGGER history_delete AFTER DELETE ON records_claimalert REFERENCING OLD TABLE AS before_rows
    FOR EACH STATEMENT EXECUTE FUNCTION ansinh_history_delete();
"""


class Migration(migrations.Migration):
    """Columns that cost nothing on a full province; one table more."""

    dependencies = [("records", "0026_registry_changes")]

    operations = [
        migrations.RunSQL(ADD, DROP),
        migrations.CreateModel(
            name="ClaimAlert",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("facility", models.TextField()),
                ("period", models.DateField()),
                ("rule", models.TextField()),
                ("key", models.TextField(db_default="")),
                ("found", models.TextField()),
                ("degree", models.SmallIntegerField()),
                (
                    "state",
                    models.TextField(
                        choices=[("open", "open"), ("answered", "answered"), ("closed", "closed")], db_default="open"
                    ),
                ),
                ("raised_at", models.DateTimeField(db_default=django.db.models.expressions.RawSQL("now()", ()))),
                ("raised_by", models.TextField()),
                ("answer", models.TextField(db_default="")),
                ("answered_by", models.TextField(db_default="")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(db_default="")),
                ("closed_by", models.TextField(db_default="")),
            ],
            options={
                "indexes": [models.Index(fields=["period", "state"], name="claim_alert_open")],
                "constraints": [
                    models.UniqueConstraint(fields=("facility", "period", "rule", "key"), name="claim_alert_once"),
                    models.CheckConstraint(condition=models.Q(("degree__range", (1, 3))), name="claim_alert_degree"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(("closed_by", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="claim_alert_closed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period__isnull", True), ("period__day", 1), _connector="OR"),
                        name="claim_alert_month",
                    ),
                ],
            },
        ),
        migrations.RunSQL(HISTORY, migrations.RunSQL.noop),
    ]
