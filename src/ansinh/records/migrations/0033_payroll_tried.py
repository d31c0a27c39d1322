"""What a trial reckoned is what is written (sql/payroll_tried.sql); cards are found by the day they end."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("records", "0032_changes_ahead_and_arrivals")]
    operations = [
        migrations.RunSQL((SQL / name).read_text(encoding="utf-8"), migrations.RunSQL.noop)
        for name in ("payroll_tried.sql", "cards_ending.sql")
    ]
