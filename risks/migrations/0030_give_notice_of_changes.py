"""Let a change of a deadline take effect after notice, unless somebody objects."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('risks', '0029_account_for_what_comes_later'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='deadlinechange',
            name='deadline_change_decided_has_a_person_and_a_reason',
        ),
        migrations.AddField(
            model_name='deadlinechange',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='risks.docketentry', verbose_name='docket entry'),
        ),
        migrations.AddField(
            model_name='deadlinechange',
            name='effective_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='takes effect at'),
        ),
        migrations.AddField(
            model_name='deadlinechange',
            name='noticed_backup',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='backup at the notice'),
        ),
        migrations.AddField(
            model_name='deadlinechange',
            name='noticed_owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner at the notice'),
        ),
        migrations.AddField(
            model_name='deadlinechange',
            name='noticed_rev',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='revision'),
        ),
        migrations.AddField(
            model_name='deadlinechange',
            name='objected_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='objected at'),
        ),
        migrations.AddField(
            model_name='deadlinechange',
            name='objected_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='objected by'),
        ),
        migrations.AddField(
            model_name='deadlinechange',
            name='objection',
            field=models.TextField(blank=True, verbose_name='objection'),
        ),
        migrations.AddField(
            model_name='historicaldeadlinechange',
            name='document',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='risks.docketentry', verbose_name='docket entry'),
        ),
        migrations.AddField(
            model_name='historicaldeadlinechange',
            name='effective_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='takes effect at'),
        ),
        migrations.AddField(
            model_name='historicaldeadlinechange',
            name='noticed_backup',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='backup at the notice'),
        ),
        migrations.AddField(
            model_name='historicaldeadlinechange',
            name='noticed_owner',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner at the notice'),
        ),
        migrations.AddField(
            model_name='historicaldeadlinechange',
            name='noticed_rev',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='revision'),
        ),
        migrations.AddField(
            model_name='historicaldeadlinechange',
            name='objected_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='objected at'),
        ),
        migrations.AddField(
            model_name='historicaldeadlinechange',
            name='objected_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='objected by'),
        ),
        migrations.AddField(
            model_name='historicaldeadlinechange',
            name='objection',
            field=models.TextField(blank=True, verbose_name='objection'),
        ),
        migrations.AlterField(
            model_name='deadlinechange',
            name='state',
            field=models.CharField(choices=[('asked', 'Waiting for a second person'), ('confirmed', 'Confirmed'), ('refused', 'Refused'), ('effected', 'Took effect after notice'), ('lapsed', 'Lapsed: the deadline changed')], default='asked', max_length=10, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='historicaldeadlinechange',
            name='state',
            field=models.CharField(choices=[('asked', 'Waiting for a second person'), ('confirmed', 'Confirmed'), ('refused', 'Refused'), ('effected', 'Took effect after notice'), ('lapsed', 'Lapsed: the deadline changed')], default='asked', max_length=10, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='historicalreminderpolicy',
            name='kind',
            field=models.CharField(choices=[('deadline', 'Deadline due'), ('review', 'Review due'), ('treatment', 'Treatment due'), ('acceptance', 'Risk acceptance expires'), ('above_appetite', 'Exposure above appetite'), ('change', 'Deadline change on notice'), ('event', 'New docket entry'), ('source', 'Docket source not updating'), ('recalculation', 'Recalculation failed'), ('report', 'Report ready')], max_length=20, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='notification',
            name='kind',
            field=models.CharField(choices=[('deadline', 'Deadline due'), ('review', 'Review due'), ('treatment', 'Treatment due'), ('acceptance', 'Risk acceptance expires'), ('above_appetite', 'Exposure above appetite'), ('change', 'Deadline change on notice'), ('event', 'New docket entry'), ('source', 'Docket source not updating'), ('recalculation', 'Recalculation failed'), ('report', 'Report ready')], max_length=20, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='reminderpolicy',
            name='kind',
            field=models.CharField(choices=[('deadline', 'Deadline due'), ('review', 'Review due'), ('treatment', 'Treatment due'), ('acceptance', 'Risk acceptance expires'), ('above_appetite', 'Exposure above appetite'), ('change', 'Deadline change on notice'), ('event', 'New docket entry'), ('source', 'Docket source not updating'), ('recalculation', 'Recalculation failed'), ('report', 'Report ready')], max_length=20, verbose_name='kind'),
        ),
        migrations.AddConstraint(
            model_name='deadlinechange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by__isnull', True), ('state', 'asked')), models.Q(('state__in', ('confirmed', 'refused')), ('decided_at__isnull', False), ('decided_by__isnull', False), models.Q(('decision_reason', ''), _negated=True)), models.Q(('state__in', ('effected', 'lapsed')), ('decided_at__isnull', False), ('decided_by__isnull', True), models.Q(('decision_reason', ''), _negated=True)), _connector='OR'), name='deadline_change_decided_has_a_person_and_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='deadlinechange',
            constraint=models.CheckConstraint(condition=models.Q(('effective_at__isnull', True), models.Q(('asked_by__isnull', False), ('document__isnull', False), ('kind__in', ('withdrawn', 'postponed')), ('noticed_owner__isnull', False), ('noticed_rev__isnull', False)), _connector='OR'), name='deadline_change_on_notice_names_its_document'),
        ),
        migrations.AddConstraint(
            model_name='deadlinechange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'effected'), _negated=True), models.Q(('effective_at__isnull', False), ('objected_at__isnull', True)), _connector='OR'), name='deadline_change_takes_effect_unless_somebody_objects'),
        ),
        migrations.AddConstraint(
            model_name='deadlinechange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('objected_at__isnull', False), ('objected_by__isnull', False), models.Q(('objection', ''), _negated=True)), models.Q(('objected_at__isnull', True), ('objected_by__isnull', True), ('objection', '')), _connector='OR'), name='deadline_change_objection_has_a_person_and_a_reason'),
        ),
    ]
