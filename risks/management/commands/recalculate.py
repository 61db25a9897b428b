"""Recalculate stale risks, or all risks, in this process."""

import time
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from risks.clock import now
from risks.exposure.models import Recalculation
from risks.exposure.operations import (
    Recalculated,
    recalculate_company,
    request_full_recalculation,
)
from risks.exposure.queries import NOT_PRICED, progress
from risks.register.models import Company
from risks.register.queries import UnusableFact

PAUSE_SECONDS = 0.5


class Command(BaseCommand):
    help = "Price each risk whose inputs changed, and each sum that rests on it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--all",
            action="store_true",
            help="Price every risk again and compare it with what is stored.",
        )
        parser.add_argument("--company", metavar="CODE", help="Only this company.")

    def handle(self, *args: object, **options: Any) -> None:
        companies = _companies(options["company"])
        outcomes = [
            self._recalculate(company, everything=options["all"])
            for company in companies
        ]
        if not all(outcomes):
            raise SystemExit(1)

    def _recalculate(self, company: Company, *, everything: bool) -> bool:
        """Say whether every figure was computed and reproduced."""
        if everything:
            full = request_full_recalculation(company, by=None, now=now())
            self._walk(company)
            return self._tell(Recalculation.objects.get(pk=full.pk))
        done = self._walk(company)
        counts = _counts(done.snapshots, done.runs, done.failed)
        self.stdout.write(f"{company.code}: {counts}")
        return not done.failed

    def _walk(self, company: Company) -> Recalculated:
        """Recalculate repeatedly, as the schedule does, until nothing is requested."""
        active = Recalculation.objects.filter(company=company, ended_at=None)
        follow = partial(self._follow, company)
        while True:
            try:
                done = recalculate_company(company, now=now(), follow=follow)
            except UnusableFact as error:
                raise CommandError(str(error)) from error
            if done is not None and not active.exists():
                return done
            time.sleep(PAUSE_SECONDS)  # another worker recalculates it

    def _follow(self, company: Company, done: int, total: int) -> None:
        self.stdout.write(f"{company.code}: {done}/{total} risks")

    def _tell(self, full: Recalculation) -> bool:
        for each in full.findings:
            self.stdout.write(f"{full.company.code}: {each['text']}")
        failed = [each for each in full.findings if each["what"] == NOT_PRICED]
        counts, reached = _counts(full.priced, full.sums, len(failed)), progress(full)
        self.stdout.write(
            f"{full.company.code}: {counts}; "
            f"reproduced {reached.reproduced} of {reached.compared}{_why_not(full)}"
        )
        return full.state == Recalculation.State.DONE and not failed


def _companies(code: str | None) -> list[Company]:
    chosen = Company.objects.order_by("code")
    if code is None:
        return list(chosen)
    found = list(chosen.filter(code=code))
    if not found:
        known = ", ".join(chosen.values_list("code", flat=True)) or "none"
        raise CommandError(f"--company: no company {code!r}; known are {known}")
    return found


def _counts(priced: int, sums: int, failed: int) -> str:
    return f"{priced} priced, {sums} sums, {failed} failed"


def _why_not(full: Recalculation) -> str:
    if full.state == Recalculation.State.DONE:
        return ""
    label = full.get_state_display().lower()
    return f" ({label}: {full.failure})" if full.failure else f" ({label})"
