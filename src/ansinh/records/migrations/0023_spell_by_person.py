"""No overlapping spells, the person first: an index that also finds one person's spells without walking all accounts."""

import django.contrib.postgres.constraints
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0022_campaigns_and_activities'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='spell',
            name='spell_no_overlap',
        ),
        migrations.AddConstraint(
            model_name='spell',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('superseded_at__isnull', True)), expressions=[('person', '='), ('account', '='), ('validity', '&&')], name='spell_no_overlap'),
        ),
    ]
