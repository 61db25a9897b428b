"""Recalculation: one straight walk from what is stale to the sums that people see.

    stale → price → store → sums

One worker walks a company at a time, under a lease that it renews with whatever it
writes. A worker that dies is followed by another once its lease has run out; what it
has stored is not stale any more. Several companies are walked by several workers.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from risks.access.queries import people_by_scope
from risks.exposure.models import Recalculation
from risks.exposure.operations.appetites import watch_appetites
from risks.exposure.operations.lease import LeaseLost, take_lease
from risks.exposure.operations.outcome import (
    Found,
    Recalculated,
    advance_full,
    begin_full,
    end_full,
    fail_full,
    note_fault,
    note_unpriced,
)
from risks.exposure.operations.price import Pricer, price
from risks.exposure.operations.store import Store
from risks.exposure.operations.sums import Sums
from risks.exposure.operations.totals import Totals
from risks.exposure.queries import (
    Inputs,
    present_inputs,
    present_snapshots,
    wanted_sums,
)
from risks.register.models import Company

log = logging.getLogger(__name__)

BATCH = 50  # risks that are priced, and then stored in one transaction

Follow = Callable[[int, int], object]
"""Told after each batch how many risks are done, and of how many."""


def recalculate_stale(*, now: datetime) -> Recalculated:
    """Recalculate each company that no other worker is at."""
    done = Recalculated()
    for company in Company.objects.order_by("pk"):
        try:
            done += recalculate_company(company, now=now) or Recalculated()
        except Exception as fault:
            log.exception("exposure of company %s not computed", company.pk)
            note_fault(company, fault, now=now)
            done += Recalculated(failed=1)
    return done


def recalculate_company(
    company: Company, *, now: datetime, follow: Follow = lambda _done, _total: None
) -> Recalculated | None:
    """None where another worker is at it. Raises `NoRiskCapacity`."""
    lease = take_lease(company)
    if lease is None:
        return None
    try:
        watch_appetites(company, now=now)
        full = begin_full(company, now=now)
        walk = _Walk(
            company=company,
            full=full,
            follow=follow,
            pricer=Pricer(anew=full is not None),
            store=Store(now=now, lease=lease),
        )
        return walk.to_the_end()
    except LeaseLost as lost:
        log.warning("%s: another worker goes on", lost)
        return None
    finally:
        lease.give_back()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    """Of one company, by one worker."""

    company: Company
    # One that somebody asked for: every risk is priced again, and compared.
    full: Recalculation | None
    follow: Follow
    pricer: Pricer
    store: Store
    totals: Totals = field(default_factory=Totals)

    def to_the_end(self) -> Recalculated:
        try:
            today = self.company.today(self.store.now)
            present = present_inputs(self.company, today=today)
            done = self._price(present if self.full else self._stale(present))
            done += self._sum(present, doubtful=done.findings)
        except LeaseLost:
            raise
        except Exception as fault:
            if self.full:
                fail_full(self.full, fault, now=self.store.now)
            raise
        if self.full:
            end_full(self.full, done, now=self.store.now)
        else:
            note_unpriced(self.company, done, present=present, now=self.store.now)
        return done

    def _stale(self, present: Sequence[Inputs]) -> list[Inputs]:
        snapshots = present_snapshots(self.company)
        return [inputs for inputs in present if inputs.hash not in snapshots]

    def _price(self, stale: Sequence[Inputs]) -> Recalculated:
        done = Recalculated()
        for first in range(0, len(stale), BATCH):
            batch = stale[first : first + BATCH]
            priced, failed = price(batch, pricer=self.pricer)
            done += failed + self.store.keep(priced)
            for each in priced:
                self.totals.add(each.inputs, each.drawn)
            self._tell(first + len(batch), of=len(stale), priced=done.snapshots)
        return done

    def _tell(self, count: int, *, of: int, priced: int) -> None:
        if self.full:
            advance_full(self.full, done=count, total=of, priced=priced)
        self.follow(count, of)

    def _sum(
        self, present: Sequence[Inputs], *, doubtful: Sequence[Found]
    ) -> Recalculated:
        left_out = {each["risk"] for each in doubtful}
        snapshots = present_snapshots(self.company)
        sound = {
            inputs.hash: snapshots[inputs.hash]
            for inputs in present
            if inputs.hash in snapshots and inputs.risk.pk not in left_out
        }
        sums = Sums(
            company=self.company,
            wanted=wanted_sums(present, scopes=people_by_scope(), snapshots=sound),
            present=present,
            snapshots=sound,
            totals=self.totals,
            pricer=self.pricer,
            store=self.store,
        )
        return sums.keep(again=self.full is not None)
