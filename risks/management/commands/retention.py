"""Thin old figures and clear expired sessions now, as the jobs do."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from risks.access.operations import clear_sessions
from risks.clock import now
from risks.exposure.operations import compact, thin_figures


class Command(BaseCommand):
    help = "Thin old figures and clear expired sessions, as the jobs do."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--compact",
            action="store_true",
            help="Give the space back; SQLite only, which nobody can use meanwhile.",
        )

    def handle(self, *args: object, **options: Any) -> None:
        done = thin_figures(now=now())
        clear_sessions()
        self.stdout.write(f"{done.snapshots} snapshots and {done.runs} sums deleted")
        if options["compact"]:
            compact()
