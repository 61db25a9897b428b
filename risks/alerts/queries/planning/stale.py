"""Rows that have lost their point before they were sent."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from risks.alerts.models import Notification, NotificationQuerySet, Plan, State
from risks.alerts.models.states import ALIVE
from risks.cases.models import Deadline


def stale_rows() -> dict[State, NotificationQuerySet]:
    """Scheduled rows of deadlines that may no longer be sent, by the state to enter."""
    waiting = Notification.objects.filter(state=State.SCHEDULED, deadline__isnull=False)
    closed = ~Q(deadline__status=Deadline.Status.OPEN)
    return {
        State.SUPERSEDED: waiting.exclude(revision=F("deadline__due_rev")),
        State.CANCELLED: waiting.filter(closed),
    }


def plans_of_closed() -> QuerySet[Plan]:
    """Without them a deadline that is opened again is planned again."""
    return Plan.objects.exclude(deadline__status=Deadline.Status.OPEN)


def overtaken_rows(*, now: datetime) -> NotificationQuerySet:
    """Due rows of a person who has, or is about to get, a nearer one of the thing."""
    nearer = Notification.objects.filter(
        kind=OuterRef("kind"),
        object_id=OuterRef("object_id"),
        revision=OuterRef("revision"),
        recipient=OuterRef("recipient"),
        step=OuterRef("step"),
        fire_at__lte=now,
        state__in=ALIVE,
    ).filter(
        Q(fire_at__gt=OuterRef("fire_at"))
        | Q(fire_at=OuterRef("fire_at"), pk__gt=OuterRef("pk"))
    )
    due = Notification.objects.filter(state=State.SCHEDULED, fire_at__lte=now)
    return due.filter(Exists(nearer))
