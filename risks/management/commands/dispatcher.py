"""Send reminders with only the database and a mail server, without Celery."""

import logging
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from risks.alerts.operations import dispatch_due, read_bounces, reconcile
from risks.alerts.queries.limits import sending_limits
from risks.clock import now, read_clock

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Plan and send the reminders that are due; with --loop, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--loop", action="store_true", help="go on until stopped (SIGTERM, Ctrl-C)"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["loop"]:
            read_bounces(now=read_clock().shown)
            done = dispatch_due()
            self.stdout.write(
                f"{done.planned} planned, {done.sent} sent, {done.retried} to be tried "
                f"again, {done.failed} failed, {done.cancelled} cancelled"
            )
            return
        try:
            self._go_on()
        except KeyboardInterrupt:
            self.stderr.write("dispatcher: stopped")

    def _go_on(self) -> None:
        reconciled_at = now() - sending_limits().reconcile_every
        while True:
            if now() - reconciled_at >= sending_limits().reconcile_every:
                reconciled_at = now()
                _survive(lambda: reconcile(now=read_clock().shown))
            _survive(lambda: read_bounces(now=read_clock().shown))
            _survive(dispatch_due)
            time.sleep(sending_limits().pause.total_seconds())


def _survive(step: Callable[[], object]) -> None:
    """A database that is restarting is met again at the next turn."""
    close_old_connections()
    try:
        step()
    except Exception:
        log.exception("dispatcher: this turn failed, the next one tries again")
