"""The freeze of a month: records/sql/month.sql."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("records", "0003_payers_and_transfers")]
    operations = [migrations.RunSQL((SQL / "month.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
