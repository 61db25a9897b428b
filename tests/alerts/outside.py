"""Steps that a test runs in a process of its own, so that it can be killed.

`python -m tests.alerts.outside prepare 3` or `… dispatch 120` (a lease, in seconds).
"""

import os
import sys
from dataclasses import replace
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from risks.alerts.operations import dispatch_due  # noqa: E402
from risks.alerts.queries.limits import sending_limits, set_sending_limits  # noqa: E402
from tests.alerts.world import make_counsel  # noqa: E402
from tests.factories import make_case, make_deadline  # noqa: E402
from tests.tables import make_tables  # noqa: E402


def prepare(deadlines: int) -> None:
    make_tables()
    owner = make_counsel("owner", supervisor=make_counsel("boss"))
    case = make_case(owner=owner)
    tomorrow = timezone.now().date() + timedelta(days=1)
    for _ in range(deadlines):
        make_deadline(case, due_date=tomorrow)


def dispatch(lease_seconds: int) -> None:
    set_sending_limits(
        replace(sending_limits(), lease=timedelta(seconds=lease_seconds))
    )
    sys.stdout.write(f"{dispatch_due()}\n")


if __name__ == "__main__":
    {"prepare": prepare, "dispatch": dispatch}[sys.argv[1]](int(sys.argv[2]))
