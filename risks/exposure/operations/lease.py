"""The lease under which one worker recalculates a company."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar
from uuid import uuid4

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from risks.exposure.models import RecalculationLease
from risks.exposure.operations.worker import Worker
from risks.register.models import Company

# After a crash another worker takes over this late; at once on the same machine.
TERM = timedelta(seconds=60)
RENEWED_AFTER = TERM.total_seconds() / 6

Item = TypeVar("Item")


class LeaseLost(Exception):
    """The lease expired and another worker recalculates the company."""


@dataclass(slots=True, kw_only=True)
class Lease:
    """The right of one worker to recalculate a company, while it is renewed."""

    company_id: int
    holder: str
    _renewed: float = field(default_factory=time.monotonic)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Open a transaction that first renews the lease, so only its holder writes."""
        with transaction.atomic():
            self.renew()
            yield

    def renew(self) -> None:
        """Extend the lease; raises LeaseLost."""
        if not self._held().update(until=Now() + TERM):
            raise LeaseLost(f"{self.holder} is no longer at company {self.company_id}")
        self._renewed = time.monotonic()

    def keep(self) -> None:
        """Extend the lease if that was last done a while ago; raises LeaseLost."""
        if time.monotonic() - self._renewed > RENEWED_AFTER:
            self.renew()

    def renewed_over(self, items: Sequence[Item]) -> Iterator[Item]:
        """Yield these items while the lease is kept. Raises LeaseLost."""
        for item in items:
            self.keep()
            yield item

    def settle(self, inputs_and_results: str) -> None:
        """Record that nothing is left to do; raises LeaseLost."""
        self.renew()
        self._held().update(settled=inputs_and_results)

    def give_back(self) -> None:
        """Release the lease."""
        self._held().update(holder="", until=None)

    def _held(self) -> QuerySet[RecalculationLease]:
        return RecalculationLease.objects.filter(
            company=self.company_id, holder=self.holder
        )


@contextmanager
def lease_of(company: Company) -> Iterator[Lease | None]:
    """Hold the company's lease until the block ends; None while another has it."""
    lease = take_lease(company)
    try:
        yield lease
    finally:
        if lease:
            lease.give_back()


def take_lease(company: Company) -> Lease | None:
    """Take the company's lease, or return None while another worker has it.

    A worker of this machine that has ended is not waited for.
    """
    row, _ = RecalculationLease.objects.get_or_create(company=company)
    worker = Worker.written(row.holder)
    gone = Q(holder=row.holder) if worker and worker.is_gone else Q(pk__in=[])
    free = RecalculationLease.objects.all().free() | RecalculationLease.objects.filter(
        gone
    )
    holder = f"{Worker.of(os.getpid())} {uuid4().hex}"
    taken = free.filter(company=company).update(
        holder=holder, until=Now() + TERM, settled=None
    )
    return Lease(company_id=company.pk, holder=holder) if taken else None


def is_settled(company: Company, inputs_and_results: str) -> bool:
    """Say whether nothing was left to do, and still is."""
    rows = RecalculationLease.objects.filter(company=company, holder="")
    return rows.filter(settled=inputs_and_results).exists()
