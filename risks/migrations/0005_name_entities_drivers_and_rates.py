"""Legal entities, named drivers and exchange rates; the appetite of a board."""

import django.db.models.deletion
import risks.register.models.company
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("risks", "0004_name_the_controller")]
    operations = [
        migrations.CreateModel(
            name='Driver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('name_zh', models.CharField(blank=True, max_length=80, verbose_name='Chinese name')),
                ('description', models.TextField(blank=True)),
            ],
            options={
                'ordering': ('company', 'name'),
            },
        ),
        migrations.CreateModel(
            name='Entity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('name_zh', models.CharField(blank=True, max_length=200, verbose_name='Chinese name')),
                ('jurisdiction', models.CharField(max_length=80)),
            ],
            options={
                'verbose_name_plural': 'entities',
                'ordering': ('company', 'code'),
            },
        ),
        migrations.CreateModel(
            name='ExchangeRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField()),
                ('base', models.CharField(max_length=3, validators=[risks.register.models.company.known_currency])),
                ('quote', models.CharField(max_length=3, validators=[risks.register.models.company.known_currency])),
                ('rate', models.DecimalField(decimal_places=10, max_digits=20)),
                ('source', models.CharField(max_length=300)),
            ],
            options={
                'ordering': ('-date', 'base', 'quote'),
            },
        ),
        migrations.CreateModel(
            name='HistoricalDriver',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('name_zh', models.CharField(blank=True, max_length=80, verbose_name='Chinese name')),
                ('description', models.TextField(blank=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical driver',
                'verbose_name_plural': 'historical drivers',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalEntity',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('name_zh', models.CharField(blank=True, max_length=200, verbose_name='Chinese name')),
                ('jurisdiction', models.CharField(max_length=80)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical entity',
                'verbose_name_plural': 'historical entities',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalExchangeRate',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('date', models.DateField()),
                ('base', models.CharField(max_length=3, validators=[risks.register.models.company.known_currency])),
                ('quote', models.CharField(max_length=3, validators=[risks.register.models.company.known_currency])),
                ('rate', models.DecimalField(decimal_places=10, max_digits=20)),
                ('source', models.CharField(max_length=300)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical exchange rate',
                'verbose_name_plural': 'historical exchange rates',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AlterField(
            model_name='fact',
            name='kind',
            field=models.CharField(choices=[('revenue', 'Revenue'), ('gross_margin', 'Gross margin'), ('net_loss', 'Net loss'), ('r_and_d', 'R&D spending'), ('cash', 'Cash'), ('loss_capacity', 'Loss capacity (set by the board)'), ('appetite', 'Risk appetite (set by the board)'), ('revenue_share', 'Share of revenue'), ('users', 'Monthly active users'), ('holding', 'Shareholding'), ('claim', 'Claimed or possible amount'), ('other', 'Other')], max_length=20),
        ),
        migrations.AlterField(
            model_name='historicalfact',
            name='kind',
            field=models.CharField(choices=[('revenue', 'Revenue'), ('gross_margin', 'Gross margin'), ('net_loss', 'Net loss'), ('r_and_d', 'R&D spending'), ('cash', 'Cash'), ('loss_capacity', 'Loss capacity (set by the board)'), ('appetite', 'Risk appetite (set by the board)'), ('revenue_share', 'Share of revenue'), ('users', 'Monthly active users'), ('holding', 'Shareholding'), ('claim', 'Claimed or possible amount'), ('other', 'Other')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'appetite'), _negated=True), ('amount__gt', 0), _connector='OR'), name='fact_appetite_is_positive'),
        ),
        migrations.AddField(
            model_name='driver',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drivers', to='risks.company'),
        ),
        migrations.AddField(
            model_name='entity',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entities', to='risks.company'),
        ),
        migrations.AddField(
            model_name='historicalrisk',
            name='entity',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Who would bear the loss, where it is not the company as a whole.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='risks.entity'),
        ),
        migrations.AddField(
            model_name='risk',
            name='entity',
            field=models.ForeignKey(blank=True, help_text='Who would bear the loss, where it is not the company as a whole.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='risks', to='risks.entity'),
        ),
        migrations.AddConstraint(
            model_name='exchangerate',
            constraint=models.UniqueConstraint(fields=('date', 'base', 'quote'), name='exchange_rate_is_one_for_each_day_and_pair'),
        ),
        migrations.AddConstraint(
            model_name='exchangerate',
            constraint=models.CheckConstraint(condition=models.Q(('rate__gt', 0)), name='exchange_rate_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='exchangerate',
            constraint=models.CheckConstraint(condition=models.Q(('base', models.F('quote')), _negated=True), name='exchange_rate_is_between_two_currencies'),
        ),
        migrations.AddField(
            model_name='historicaldriver',
            name='company',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='risks.company'),
        ),
        migrations.AddField(
            model_name='historicaldriver',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalentity',
            name='company',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='risks.company'),
        ),
        migrations.AddField(
            model_name='historicalentity',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalexchangerate',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='driver',
            constraint=models.UniqueConstraint(fields=('company', 'name'), name='driver_name_is_one_within_its_company'),
        ),
        migrations.AddConstraint(
            model_name='entity',
            constraint=models.UniqueConstraint(fields=('company', 'code'), name='entity_code_is_one_within_its_company'),
        ),
        migrations.AddConstraint(
            model_name='entity',
            constraint=models.CheckConstraint(condition=models.Q(('code', ''), _negated=True), name='entity_has_a_code'),
        ),
    ]
