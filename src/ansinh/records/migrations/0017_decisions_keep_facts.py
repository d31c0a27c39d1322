"""A decision keeps its facts; the sentences are told again from them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("records", "0016_collection_agents")]
    operations = [migrations.RemoveField("dossierdecision", "steps")]
