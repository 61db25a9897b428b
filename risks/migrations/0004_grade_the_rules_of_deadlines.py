"""Say of each deadline how good its rule's evidence is, and no longer where it stands."""

from django.db import migrations, models
from django.db.migrations.state import StateApps


def grade(apps: StateApps, _schema: object) -> None:
    """Grade what was compared with some text as a copy: no official text was read."""
    for name in ("Deadline", "HistoricalDeadline"):
        rows = apps.get_model("risks", name).objects.exclude(rule_checked="")
        rows.filter(rule_checked="unchecked").update(rule_grade="from memory")
        rows.exclude(rule_checked="unchecked").update(rule_grade="republished copy")


class Migration(migrations.Migration):
    dependencies = [
        ("risks", "0003_close_repaired_recalculations"),
    ]

    operations = [
        migrations.AddField(
            model_name='deadline',
            name='rule_checked_on',
            field=models.DateField(blank=True, null=True, verbose_name='official text checked on'),
        ),
        migrations.AddField(
            model_name='deadline',
            name='rule_grade',
            field=models.CharField(blank=True, choices=[('official text', 'Official text'), ('republished copy', 'Republished copy'), ('from memory', 'From memory')], max_length=20, verbose_name='evidence of the rule'),
        ),
        migrations.AddField(
            model_name='historicaldeadline',
            name='rule_checked_on',
            field=models.DateField(blank=True, null=True, verbose_name='official text checked on'),
        ),
        migrations.AddField(
            model_name='historicaldeadline',
            name='rule_grade',
            field=models.CharField(blank=True, choices=[('official text', 'Official text'), ('republished copy', 'Republished copy'), ('from memory', 'From memory')], max_length=20, verbose_name='evidence of the rule'),
        ),
        migrations.RunPython(grade, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='deadline',
            name='rule_checked',
        ),
        migrations.RemoveField(
            model_name='historicaldeadline',
            name='rule_checked',
        ),
    ]
