"""One row, one sender: a lease with a token."""

from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, F

from risks.access.models import Person
from risks.alerts.models import Notification, NotificationQuerySet, State
from risks.alerts.queries.limits import sending_limits
from risks.alerts.queries.sending.claims import (
    BATCH,
    URGENCY,
    claimable,
    room_this_hour,
)
from risks.cases.models import Deadline
from risks.clock import Clock


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
            lease_until=clock.bare + sending_limits().lease,
            claims=F("claims") + 1,
        )
    # QuerySet.update() returns no rows: the token tells which it took.
    taken = _with_what_is_said(pk__in=keys, lease_token=token)
    return list(taken.order_by(*URGENCY))


def renew(claimed: Notification, clock: Clock) -> Notification | None:
    """The row with a full lease; None when the lease was lost.

    What every mail reads came with the claim, in one question for all of it. Whether
    it still holds is asked here, in the UPDATE itself; if not, all is read again.
    """
    token = claimed.lease_token
    held = Notification.objects.filter(
        pk=claimed.pk, lease_token=token, state=State.SENDING
    )
    until = clock.bare + sending_limits().lease
    if held.filter(*_as_claimed(claimed)).update(lease_until=until):
        return claimed
    if held.update(lease_until=until):
        return _with_what_is_said(pk=claimed.pk, lease_token=token).first()
    return None


def _as_claimed(claimed: Notification) -> list[Exists]:
    """No join, for the token must be asked of the row itself, in one statement."""
    active = Person.objects.filter(pk=claimed.recipient_id, is_active=True)
    deadline = claimed.deadline
    if deadline is None:
        return [Exists(active)]
    same = Deadline.objects.open().filter(
        pk=deadline.pk,
        due_rev=claimed.revision,
        owner=deadline.owner_id,
        backup=deadline.backup_id,
    )
    return [Exists(active), Exists(same)]


def _with_what_is_said(**asked: Any) -> NotificationQuerySet:
    # Only what every mail reads: with all that a row may be about, twenty joins, the
    # planning of this one statement took PostgreSQL longer than all the rest.
    return Notification.objects.filter(**asked).select_related(
        "recipient",
        "deadline__owner",
        "deadline__backup",
        "deadline__case__restricted_matter",
        "deadline__event__entry",
    )
