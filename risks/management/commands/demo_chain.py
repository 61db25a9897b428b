"""Set up the demo and run the whole chain once through the worker."""

import time
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from risks.management.demo.account import tell
from risks.management.demo.chain import ChainBroken, walk
from risks.management.demo.outputs import outcome, write


class Command(BaseCommand):
    help = "Migrate, load the founding case, price, remind, report; for bin/demo."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--today", type=date.fromisoformat, required=True, help="the demo's date"
        )
        parser.add_argument("--into", type=Path, help="write the outcome's files there")

    def handle(self, *, today: date, into: Path | None, **_options: Any) -> None:
        started = time.monotonic()
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
        call_command(
            "load_founding_case", today=today, skip_checks=True, stdout=self.stdout
        )
        try:
            for link in walk():
                seconds = time.monotonic() - started
                self.stdout.write(f"  {seconds:5.1f} s  {link.task}: {link.awaits}")
        except ChainBroken as error:
            raise CommandError(str(error)) from error
        found = outcome()
        if into:
            write(found, folder=into, today=today, seconds=time.monotonic() - started)
        self.stdout.write("")
        for line in tell(found):
            self.stdout.write(line)
