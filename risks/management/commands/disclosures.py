"""Create the disclosure deadlines that an event of a listed company starts."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from risks.access.models import Person
from risks.cases.operations.records.disclosures import set_disclosure_deadlines
from risks.clock import now
from risks.engine.time.deadlines import DeadlineError
from risks.engine.time.disclosure import CompanyEvent
from risks.management.arguments import day
from risks.register.models import Company
from risks.register.operations import RegisterRefused


class Command(BaseCommand):
    help = "Create the disclosure deadlines that an event of a listed company starts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--company", required=True, metavar="CODE")
        parser.add_argument("--event", required=True, help=", ".join(CompanyEvent))
        parser.add_argument("--on", required=True, type=day, metavar="DATE")
        parser.add_argument("--owner", required=True, metavar="USERNAME")

    def handle(self, **options: Any) -> None:
        company = Company.objects.filter(code=options["company"]).first()
        if company is None:
            raise _refused("company", f"{options['company']!r} is not a company here")
        owner = Person.objects.filter(username=options["owner"], is_active=True).first()
        if owner is None:
            raise _refused("owner", f"{options['owner']!r} is not an active person")
        if options["event"] not in set(CompanyEvent):
            known = ", ".join(CompanyEvent)
            raise _refused("event", f"{options['event']!r} is not one of {known}")
        event = CompanyEvent(options["event"])
        try:
            rows = set_disclosure_deadlines(
                company, event=event, on=options["on"], owner=owner, now=now()
            )
        except DeadlineError as error:
            raise _refused("on", str(error)) from error
        except RegisterRefused as refused:
            raise _refused("event", str(refused)) from refused
        for row in rows:
            self.stdout.write(f"{row.code}  {row.calendared_date}  {row.title}")
        if not rows:
            self.stdout.write("No new deadline.")


def _refused(option: str, message: str) -> CommandError:
    return CommandError(f"--{option}: {message}", returncode=2)
