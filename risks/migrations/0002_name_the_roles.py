"""The groups that are roles. What each may do is a table in code, not rows."""

from django.db import migrations

ROLES = (
    "viewer",
    "contributor",
    "risk_owner",
    "counsel",
    "compliance_administrator",
    "controller",
    "auditor",
    "outside_counsel",
)


def name_the_roles(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for role in ROLES:
        group.objects.get_or_create(name=role)


class Migration(migrations.Migration):
    dependencies = [("risks", "0001_lay_out_the_house")]
    operations = [
        migrations.RunPython(name_the_roles, reverse_code=migrations.RunPython.noop)
    ]
