import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0002_ledger_and_triggers")]
    operations = [
        migrations.AddField("budgettransfer", "group", models.TextField(db_default="")),
        migrations.AddField(
            "refund",
            "paid_line",
            models.OneToOneField(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="refund_paid", to="records.bankline",
            ),
        ),
        # The key changes from the payer to the pair: the table is made anew, it held nothing yet.
        migrations.DeleteModel("PayerAccount"),
        migrations.CreateModel(
            name="PayerAccount",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("payer_account", models.TextField()),
                ("seen", models.IntegerField(db_default=1)),
                ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="records.employeraccount")),
            ],
        ),
        migrations.AddConstraint(
            "budgettransfer",
            models.UniqueConstraint(condition=models.Q(("line__isnull", False)), fields=("line",), name="transfer_line_once"),
        ),
        migrations.AddConstraint(
            "payeraccount",
            models.UniqueConstraint(fields=("payer_account", "account"), name="payer_account_once"),
        ),
    ]
