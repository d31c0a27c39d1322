"""A change approved ahead may be withdrawn before its day, with who and why; the clock gives its reason twice."""

from django.db import migrations, models
from django.db.models import Q

STATES = ("proposed", "waiting", "approved", "refused", "withdrawn")


class Migration(migrations.Migration):
    dependencies = [("records", "0037_work_of_licences")]
    operations = [
        migrations.AlterField(
            "registrychange", "state", models.TextField(choices=[(k, k) for k in STATES], db_default="proposed")
        ),
        migrations.AddField("registrychange", "reason_en", models.TextField(db_default="")),
        migrations.AddField("registrychange", "ended_by", models.TextField(db_default="")),
        migrations.AddField("registrychange", "ended_at", models.DateTimeField(null=True, blank=True)),
        migrations.RemoveConstraint("registrychange", "registry_change_says_why"),
        migrations.AddConstraint(
            "registrychange",
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "withdrawn"]) | ~Q(reason=""), name="registry_change_says_why"
            ),
        ),
        migrations.AddConstraint(
            "registrychange",
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (~Q(ended_by="") & Q(ended_at__isnull=False)),
                name="registry_change_withdrawn_by",
            ),
        ),
    ]
