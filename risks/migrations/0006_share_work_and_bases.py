"""Recomputes in shards; what many figures rest on in one row; smaller columns."""

import django.db.models.deletion
import risks.exposure.models.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("risks", "0005_name_entities_drivers_and_rates")]
    operations = [
        migrations.CreateModel(
            name='Basis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', risks.exposure.models.fields.Digest(editable=False, unique=True)),
                ('numpy_version', models.CharField(max_length=20)),
                ('scipy_version', models.CharField(max_length=20)),
                ('processor', models.CharField(blank=True, max_length=400)),
                ('streams', models.CharField(blank=True, max_length=10)),
                ('terms', models.JSONField(default=dict)),
            ],
            options={
                'verbose_name_plural': 'bases',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='Recompute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('stale', 'What was stale'), ('full', 'Everything anew')], max_length=10)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('differs', 'Differs'), ('superseded', 'Superseded'), ('failed', 'Failed')], default='waiting', max_length=10)),
                ('requested_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('wanted', risks.exposure.models.fields.Digest(null=True)),
                ('valuation_date', models.DateField(null=True)),
                ('total', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('priced', models.PositiveIntegerField(default=0)),
                ('sums', models.PositiveIntegerField(default=0)),
                ('findings', models.JSONField(default=list)),
                ('failure', models.TextField(blank=True)),
                ('leased_until', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ('-requested_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='RunShard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('members', models.JSONField()),
                ('claim_token', models.UUIDField(null=True)),
                ('leased_until', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('done_at', models.DateTimeField(null=True)),
                ('priced', models.PositiveIntegerField(default=0)),
                ('findings', models.JSONField(default=list)),
                ('error', models.TextField(blank=True)),
                ('payload', models.BinaryField(null=True)),
            ],
            options={
                'ordering': ('recompute', 'number'),
            },
        ),
        migrations.AddField(
            model_name='portfoliorun',
            name='dimension',
            field=models.CharField(choices=[('portfolio', 'Portfolio'), ('entity', 'Entity'), ('category', 'Category')], default='portfolio', max_length=10),
        ),
        migrations.AddField(
            model_name='portfoliorun',
            name='intervals',
            field=risks.exposure.models.fields.Packed(default=dict),
        ),
        migrations.AddField(
            model_name='portfoliorun',
            name='p_over_appetite',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='portfoliorun',
            name='part',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='linked',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='risks.assumptions'),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='p_over_appetite',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='standing',
            name='exceedance',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='standing',
            name='intervals',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='portfoliorun',
            name='basis',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='risks.basis'),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='basis',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='risks.basis'),
        ),
        migrations.AddField(
            model_name='recompute',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recomputes', to='risks.company'),
        ),
        migrations.AddField(
            model_name='recompute',
            name='requested_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='runshard',
            name='recompute',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shards', to='risks.recompute'),
        ),
        migrations.AddConstraint(
            model_name='recompute',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('company',), name='recompute_runs_one_at_a_time_for_each_company'),
        ),
        migrations.AddConstraint(
            model_name='recompute',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('company',), name='recompute_waits_once_for_each_company'),
        ),
        migrations.AddConstraint(
            model_name='recompute',
            constraint=models.CheckConstraint(condition=models.Q(('done__lte', models.F('total'))), name='recompute_does_no_more_than_its_total'),
        ),
        migrations.AddConstraint(
            model_name='runshard',
            constraint=models.UniqueConstraint(fields=('recompute', 'number'), name='run_shard_number_is_one_within_its_recompute'),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='new_input_hash',
            field=risks.exposure.models.fields.Digest(null=True),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='new_loss_hash',
            field=risks.exposure.models.fields.Digest(null=True),
        ),
        migrations.AddField(
            model_name='portfoliorun',
            name='new_input_hash',
            field=risks.exposure.models.fields.Digest(null=True),
        ),
        migrations.AddField(
            model_name='portfoliorun',
            name='new_loss_hash',
            field=risks.exposure.models.fields.Digest(null=True),
        ),
        migrations.AddField(
            model_name='portfoliorun',
            name='new_members',
            field=risks.exposure.models.fields.Packed(default=list),
        ),
        migrations.AddField(
            model_name='portfoliorun',
            name='new_exceedance',
            field=risks.exposure.models.fields.Packed(default=list),
        ),
        migrations.AddField(
            model_name='portfoliorun',
            name='new_scope',
            field=risks.exposure.models.fields.Digest(null=True),
        ),
    ]
