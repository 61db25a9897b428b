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
from django.db.models.functions import Now

from risks.exposure.models import RecalculationLease
from risks.register.models import Company

# Renewed with each batch of risks. A worker that dies is followed after so long.
TERM = timedelta(seconds=60)
ITEMS = 50

Item = TypeVar("Item")


class LeaseLost(Exception):
    """It ran out, and another worker recalculates the company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    company_id: int
    holder: str

    def renew(self) -> None:
        """Raises LeaseLost."""
        held = RecalculationLease.objects.filter(
            company=self.company_id, holder=self.holder
        )
        if not held.update(until=Now() + TERM):
            raise LeaseLost(f"{self.holder} is no longer at company {self.company_id}")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that renews the lease first: who lost it writes nothing."""
        with transaction.atomic():
            self.renew()
            yield

    def renewed_over(self, items: Sequence[Item]) -> Iterator[Item]:
        """These items, with a renewal before every few of them. Raises LeaseLost."""
        for number, item in enumerate(items):
            if number % ITEMS == 0:
                self.renew()
            yield item

    def give_back(self) -> None:
        held = RecalculationLease.objects.filter(
            company=self.company_id, holder=self.holder
        )
        held.update(holder="", until=None)


def take_lease(company: Company) -> Lease | None:
    """None when another worker has it. The conditional UPDATE decides."""
    RecalculationLease.objects.get_or_create(company=company)
    holder = f"{socket.gethostname()}, process {os.getpid()}, {uuid4().hex}"
    free = RecalculationLease.objects.all().free().filter(company=company)
    if not free.update(holder=holder, until=Now() + TERM):
        return None
    return Lease(company_id=company.pk, holder=holder)
