"""The group of those who sign the accounts. What it may do is a table in code."""

from django.db import migrations


def name_the_controller(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get_or_create(name="controller")


class Migration(migrations.Migration):
    dependencies = [("risks", "0003_let_the_controller_sign_contingencies")]
    operations = [
        migrations.RunPython(name_the_controller, reverse_code=migrations.RunPython.noop)
    ]
