import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

app = Celery("watchbrief")
app.config_from_object("django.conf:settings", namespace="CELERY")
# risks/tasks.py is the one list of jobs: no scan, so a module cannot be half found.
app.conf.imports = ("risks.tasks",)
