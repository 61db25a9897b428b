"""Run the demo: broker, worker, beat, dispatcher and web server."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from risks.clock import bare_now, today
from risks.management.broker import NoBroker
from risks.management.demo.clock import parse_day
from risks.management.demo.place import DemoRefused, Place, held
from risks.management.demo.running import DemoFailed, Wish, run_on, run_once
from risks.management.hong_kong import HONG_KONG
from risks.management.supervisor import Stopped

# The exit code of a command that Ctrl-C ended.
INTERRUPTED = 130


class Command(BaseCommand):
    help = "Run the demo: the founding case with a broker, a worker and the pages."
    # Its programs run their own checks in the demo's environment.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once",
            action="store_true",
            help="empty var/demo, run the chain, write its outcome there, and leave",
        )
        parser.add_argument(
            "--today", help="the demo's date, such as 2026-05-27 (default: today)"
        )
        parser.add_argument(
            "--machine-day", help="the machine's date; bin/demo fills it in"
        )
        parser.add_argument(
            "--port", type=int, default=8000, help="of the pages (default: 8000)"
        )

    def handle(self, *, once: bool, **options: Any) -> None:
        wish = _wish(options)
        place = Place(folder=Path(settings.VAR_DIR).absolute() / "demo")
        run = run_once if once else run_on
        try:
            with held(place):
                run(place, wish, say=self.stdout.write)
        except Stopped:
            self.stdout.write("\nStopped.")
            if once:
                raise SystemExit(INTERRUPTED) from None
        except (DemoFailed, DemoRefused, NoBroker) as error:
            raise CommandError(str(error)) from error


def _wish(options: dict[str, Any]) -> Wish:
    port = options["port"]
    if not 1 <= port <= 65535:
        raise CommandError(f"--port: {port} is not a port.", returncode=2)
    return Wish(
        today=_day("--today", options["today"]),
        machine_day=_day("--machine-day", options["machine_day"])
        or today(HONG_KONG, bare_now()),
        port=port,
        project=Path(settings.BASE_DIR),
    )


def _day(name: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return parse_day(text)
    except ValueError as error:
        raise CommandError(f"{name}: {error}.", returncode=2) from error
