"""Inspection: plans, cases, findings, recoveries, risk; sessions and published lists of the debt ladder."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import uuid
from pathlib import Path

from django.db import migrations, models


SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0019_directions'),
    ]

    operations = [
        migrations.CreateModel(
            name='DebtSession',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('place', models.TextField()),
                ('minutes', models.TextField()),
                ('chair', models.TextField()),
                ('attended', models.JSONField()),
                ('written_by', models.TextField()),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='records.office')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office', 'minutes'), name='debt_session_once')],
            },
        ),
        migrations.CreateModel(
            name='DebtSessionCase',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('came', models.TextField(db_default='')),
                ('agreed', models.TextField(db_default='')),
                ('owed', models.BigIntegerField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='records.debtcase')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='records.debtsession')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('session', 'case'), name='debt_session_case_once')],
            },
        ),
        migrations.CreateModel(
            name='FacilityOdds',
            fields=[
                ('pk', models.CompositePrimaryKey('office', 'facility', 'first', 'last', blank=True, editable=False, primary_key=True, serialize=False)),
                ('facility', models.TextField()),
                ('name', models.TextField(db_default='')),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('visits', models.IntegerField()),
                ('odd', models.IntegerField()),
                ('score', models.IntegerField()),
                ('claimed', models.BigIntegerField()),
                ('odd_claimed', models.BigIntegerField()),
                ('per_mille', models.SmallIntegerField()),
                ('made_on', models.DateField()),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='records.office')),
            ],
            options={
                'indexes': [models.Index(fields=['office', '-per_mille'], name='facility_odds_rank')],
            },
        ),
        migrations.CreateModel(
            name='InspectionPlan',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('year', models.SmallIntegerField()),
                ('version', models.SmallIntegerField(db_default=1)),
                ('document', models.TextField()),
                ('state', models.TextField(choices=[('draft', 'draft'), ('signed', 'signed'), ('superseded', 'superseded')], db_default='draft')),
                ('made_by', models.TextField()),
                ('signed_by', models.TextField(db_default='')),
                ('signed_on', models.DateField(blank=True, null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='records.office')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office', 'year', 'version'), name='inspection_plan_version'), models.UniqueConstraint(condition=models.Q(('state', 'signed')), fields=('office', 'year'), name='inspection_plan_in_force'), models.CheckConstraint(condition=models.Q(('signed_by', models.F('made_by')), _negated=True), name='inspection_plan_two_people'), models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('signed_by', ''), _negated=True), _connector='OR'), name='inspection_plan_signed')],
            },
        ),
        migrations.CreateModel(
            name='InspectionPlanItem',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.TextField(choices=[('regular', 'regular'), ('periodic', 'periodic'), ('sudden', 'sudden')])),
                ('traits', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_default=django.db.models.expressions.RawSQL("'{}'", ()), size=None)),
                ('subject_kind', models.TextField(choices=[('employer', 'employer'), ('facility', 'facility'), ('collection_point', 'collection_point'), ('payment_point', 'payment_point')])),
                ('subject', models.TextField(db_default='')),
                ('name', models.TextField(db_default='')),
                ('quantity', models.SmallIntegerField(db_default=1)),
                ('due', models.DateField()),
                ('reason', models.TextField(db_default='')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='records.inspectionplan')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('subject', ''), _negated=True), fields=('plan', 'kind', 'subject_kind', 'subject'), name='inspection_item_once'), models.CheckConstraint(condition=models.Q(('quantity__gt', 0), models.Q(('subject', ''), ('quantity', 1), _connector='OR')), name='inspection_item_quantity')],
            },
        ),
        migrations.CreateModel(
            name='Inspection',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('kind', models.TextField(choices=[('regular', 'regular'), ('periodic', 'periodic'), ('sudden', 'sudden')])),
                ('traits', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_default=django.db.models.expressions.RawSQL("'{}'", ()), size=None)),
                ('subject_kind', models.TextField(choices=[('employer', 'employer'), ('facility', 'facility'), ('collection_point', 'collection_point'), ('payment_point', 'payment_point')])),
                ('subject', models.TextField()),
                ('name', models.TextField()),
                ('period_from', models.DateField()),
                ('period_to', models.DateField()),
                ('reason', models.TextField()),
                ('partners', models.TextField(db_default='')),
                ('state', models.TextField(choices=[('planned', 'planned'), ('decided', 'decided'), ('started', 'started'), ('recorded', 'recorded'), ('concluded', 'concluded'), ('closed', 'closed'), ('cancelled', 'cancelled')], db_default='planned')),
                ('decision', models.TextField(db_default='')),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('decided_by', models.TextField(db_default='')),
                ('started_on', models.DateField(blank=True, null=True)),
                ('minutes', models.TextField(db_default='')),
                ('minutes_on', models.DateField(blank=True, null=True)),
                ('signed_by_subject', models.TextField(db_default='')),
                ('conclusion', models.TextField(db_default='')),
                ('concluded_on', models.DateField(blank=True, null=True)),
                ('deadline', models.DateField(blank=True, null=True)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('counts', models.JSONField(db_default=django.db.models.expressions.RawSQL("'{}'::jsonb", ()))),
                ('opened_by', models.TextField()),
                ('opened_on', models.DateField()),
                ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='records.employeraccount')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='records.office')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='records.inspectionplanitem')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'state', 'deadline'], name='inspection_work'), models.Index(fields=['subject_kind', 'subject'], name='inspection_subject')],
                'constraints': [models.CheckConstraint(condition=models.Q(('period_to__gte', models.F('period_from'))), name='inspection_period'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('decided', 'started', 'recorded', 'concluded', 'closed')), _negated=True), models.Q(models.Q(('decision', ''), _negated=True), ('decided_on__isnull', False)), _connector='OR'), name='inspection_decided'), models.CheckConstraint(condition=models.Q(('decided_by', ''), models.Q(('decided_by', models.F('opened_by')), _negated=True), _connector='OR'), name='inspection_two_people'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('recorded', 'concluded', 'closed')), _negated=True), models.Q(models.Q(('minutes', ''), _negated=True), ('minutes_on__isnull', False)), _connector='OR'), name='inspection_recorded'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('concluded', 'closed')), _negated=True), models.Q(models.Q(('conclusion', ''), _negated=True), ('concluded_on__isnull', False), ('deadline__isnull', False)), _connector='OR'), name='inspection_concluded'), models.UniqueConstraint(condition=models.Q(('decision', ''), _negated=True), fields=('decision',), name='inspection_decision_once'), models.CheckConstraint(condition=models.Q(('period_from__isnull', True), ('period_from__day', 1), _connector='OR'), name='inspection_from')],
            },
        ),
        migrations.CreateModel(
            name='InspectionDeclaration',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('sha256', models.TextField()),
                ('rows', models.IntegerField()),
                ('filing', models.UUIDField()),
                ('made_by', models.TextField()),
                ('made_at', models.DateTimeField(db_default=django.db.models.expressions.RawSQL('now()', ()))),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='records.inspection')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'sha256'), name='inspection_declaration_once')],
            },
        ),
        migrations.CreateModel(
            name='InspectionFinding',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.TextField()),
                ('name', models.TextField(db_default='')),
                ('first', models.DateField(blank=True, null=True)),
                ('last', models.DateField(blank=True, null=True)),
                ('declared', models.BigIntegerField(db_default=0)),
                ('found', models.BigIntegerField(db_default=0)),
                ('amount', models.BigIntegerField(db_default=0)),
                ('document', models.TextField()),
                ('note', models.TextField(db_default='')),
                ('written_by', models.TextField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='records.inspection')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='records.person')),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'id'], name='inspection_finding_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('first__isnull', True), ('first__day', 1), _connector='OR'), name='inspection_finding_first'), models.CheckConstraint(condition=models.Q(('last__isnull', True), ('last__day', 1), _connector='OR'), name='inspection_finding_last'), models.CheckConstraint(condition=models.Q(models.Q(('first__isnull', True), ('last__isnull', True)), ('last__gte', models.F('first')), _connector='OR'), name='inspection_finding_months'), models.CheckConstraint(condition=models.Q(('amount__gte', 0), ('declared__gte', 0), ('found__gte', 0)), name='inspection_finding_amounts')],
            },
        ),
        migrations.CreateModel(
            name='InspectionMember',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('username', models.TextField()),
                ('role', models.TextField(choices=[('leader', 'leader'), ('member', 'member')])),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='team', to='records.inspection')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'username'), name='inspection_member_once'), models.UniqueConstraint(condition=models.Q(('role', 'leader')), fields=('case',), name='inspection_one_leader')],
            },
        ),
        migrations.CreateModel(
            name='InspectionMove',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('move', models.TextField()),
                ('before', models.TextField()),
                ('after', models.TextField()),
                ('day', models.DateField()),
                ('actor', models.TextField()),
                ('document', models.TextField(db_default='')),
                ('at', models.DateTimeField(db_default=django.db.models.expressions.RawSQL('now()', ()))),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='records.inspection')),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'id'], name='inspection_story')],
            },
        ),
        migrations.CreateModel(
            name='InspectionPaper',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('code', models.TextField()),
                ('state', models.TextField(choices=[('asked', 'asked'), ('received', 'received'), ('missing', 'missing')], db_default='asked')),
                ('day', models.DateField()),
                ('note', models.TextField(db_default='')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='records.inspection')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'code'), name='inspection_paper_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'missing'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='inspection_paper_missing')],
            },
        ),
        migrations.CreateModel(
            name='InspectionRecovery',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('amount', models.BigIntegerField()),
                ('day', models.DateField()),
                ('document', models.TextField()),
                ('actor', models.TextField()),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recoveries', to='records.inspectionfinding')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='inspection_recovery_amount'), models.UniqueConstraint(fields=('finding', 'document'), name='inspection_recovery_once')],
            },
        ),
        migrations.CreateModel(
            name='InspectionRequest',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('deadline', models.DateField()),
                ('done_on', models.DateField(blank=True, null=True)),
                ('proof', models.TextField(db_default='')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='records.inspection')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'text'), name='inspection_request_once'), models.CheckConstraint(condition=models.Q(('done_on__isnull', True), models.Q(('proof', ''), _negated=True), _connector='OR'), name='inspection_request_proof')],
            },
        ),
        migrations.CreateModel(
            name='RiskRun',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('version', models.TextField()),
                ('features', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('period', models.DateField()),
                ('units', models.IntegerField()),
                ('people', models.IntegerField()),
                ('made_by', models.TextField()),
                ('made_at', models.DateTimeField(db_default=django.db.models.expressions.RawSQL('now()', ()))),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='records.office')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office', 'day', 'version'), name='risk_run_once'), models.CheckConstraint(condition=models.Q(('period__isnull', True), ('period__day', 1), _connector='OR'), name='risk_run_period')],
            },
        ),
        migrations.CreateModel(
            name='RiskScore',
            fields=[
                ('pk', models.CompositePrimaryKey('run', 'account', blank=True, editable=False, primary_key=True, serialize=False)),
                ('points', models.SmallIntegerField()),
                ('by_feature', django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), size=None)),
                ('figures', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('people', models.IntegerField()),
                ('account', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='records.employeraccount')),
                ('office', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='records.office')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='records.riskrun')),
            ],
            options={
                'indexes': [models.Index(fields=['run', '-points', 'account'], name='risk_rank')],
            },
        ),
        migrations.CreateModel(
            name='DebtPublication',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('document', models.TextField(unique=True)),
                ('day', models.DateField()),
                ('sent_to', models.TextField(db_default='')),
                ('rows', models.JSONField()),
                ('employers', models.IntegerField()),
                ('amount', models.BigIntegerField()),
                ('signed_by', models.TextField()),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='records.office')),
            ],
        ),
        migrations.AddField(
            model_name='recoverycase',
            name='file',
            field=models.JSONField(db_default=django.db.models.expressions.RawSQL("'{}'::jsonb", ())),
        ),
        migrations.RunSQL((SQL / "inspection.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
