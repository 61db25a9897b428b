"""Name the rule that requested a change where no person did."""

from django.db import migrations, models


def name_the_docket(apps, schema_editor):
    """Only docket entries asked without a person, as far as older rows tell."""
    changes = apps.get_model("risks", "DeadlineChange").objects
    changes.filter(asked_by=None).update(asked_by_rule="docket")


class Migration(migrations.Migration):

    dependencies = [
        ('risks', '0022_store_listing_profiles'),
    ]

    operations = [
        migrations.AddField(
            model_name='deadlinechange',
            name='asked_by_rule',
            field=models.CharField(blank=True, choices=[('docket', 'A docket entry'), ('dependent', 'The deadline that it depends on'), ('service', 'A record of service')], max_length=10, verbose_name='asked by a rule'),
        ),
        migrations.AddField(
            model_name='historicaldeadlinechange',
            name='asked_by_rule',
            field=models.CharField(blank=True, choices=[('docket', 'A docket entry'), ('dependent', 'The deadline that it depends on'), ('service', 'A record of service')], max_length=10, verbose_name='asked by a rule'),
        ),
        migrations.RunPython(name_the_docket, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='deadlinechange',
            constraint=models.CheckConstraint(condition=models.Q(('asked_by__isnull', False), models.Q(('asked_by_rule', ''), _negated=True), _connector='OR'), name='deadline_change_names_who_or_what_asked'),
        ),
    ]
