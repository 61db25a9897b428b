"""Rows that have lost their point before they were sent."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from risks.alerts.models import Notification
from risks.cases.models import Deadline


def stale_rows() -> dict[str, QuerySet[Notification]]:
    """Scheduled rows that may no longer be sent, by the state that says why."""
    waiting = Notification.objects.filter(
        state=Notification.State.SCHEDULED, deadline__isnull=False
    )
    closed = ~Q(deadline__status=Deadline.Status.OPEN)
    not_backup = Q(deadline__backup__isnull=True) | ~Q(recipient=F("deadline__backup"))
    released = ~Q(recipient=F("deadline__owner")) & not_backup & Q(step=0)
    return {
        Notification.State.SUPERSEDED: waiting.exclude(revision=F("deadline__due_rev")),
        Notification.State.CANCELLED: waiting.filter(closed | released),
    }


def misjudged_rows() -> dict[bool, QuerySet[Notification]]:
    """Rows whose deadline is now, or is no longer, critical; by what it is now."""
    present = Notification.objects.filter(revision=F("deadline__due_rev"))
    critical = Q(deadline__severity=Deadline.Severity.CRITICAL)
    return {
        True: present.filter(critical, critical=False),
        False: present.filter(~critical, critical=True),
    }


def overtaken_rows(*, now: datetime) -> QuerySet[Notification]:
    """Due rows of a person who has, or is about to get, a nearer one of the thing."""
    states = Notification.State
    nearer = Notification.objects.filter(
        kind=OuterRef("kind"),
        object_id=OuterRef("object_id"),
        revision=OuterRef("revision"),
        recipient=OuterRef("recipient"),
        step=OuterRef("step"),
        fire_at__lte=now,
        state__in=(
            states.SCHEDULED,
            states.SENDING,
            states.SENT,
            states.ACKNOWLEDGED,
        ),
    ).filter(
        Q(fire_at__gt=OuterRef("fire_at"))
        | Q(fire_at=OuterRef("fire_at"), pk__gt=OuterRef("pk"))
    )
    due = Notification.objects.filter(state=states.SCHEDULED, fire_at__lte=now)
    return due.filter(Exists(nearer))
