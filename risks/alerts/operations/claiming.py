"""One row, one sender: a lease with a token."""

from uuid import uuid4

from django.db import transaction
from django.db.models import F

from risks.alerts.models import Notification, State
from risks.alerts.queries.claims import URGENCY, claimable, room_this_hour
from risks.alerts.queries.clock import Clock, read_clock
from risks.alerts.queries.policy import pace

BATCH = 10


def claim(clock: Clock) -> list[Notification]:
    """Take the most urgent due rows. The conditional UPDATE is the arbiter.

    SKIP LOCKED keeps two senders on PostgreSQL from waiting for each other; SQLite
    ignores it and needs it not. The rows are read first, and not in a subquery of the
    UPDATE: PostgreSQL may run that more than once, past its LIMIT.
    """
    token = uuid4()
    due = claimable(clock)
    if room_this_hour(clock) < BATCH:
        # The rest waits for the next hour; a critical one never does.
        due = due.filter(critical=True)
    with transaction.atomic():
        urgent = due.order_by(*URGENCY).select_for_update(skip_locked=True)
        keys = list(urgent.values_list("pk", flat=True)[:BATCH])
        claimable(clock).filter(pk__in=keys).enter(
            State.SENDING,
            lease_token=token,
            lease_until=clock.bare + pace().lease,
            claims=F("claims") + 1,
        )
    # QuerySet.update() returns no rows: they are found by the token.
    return list(Notification.objects.filter(lease_token=token).order_by(*URGENCY))


def renew(claimed: Notification) -> Notification | None:
    """The row as it is now, with a full lease; None when the lease was lost."""
    held = Notification.objects.filter(
        pk=claimed.pk, lease_token=claimed.lease_token, state=State.SENDING
    )
    if not held.update(lease_until=read_clock().bare + pace().lease):
        return None
    # Only what every mail reads: with all that a row may be about, twenty joins, the
    # planning of this one statement took PostgreSQL longer than all the rest.
    return held.select_related(
        "recipient",
        "deadline__owner",
        "deadline__backup",
        "deadline__case__compartment",
        "deadline__event__entry",
    ).first()
