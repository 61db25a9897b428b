"""Create the groups that are roles. What each role may do is a table in code."""

from django.db import migrations

ROLES = (
    "viewer",
    "contributor",
    "risk_owner",
    "in_house_lawyer",
    "compliance_administrator",
    "finance_controller",
    "auditor",
    "external_lawyer",
)


def name_the_roles(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for role in ROLES:
        group.objects.get_or_create(name=role)


class Migration(migrations.Migration):
    dependencies = [("risks", "0001_first_release")]
    operations = [migrations.RunPython(name_the_roles, migrations.RunPython.noop)]
