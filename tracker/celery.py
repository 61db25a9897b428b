import os

from celery import Celery
from celery.signals import import_modules

from risks.engine.time.rule_book import all_rules

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

app = Celery("watchbrief")
app.config_from_object("django.conf:settings", namespace="CELERY")
# risks/tasks.py is the one list of jobs: no scan, so a module cannot be half found.
app.conf.imports = ("risks.tasks",)


@import_modules.connect
def refuse_broken_packs(**_sent: object) -> None:
    """Celery runs Django's checks and drops what they find: a worker refuses here."""
    all_rules()
