"""One row, one sender: a lease with a token."""

from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from risks.alerts.models import Notification
from risks.alerts.queries.claims import URGENCY, claimable
from risks.alerts.queries.clock import Clock, read_clock

LEASE = timedelta(seconds=120)
BATCH = 10


def claim(clock: Clock) -> list[Notification]:
    """Take the most urgent due rows. The conditional UPDATE is the arbiter.

    SKIP LOCKED keeps two senders on PostgreSQL from waiting for each other; SQLite
    ignores it and needs it not. The rows are read first, and not in a subquery of the
    UPDATE: PostgreSQL may run that more than once, past its LIMIT.
    """
    token = uuid4()
    with transaction.atomic():
        urgent = claimable(clock).order_by(*URGENCY).select_for_update(skip_locked=True)
        keys = list(urgent.values_list("pk", flat=True)[:BATCH])
        claimable(clock).filter(pk__in=keys).update(
            state=Notification.State.SENDING,
            lease_token=token,
            lease_until=clock.bare + LEASE,
            claims=F("claims") + 1,
        )
    # QuerySet.update() returns no rows: they are found by the token.
    return list(Notification.objects.filter(lease_token=token).order_by(*URGENCY))


def renew(claimed: Notification) -> Notification | None:
    """The row as it is now, with a full lease; None when the lease was lost."""
    held = Notification.objects.filter(
        pk=claimed.pk,
        lease_token=claimed.lease_token,
        state=Notification.State.SENDING,
    )
    if not held.update(lease_until=read_clock().bare + LEASE):
        return None
    return held.select_related(
        "recipient",
        "deadline__owner__supervisor",
        "deadline__backup__supervisor",
        "deadline__case__compartment",
        "deadline__company",
        "deadline__event__entry",
    ).first()
