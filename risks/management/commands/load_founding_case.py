"""Load the demo's data: the founding case as it was on a given day."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from risks.clock import now
from risks.clock import today as day_in
from risks.management.arguments import day
from risks.management.founding.docket import docket_with_routine
from risks.management.founding.obligations import record_obligations
from risks.management.founding.register import load_people, load_register, read
from risks.management.founding.risk_responses import look_after
from risks.management.founding.timeline import (
    FIRST_PRICED,
    file_docket,
    live_through,
    state_company_listing,
)
from risks.management.hong_kong import HONG_KONG, morning_of
from risks.register.models import Company


class Command(BaseCommand):
    help = "Load the demo's founding case; running it again adds only what is new."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--today", type=day, help="the demo's date (default: today)"
        )

    def handle(self, *, today: date | None, **_options: Any) -> None:
        _refuse_a_register_in_use()
        today = today or day_in(HONG_KONG, now())
        people = load_people()
        company = load_register(people, now=morning_of(FIRST_PRICED))
        live_through(company, people, today=today)
        docket = docket_with_routine(today)
        imported = file_docket(company, people, docket, today=today)
        state_company_listing(company, people, today=today)
        record_obligations(company, people, today=today)
        look_after(company, people, today=today)
        self.stdout.write(
            f"{company}: {company.risks.count()} risks; {imported.case.code}: "
            f"{imported.created} docket entries new, {imported.unchanged} known, "
            f"{imported.deadlines} deadlines."
        )


def _refuse_a_register_in_use() -> None:
    """Refuse to add demo people with printed passwords to real data."""
    code = read("register")["company"]["code"]
    other = Company.objects.exclude(code=code).order_by("pk").first()
    if other:
        raise CommandError(
            f"DATABASE_URL: this database holds {other.code}; the demo, whose people "
            "have known passwords, is loaded into a database of its own only.",
            returncode=2,
        )
