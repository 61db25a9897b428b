"""Each notification gets the name of its pages."""

from django.db import migrations

from risks.access.models import public_id


def name_each(apps, schema_editor):
    """A default is asked once for all rows of a migration: each needs its own."""
    rows = apps.get_model("risks", "Notification").objects
    for key in rows.filter(public_id__isnull=True).values_list("pk", flat=True):
        rows.filter(pk=key).update(public_id=public_id())


class Migration(migrations.Migration):
    dependencies = [("risks", "0003_remind_by_policy")]
    operations = [migrations.RunPython(name_each, migrations.RunPython.noop)]
