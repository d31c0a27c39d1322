"""Directions, questions, scorecards and alerts; assignees that are no office and the record of splits."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.expressions

from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0018_payments_freeze'),
    ]

    operations = [
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('rule', models.TextField()),
                ('subject', models.TextField(db_default='')),
                ('period', models.DateField()),
                ('value', models.DecimalField(decimal_places=6, max_digits=24)),
                ('threshold', models.DecimalField(decimal_places=6, max_digits=24)),
                ('evidence', models.JSONField(db_default=django.db.models.expressions.RawSQL("'{}'::jsonb", ()))),
                ('raised_on', models.DateField()),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='records.office')),
            ],
            options={
                'indexes': [models.Index(fields=['office', '-period'], name='alert_office')],
                'constraints': [models.UniqueConstraint(fields=('rule', 'office', 'subject', 'period'), name='alert_once'), models.CheckConstraint(condition=models.Q(('period__isnull', True), ('period__day', 1), _connector='OR'), name='alert_period')],
            },
        ),
        migrations.CreateModel(
            name='AlertNote',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('actor', models.TextField()),
                ('day', models.DateField()),
                ('note', models.TextField()),
                ('at', models.DateTimeField(db_default=django.db.models.expressions.RawSQL('now()', ()))),
                ('alert', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='records.alert')),
            ],
        ),
        migrations.CreateModel(
            name='Assignee',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.TextField(choices=[('commune', 'commune'), ('agent', 'agent'), ('officer', 'officer'), ('body', 'body')])),
                ('code', models.TextField()),
                ('name', models.TextField()),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='records.office')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office', 'kind', 'code'), name='assignee_once')],
            },
        ),
        migrations.CreateModel(
            name='Direction',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('document', models.TextField()),
                ('title', models.TextField()),
                ('chair', models.TextField()),
                ('day', models.DateField()),
                ('body', models.TextField(db_default='')),
                ('entered_by', models.TextField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.expressions.RawSQL('now()', ()))),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='records.office')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office', 'document'), name='direction_once')],
            },
        ),
        migrations.CreateModel(
            name='DirectionTask',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('officer', models.TextField(db_default='')),
                ('what', models.TextField()),
                ('expected', models.TextField()),
                ('given_on', models.DateField()),
                ('deadline', models.DateField()),
                ('indicator', models.TextField(db_default='')),
                ('target', models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True)),
                ('given_by', models.TextField()),
                ('direction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='records.direction')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='records.office')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='records.directiontask')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'deadline'], name='task_office')],
                'constraints': [models.CheckConstraint(condition=models.Q(('deadline__gte', models.F('given_on'))), name='task_days'), models.CheckConstraint(condition=models.Q(('target__isnull', True), models.Q(('indicator', ''), _negated=True), _connector='OR'), name='task_target'), models.UniqueConstraint(fields=('direction', 'parent', 'office', 'officer', 'what'), name='task_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='OfficeQuestion',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.TextField(choices=[('difficulty', 'difficulty'), ('proposal', 'proposal'), ('practice', 'practice')])),
                ('title', models.TextField()),
                ('body', models.TextField()),
                ('figures', models.JSONField(db_default=django.db.models.expressions.RawSQL("'[]'::jsonb", ()))),
                ('department', models.TextField(db_default='')),
                ('answer_by', models.DateField(blank=True, null=True)),
                ('raised_by', models.TextField()),
                ('raised_on', models.DateField()),
                ('search', models.TextField()),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='records.office')),
                ('task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='records.directiontask')),
            ],
            options={
                'indexes': [models.Index(fields=['department', 'answer_by'], name='question_department')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind', 'practice'), models.Q(('answer_by__gte', models.F('raised_on')), models.Q(('department', ''), _negated=True)), _connector='OR'), name='question_answer_by')],
            },
        ),
        migrations.CreateModel(
            name='PlanSplit',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('indicator', models.TextField()),
                ('year', models.SmallIntegerField()),
                ('version', models.TextField()),
                ('among', models.TextField()),
                ('total', models.DecimalField(decimal_places=0, max_digits=24)),
                ('parts', models.JSONField()),
                ('reason', models.TextField(db_default='')),
                ('made_by', models.TextField()),
                ('made_at', models.DateTimeField(db_default=django.db.models.expressions.RawSQL('now()', ()))),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='records.office')),
            ],
        ),
        migrations.CreateModel(
            name='QuestionMove',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.TextField(choices=[('answered', 'answered'), ('reminded', 'reminded'), ('withdrawn', 'withdrawn')])),
                ('actor', models.TextField()),
                ('day', models.DateField()),
                ('body', models.TextField(db_default='')),
                ('search', models.TextField(db_default='')),
                ('at', models.DateTimeField(db_default=django.db.models.expressions.RawSQL('now()', ()))),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='records.officequestion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'reminded')), fields=('question', 'day'), name='question_reminded')],
            },
        ),
        migrations.CreateModel(
            name='Scorecard',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('officer', models.TextField(db_default='')),
                ('period', models.DateField()),
                ('revision', models.SmallIntegerField(db_default=1)),
                ('document', models.TextField()),
                ('peers', models.TextField(db_default='')),
                ('lines', models.JSONField()),
                ('penalties', models.JSONField(db_default=django.db.models.expressions.RawSQL("'[]'::jsonb", ()))),
                ('points', models.DecimalField(decimal_places=2, max_digits=9)),
                ('frozen_on', models.DateField()),
                ('frozen_by', models.TextField()),
                ('dispute_until', models.DateField()),
                ('reason', models.TextField(db_default='')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='records.office')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office', 'officer', 'period', 'revision'), name='scorecard_once'), models.CheckConstraint(condition=models.Q(('dispute_until__gte', models.F('frozen_on'))), name='scorecard_days'), models.CheckConstraint(condition=models.Q(('period__isnull', True), ('period__day', 1), _connector='OR'), name='scorecard_period')],
            },
        ),
        migrations.CreateModel(
            name='ScoreDispute',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('line', models.TextField()),
                ('claim', models.TextField()),
                ('value', models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True)),
                ('raised_by', models.TextField()),
                ('raised_on', models.DateField()),
                ('upheld', models.BooleanField(blank=True, null=True)),
                ('answer', models.TextField(db_default='')),
                ('answered_by', models.TextField(db_default='')),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('scorecard', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disputes', to='records.scorecard')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('answered_by', models.F('raised_by')), _negated=True), name='dispute_two_people'), models.CheckConstraint(condition=models.Q(models.Q(('answered_on__isnull', True), ('upheld__isnull', True)), models.Q(('answered_on__gte', models.F('raised_on')), ('upheld__isnull', False), models.Q(('answered_by', ''), _negated=True), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='dispute_answer')],
            },
        ),
        migrations.CreateModel(
            name='ScorePenalty',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('officer', models.TextField(db_default='')),
                ('kind', models.TextField()),
                ('count', models.IntegerField()),
                ('day', models.DateField()),
                ('document', models.TextField()),
                ('noted_by', models.TextField()),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='records.office')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office', 'officer', 'kind', 'document', 'count'), name='penalty_once'), models.CheckConstraint(condition=models.Q(('count', 0), _negated=True), name='penalty_count')],
            },
        ),
        migrations.CreateModel(
            name='Scoring',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('document', models.TextField(unique=True)),
                ('title', models.TextField(db_default='')),
                ('valid_from', models.DateField()),
                ('content', models.JSONField()),
                ('entered_by', models.TextField()),
                ('approved_by', models.TextField(db_default='')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.expressions.RawSQL('now()', ()))),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('approved_by', models.F('entered_by')), _negated=True), name='scoring_two_people'), models.UniqueConstraint(condition=models.Q(('approved_by', ''), _negated=True), fields=('valid_from',), name='scoring_of_day')],
            },
        ),
        migrations.CreateModel(
            name='TaskMove',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('state', models.TextField(choices=[('given', 'given'), ('accepted', 'accepted'), ('in_work', 'in_work'), ('reported', 'reported'), ('done', 'done'), ('late', 'late'), ('withdrawn', 'withdrawn')])),
                ('actor', models.TextField()),
                ('day', models.DateField()),
                ('note', models.TextField(db_default='')),
                ('value', models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True)),
                ('at', models.DateTimeField(db_default=django.db.models.expressions.RawSQL('now()', ()))),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='records.directiontask')),
            ],
            options={
                'indexes': [models.Index(fields=['task', '-id'], name='task_last_move')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='target',
            name='target_once',
        ),
        migrations.AddField(
            model_name='target',
            name='assignee',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='records.assignee'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('office', 'assignee', 'indicator', 'year', 'month', 'version'), name='target_once', nulls_distinct=False),
        ),
        migrations.CreateModel(
            name='ScoreSignature',
            fields=[
                ('scorecard', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='signature', serialize=False, to='records.scorecard')),
                ('signed_by', models.TextField()),
                ('signed_on', models.DateField()),
            ],
        ),
        migrations.RunSQL((SQL / "direction.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
