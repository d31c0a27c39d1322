"""Certificates of no more co-payment in a year, of this agency or another."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.expressions import RawSQL


HISTORY = """
CREATE TRIGGER history AFTER UPDATE ON records_copayexemption REFERENCING OLD TABLE AS before_rows
    NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION ansinh_history();
CREATE TRIGGER history_delete AFTER DELETE ON records_copayexemption REFERENCING OLD TABLE AS before_rows
    FOR EACH STATEMENT EXECUTE FUNCTION ansinh_history_delete();
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0038_changes_withdrawn")]
    operations = [
        migrations.CreateModel(
            name="CopayExemption",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.TextField()),
                ("issuer", models.TextField()),
                ("holds_from", models.DateField()),
                ("year", models.SmallIntegerField()),
                ("recorded_at", models.DateTimeField(db_default=RawSQL("now()", ()))),
                ("recorded_by", models.TextField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("undone_by", models.TextField(db_default="")),
                ("undone_reason", models.TextField(db_default="")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="copay_exemptions", to="records.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("person", "year"),
                        name="copay_exemption_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True) & models.Q(("issuer", ""), _negated=True),
                        name="copay_exemption_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("undone_at__isnull", True))
                        | models.Q(("undone_reason", ""), _negated=True),
                        name="copay_exemption_undone",
                    ),
                ]
            },
        ),
        migrations.RunSQL(HISTORY, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="cardevent",
            name="kind",
            field=models.TextField(
                choices=[
                    (kind, kind)
                    for kind in (
                        "issue", "reissue", "change", "hold", "release", "link", "unlink", "facility", "exempt",
                        "unexempt",
                    )
                ]
            ),
        ),
    ]
