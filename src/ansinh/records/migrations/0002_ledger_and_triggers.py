"""Partitioned ledger tables, append-only and history triggers: records/sql."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [
        migrations.RunSQL((SQL / "ledger.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.RunSQL((SQL / "registry.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
