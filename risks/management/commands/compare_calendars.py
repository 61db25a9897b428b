"""For cron, each night: do reminders, digest and calendar feed say the same?"""

from typing import Any

from django.core.management.base import BaseCommand

from risks.alerts.operations import compare_calendars
from risks.alerts.queries.clock import read_clock


class Command(BaseCommand):
    help = "Compare the reminders, the digest and the feed; exit 1 when they differ."

    def handle(self, *_args: Any, **_options: Any) -> None:
        found = compare_calendars(now=read_clock().shown)
        for difference in found:
            self.stdout.write(str(difference))
        if found:
            raise SystemExit(1)
        self.stdout.write("the three calendars agree")
