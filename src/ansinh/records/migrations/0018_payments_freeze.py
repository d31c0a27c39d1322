"""A fact of a pension never slips in behind a trial: records/sql/payments_freeze.sql."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("records", "0017_decisions_keep_facts")]
    operations = [
        migrations.RunSQL((SQL / "payments_freeze.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
