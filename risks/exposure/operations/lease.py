"""The lease under which one worker recalculates a company."""

import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from risks.exposure.models import RecalculationLease
from risks.register.models import Company

# After a crash another worker takes over this late; a running one keeps renewing.
TERM = timedelta(seconds=60)
ITEMS = 50  # items between two renewals

Item = TypeVar("Item")


class LeaseLost(Exception):
    """The lease expired and another worker recalculates the company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """The right of one worker to recalculate a company, while it is renewed."""

    company_id: int
    holder: str

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

    def renewed_over(self, items: Sequence[Item]) -> Iterator[Item]:
        """Yield these items, renewing before every few of them. Raises LeaseLost."""
        for number, item in enumerate(items):
            if number % ITEMS == 0:
                self.renew()
            yield item

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
    """Take the company's lease, or return None while another worker has it."""
    RecalculationLease.objects.get_or_create(company=company)
    holder = f"{socket.gethostname()}, process {os.getpid()}, {uuid4().hex}"
    free = RecalculationLease.objects.all().free().filter(company=company)
    if not free.update(holder=holder, until=Now() + TERM):
        return None
    return Lease(company_id=company.pk, holder=holder)
