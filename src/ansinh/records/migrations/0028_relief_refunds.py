"""Relief that goes back to employers: a list without people, one case of the employer itself."""

from django.db import migrations, models

KINDS = ("participants", "kept", "single", "confirmation", "refund")


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0027_claims_as_a_whole"),
    ]

    operations = [
        migrations.AlterField(
            model_name="relieflist", name="kind", field=models.TextField(choices=[(kind, kind) for kind in KINDS])
        ),
        migrations.RunSQL(
            "ALTER TABLE records_reliefcase ALTER COLUMN person DROP NOT NULL;"
            "CREATE UNIQUE INDEX records_reliefcase_own ON records_reliefcase (list) WHERE person IS NULL;",
            "DROP INDEX records_reliefcase_own;",
        ),
    ]
