"""Request what is due from CourtListener now, within the budget of requests."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from risks.cases.models import Case
from risks.cases.operations import courtlistener, sweep_next, sweep_soon
from risks.cases.sources.remote.courtlistener_rest import SettingRefused
from risks.clock import now


class Command(BaseCommand):
    help = "Sweep the cases that are due at CourtListener, or one case at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--case", metavar="CODE", help="only this one, also when it is not due"
        )

    def handle(self, **options: Any) -> None:
        try:
            courtlistener()
        except SettingRefused as refused:
            raise CommandError(str(refused)) from None
        only = _followed(options["case"]) if options["case"] else None
        if only is not None:
            sweep_soon(only, now=now())
        sent = 0
        while sweep_next(now=now(), only=only):
            sent += 1
        self.stdout.write(f"{sent} requests sent; `sources` says how it stands")


def _followed(code: str) -> Case:
    case = Case.objects.filter(code=code).first()
    if case is None:
        raise CommandError(f'--case: there is no case "{code}"')
    if case.courtlistener_id is None or case.status == Case.Status.CLOSED:
        raise CommandError(
            f"--case: {code} is closed, or names no docket at CourtListener"
        )
    return case
