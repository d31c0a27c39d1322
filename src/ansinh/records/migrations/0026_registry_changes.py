"""Changes of terms, offices and places take two people; an announced value waits beside the one in force."""

import uuid
from pathlib import Path

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0025_payee_changes'),
    ]

    operations = [
        migrations.CreateModel(
            name='RegistryChange',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('subject', models.TextField(choices=[('account_terms', 'account_terms'), ('office', 'office'), ('place', 'place')])),
                ('act', models.TextField(choices=[('change', 'change'), ('open', 'open'), ('rename', 'rename'), ('close', 'close')])),
                ('key', models.TextField()),
                ('day', models.DateField()),
                ('facts', models.JSONField()),
                ('document', models.TextField()),
                ('proposed_by', models.TextField()),
                ('proposed_at', models.DateTimeField(db_default=django.db.models.expressions.RawSQL('now()', ()))),
                ('state', models.TextField(choices=[('proposed', 'proposed'), ('approved', 'approved'), ('refused', 'refused')], db_default='proposed')),
                ('decided_by', models.TextField(db_default='')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.TextField(db_default='')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='records.office')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'state', 'proposed_at'], name='registry_change_work')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('subject', 'key'), name='registry_change_open'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), models.Q(models.Q(('decided_by', ''), _negated=True), models.Q(('decided_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='registry_change_two_people'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='registry_change_says_why'), models.CheckConstraint(condition=models.Q(('document', ''), _negated=True), name='registry_change_document')],
            },
        ),
        migrations.CreateModel(
            name='OfficeTerm',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('validity', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.expressions.RawSQL('now()', ()))),
                ('recorded_by', models.TextField(db_default='')),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
                ('name', models.TextField()),
                ('name_en', models.TextField(db_default='')),
                ('document', models.TextField(db_default='')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='records.office')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.office')),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('superseded_at__isnull', True)), expressions=[('office', '='), ('validity', '&&')], name='office_term_no_overlap')],
            },
        ),
        migrations.AddField(
            model_name='announcedvalue',
            name='approved_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='announcedvalue',
            name='refused_by',
            field=models.TextField(db_default=''),
        ),
        migrations.AddField(
            model_name='announcedvalue',
            name='reason',
            field=models.TextField(db_default=''),
        ),
        migrations.RemoveConstraint(
            model_name='announcedvalue',
            name='announced_once',
        ),
        migrations.AddConstraint(
            model_name='announcedvalue',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True), models.Q(('approved_by', ''), _negated=True)), fields=('key', 'day'), name='announced_once'),
        ),
        migrations.AddConstraint(
            model_name='announcedvalue',
            constraint=models.UniqueConstraint(condition=models.Q(('approved_by', ''), ('superseded_at__isnull', True)), fields=('key', 'day'), name='announced_waits_once'),
        ),
        migrations.AddConstraint(
            model_name='announcedvalue',
            constraint=models.CheckConstraint(condition=models.Q(('refused_by', ''), models.Q(('reason', ''), _negated=True), _connector='OR'), name='announced_refusal_says_why'),
        ),
        migrations.RunSQL((SQL / "registry_changes.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
