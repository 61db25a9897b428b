"""Tables from the models, in a second: for processes of their own.

`python -m tests.tables` makes them where DATABASE_URL leads.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.auth.models import Group  # noqa: E402
from django.core.management import call_command  # noqa: E402

from risks.access.models import Role  # noqa: E402


def make_tables() -> None:
    """The migrations take twenty seconds; tests/test_migrations.py compares the two."""
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)
    Group.objects.bulk_create(Group(name=role) for role in Role.values)


if __name__ == "__main__":
    make_tables()
