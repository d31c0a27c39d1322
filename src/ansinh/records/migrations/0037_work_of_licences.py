"""When licences performed at which facility: what rule OVR-08 asks across facilities that send apart."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0036_no_outbox_of_its_own")]
    operations = [
        migrations.CreateModel(
            name="ClaimWork",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("facility", models.TextField()),
                ("licence", models.TextField()),
                ("on_day", models.DateField()),
                ("told", models.TextField()),
            ],
            options={"indexes": [models.Index(fields=["licence", "on_day"], name="claim_work_licence")]},
        ),
    ]
