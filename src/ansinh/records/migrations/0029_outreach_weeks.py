"""A week's contacts and promises by their day; who joined in a week by the day it closed."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0028_relief_refunds"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="prospect",
            index=models.Index(fields=["closed_on"], condition=Q(closed_on__isnull=False), name="prospect_closed"),
        ),
        migrations.AddIndex(model_name="prospectevent", index=models.Index(fields=["day"], name="prospect_event_day")),
        migrations.AddIndex(
            model_name="prospectevent",
            index=models.Index(
                fields=["promised_for"], condition=Q(promised_for__isnull=False), name="prospect_event_promised"
            ),
        ),
    ]
