"""The history of many rows changed at once takes time in proportion to them (sql/history_of_many.sql)."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "history_of_many.sql"


class Migration(migrations.Migration):
    dependencies = [("records", "0034_counts_by_index")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
