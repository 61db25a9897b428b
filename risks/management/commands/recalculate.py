"""Recalculate what is stale, or everything, in this process."""

import time
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from risks.clock import now
from risks.exposure.models import Recalculation
from risks.exposure.operations import (
    Recalculated,
    price_shard,
    recalculate_company,
    request_full_recalculation,
)
from risks.exposure.queries import latest_recalculation, progress
from risks.register.models import Company
from risks.register.queries import NoRiskCapacity

PAUSE_SECONDS = 0.5
ACTIVE = (Recalculation.State.WAITING, Recalculation.State.RUNNING)


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
        """Whether every figure was made, and none came out otherwise."""
        if everything:
            full = request_full_recalculation(company, by=None, now=now())
            self._work_off(company)
            return self._tell(Recalculation.objects.get(pk=full.pk))
        done = self._work_off(company)
        self.stdout.write(f"{company.code}: {_counts(done)}")
        return not done.failed

    def _work_off(self, company: Company) -> Recalculated:
        """Look after look, as the timetable does, until nothing is under way."""
        send = partial(self._price_shard, company)
        active = Recalculation.objects.filter(company=company, state__in=ACTIVE)
        while True:
            try:
                done = recalculate_company(company, now=now(), send=send)
            except NoRiskCapacity as error:
                raise CommandError(str(error)) from error
            if not active.exists():
                return done
            time.sleep(PAUSE_SECONDS)

    def _price_shard(self, company: Company, shard_id: int) -> None:
        price_shard(shard_id, now=now())
        latest = latest_recalculation(company)
        assert latest, "a shard belongs to a recalculation"
        self.stdout.write(f"{company.code}: {latest.done}/{latest.total} risks")

    def _tell(self, full: Recalculation) -> bool:
        for each in full.findings:
            self.stdout.write(f"{full.company.code}: {each['text']}")
        counts, told = Recalculated.by(full), progress(full)
        self.stdout.write(
            f"{full.company.code}: {_counts(counts)}; "
            f"reproduced {told.reproduced} of {told.compared}{_why_not(full)}"
        )
        return full.state == Recalculation.State.DONE and not counts.failed


def _companies(code: str | None) -> list[Company]:
    chosen = Company.objects.order_by("code")
    if code is None:
        return list(chosen)
    found = list(chosen.filter(code=code))
    if not found:
        known = ", ".join(chosen.values_list("code", flat=True)) or "none"
        raise CommandError(f"--company: no company {code!r}; known are {known}")
    return found


def _counts(done: Recalculated) -> str:
    return f"{done.snapshots} priced, {done.runs} sums, {done.failed} failed"


def _why_not(full: Recalculation) -> str:
    if full.state == Recalculation.State.DONE:
        return ""
    label = full.get_state_display().lower()
    return f" ({label}: {full.failure})" if full.failure else f" ({label})"
