"""Create CourtListener's webhook and print its address, once."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from risks.cases.models import DocketSource
from risks.cases.operations import open_webhook
from risks.clock import now

_HINT = (
    'Enter the address at CourtListener as a webhook for the event "Docket Alert", '
    "version 1 or 2. Other events are kept as they came and not filed."
)


class Command(BaseCommand):
    help = "Open a webhook for CourtListener, or give it a new address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="as the list of sources shows it")

    def handle(self, *, name: str, **options: Any) -> None:
        other = DocketSource.objects.filter(name=name).exclude(
            kind=DocketSource.Kind.WEBHOOK
        )
        if other.exists():
            raise CommandError(f'name: "{name}" is a source of another kind')
        path = reverse("courtlistener_webhook", args=[open_webhook(name, now=now())])
        self.stdout.write(f"{settings.BASE_URL}{path}")
        # Not with the address, which a script may read.
        self.stderr.write(_HINT)
