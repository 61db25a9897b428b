"""Send digests without Celery: for cron, each quarter of an hour."""

from typing import Any

from django.core.management.base import BaseCommand

from risks.alerts.operations import send_digests
from risks.clock import read_clock


class Command(BaseCommand):
    help = "Send the digest of whoever's morning has come; exit 1 if one did not leave."

    def handle(self, *_args: Any, **_options: Any) -> None:
        done = send_digests(now=read_clock().shown)
        self.stdout.write(f"{done.sent} sent, {done.unsent} to be tried again")
        if done.unsent:
            raise SystemExit(1)
