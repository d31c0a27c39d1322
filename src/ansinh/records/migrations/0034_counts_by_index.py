"""The month of an agent's receipts and what relief was paid are counted from their indexes (sql/relief_paid.sql)."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("records", "0033_payroll_tried")]
    operations = [
        migrations.AddIndex(
            model_name="agentreceipt",
            index=models.Index(
                fields=["day"], include=["collector", "amount"], condition=models.Q(void_approved_by=""),
                name="agent_receipt_month",
            ),
        ),
        migrations.RunSQL((SQL / "relief_paid.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]  # fmt: skip
