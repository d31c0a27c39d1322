"""What became of a batch is counted as answers come (records/sql/payments_tally.sql)."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("records", "0029_outreach_weeks")]
    operations = [
        migrations.RunSQL((SQL / "payments_tally.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
