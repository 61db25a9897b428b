"""Policies, plans, quiet hours, and the states of a notification as constraints."""

import django.db.models.deletion
import risks.access.models
import risks.alerts.models.policy
import simple_history.models
from django.conf import settings
from django.db import migrations, models



class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('risks', '0002_name_the_roles'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='person',
            options={'verbose_name_plural': 'people'},
        ),
        migrations.AlterModelOptions(
            name='historicalperson',
            options={'get_latest_by': ('history_date', 'history_id'), 'ordering': ('-history_date', '-history_id'), 'verbose_name': 'historical person', 'verbose_name_plural': 'historical people'},
        ),
        migrations.CreateModel(
            name='HistoricalReminderPolicy',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('deadline', 'Deadline due'), ('review', 'Review due'), ('treatment', 'Treatment due'), ('acceptance', 'Acceptance expires'), ('breach', 'Exposure over appetite'), ('event', 'New entry of a chosen type'), ('source', 'Source silent'), ('recompute', 'Recompute failed'), ('report', 'Report ready')], max_length=20)),
                ('severity', models.CharField(choices=[('critical', 'Critical'), ('normal', 'Normal')], max_length=10)),
                ('offsets', models.CharField(help_text='Days (P7D, at 09:00), hours (PT4H), the moment itself (P0D) or days after it (+P1D), apart by spaces.', max_length=200, validators=[risks.alerts.models.policy.readable_offsets], verbose_name='lead times')),
                ('owner', models.BooleanField(default=True, verbose_name='to its owner')),
                ('backup', models.BooleanField(default=True, verbose_name='to the backup')),
                ('supervisor', models.BooleanField(default=False, verbose_name='to their supervisors')),
                ('compliance', models.BooleanField(default=False, verbose_name='to the compliance list')),
                ('channel', models.CharField(choices=[('email', 'E-mail')], default='email', max_length=10)),
                ('titles', models.BooleanField(default=True, help_text='Behind a wall a mail carries codes only, whatever is chosen here.', verbose_name='mails carry titles')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical reminder policy',
                'verbose_name_plural': 'historical reminder policies',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('severity', models.CharField(max_length=10)),
                ('owner_id', models.BigIntegerField()),
                ('backup_id', models.BigIntegerField(null=True)),
                ('compartment_id', models.BigIntegerField(null=True)),
                ('policies', models.CharField(max_length=16)),
                ('people', models.CharField(max_length=16)),
                ('found', models.CharField(max_length=16)),
                ('planned_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='ReminderPolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('deadline', 'Deadline due'), ('review', 'Review due'), ('treatment', 'Treatment due'), ('acceptance', 'Acceptance expires'), ('breach', 'Exposure over appetite'), ('event', 'New entry of a chosen type'), ('source', 'Source silent'), ('recompute', 'Recompute failed'), ('report', 'Report ready')], max_length=20)),
                ('severity', models.CharField(choices=[('critical', 'Critical'), ('normal', 'Normal')], max_length=10)),
                ('offsets', models.CharField(help_text='Days (P7D, at 09:00), hours (PT4H), the moment itself (P0D) or days after it (+P1D), apart by spaces.', max_length=200, validators=[risks.alerts.models.policy.readable_offsets], verbose_name='lead times')),
                ('owner', models.BooleanField(default=True, verbose_name='to its owner')),
                ('backup', models.BooleanField(default=True, verbose_name='to the backup')),
                ('supervisor', models.BooleanField(default=False, verbose_name='to their supervisors')),
                ('compliance', models.BooleanField(default=False, verbose_name='to the compliance list')),
                ('channel', models.CharField(choices=[('email', 'E-mail')], default='email', max_length=10)),
                ('titles', models.BooleanField(default=True, help_text='Behind a wall a mail carries codes only, whatever is chosen here.', verbose_name='mails carry titles')),
            ],
            options={
                'verbose_name': 'reminder policy',
                'verbose_name_plural': 'reminder policies',
                'ordering': ('kind', 'severity'),
            },
        ),
        migrations.RemoveConstraint(
            model_name='notification',
            name='notification_sending_has_a_lease',
        ),
        migrations.RemoveConstraint(
            model_name='notification',
            name='notification_sent_has_a_time',
        ),
        migrations.AddField(
            model_name='historicalperson',
            name='digest',
            field=models.CharField(choices=[('daily', 'Each morning'), ('weekly', 'Each Monday')], default='daily', max_length=6, verbose_name='digest'),
        ),
        migrations.AddField(
            model_name='historicalperson',
            name='quiet_from',
            field=models.TimeField(blank=True, help_text='Mails wait until the quiet hours are over; critical ones never do.', null=True, verbose_name='quiet from'),
        ),
        migrations.AddField(
            model_name='historicalperson',
            name='quiet_until',
            field=models.TimeField(blank=True, null=True, verbose_name='quiet until'),
        ),
        migrations.AddField(
            model_name='notification',
            name='ack_by',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='notification',
            name='case',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to='risks.case'),
        ),
        migrations.AddField(
            model_name='notification',
            name='public_id',
            field=models.CharField(default=risks.access.models.public_id, editable=False, max_length=12, null=True),
        ),
        migrations.AddField(
            model_name='notification',
            name='risk',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to='risks.risk'),
        ),
        migrations.AddField(
            model_name='person',
            name='digest',
            field=models.CharField(choices=[('daily', 'Each morning'), ('weekly', 'Each Monday')], default='daily', max_length=6, verbose_name='digest'),
        ),
        migrations.AddField(
            model_name='person',
            name='quiet_from',
            field=models.TimeField(blank=True, help_text='Mails wait until the quiet hours are over; critical ones never do.', null=True, verbose_name='quiet from'),
        ),
        migrations.AddField(
            model_name='person',
            name='quiet_until',
            field=models.TimeField(blank=True, null=True, verbose_name='quiet until'),
        ),
        migrations.AlterField(
            model_name='notification',
            name='created_by',
            field=models.CharField(choices=[('plan', 'Planned'), ('reconcile', 'Repaired by the reconciler'), ('escalation', 'Escalated'), ('announce', 'Announced'), ('snooze', 'Asked for by its reader')], max_length=12),
        ),
        migrations.AlterField(
            model_name='notification',
            name='kind',
            field=models.CharField(choices=[('deadline', 'Deadline due'), ('review', 'Review due'), ('treatment', 'Treatment due'), ('acceptance', 'Acceptance expires'), ('breach', 'Exposure over appetite'), ('event', 'New entry of a chosen type'), ('source', 'Source silent'), ('recompute', 'Recompute failed'), ('report', 'Report ready')], max_length=20),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(condition=models.Q(('ack_by__isnull', False), ('state', 'sent')), fields=['ack_by', 'id'], name='notification_to_acknowledge'),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(fields=['sent_at', 'id'], name='notification_by_sent_at'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(('escalated_to__isnull', True), ('alarm__isnull', True), _connector='OR'), name='notification_goes_on_to_a_row_or_to_an_alarm'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lease_token__isnull', False), ('lease_until__isnull', False), ('state', 'sending')), models.Q(models.Q(('state', 'sending'), _negated=True), ('lease_token__isnull', True), ('lease_until__isnull', True)), _connector='OR'), name='notification_has_a_lease_while_it_is_sending'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('sent', 'acknowledged', 'bounced')), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='notification_sent_has_a_time'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('acknowledged_at__isnull', False), ('acknowledged_by__isnull', False), ('state', 'acknowledged')), models.Q(models.Q(('state', 'acknowledged'), _negated=True), ('acknowledged_at__isnull', True), ('acknowledged_by__isnull', True)), _connector='OR'), name='notification_acknowledged_has_a_person_and_a_time'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('bounced_at__isnull', False), ('state', 'bounced')), models.Q(models.Q(('state', 'bounced'), _negated=True), ('bounced_at__isnull', True)), _connector='OR'), name='notification_bounced_has_a_time'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('deadline__isnull', False), ('kind', 'deadline')), models.Q(models.Q(('kind', 'deadline'), _negated=True), ('deadline__isnull', True)), _connector='OR'), name='notification_of_a_deadline_names_it'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('quiet_from__isnull', True), ('quiet_until__isnull', True)), models.Q(('quiet_from__isnull', False), ('quiet_until__isnull', False)), _connector='OR'), name='person_quiet_hours_have_a_start_and_an_end', violation_error_message='Quiet hours: give both their start and their end, or neither.'),
        ),
        migrations.AddField(
            model_name='historicalreminderpolicy',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='plan',
            name='deadline',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='plan', to='risks.deadline'),
        ),
        migrations.AddConstraint(
            model_name='reminderpolicy',
            constraint=models.UniqueConstraint(fields=('kind', 'severity'), name='reminder_policy_is_one_for_each_kind_and_severity', violation_error_message='There is a policy for this kind already.'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('found', ''), _negated=True), name='plan_has_a_finding'),
        ),
    ]
