"""Critical reminders that nobody has answered."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from risks.access.models import Person, Scope
from risks.alerts.models import Notification, NotificationQuerySet, State
from risks.cases.models import Deadline


def unanswered(*, now: datetime) -> NotificationQuerySet:
    """Sent, to be acknowledged by now, and acknowledged by none of those asked."""
    return _asked().filter(
        Q(escalated_to__isnull=True, alarm__isnull=True), ack_by__lte=now
    )


def awaited_of(person: Person) -> NotificationQuerySet:
    """What waits for this person's answer, in time or not, the soonest due first."""
    rows = _asked().filter(recipient=person)
    # Nearly always none: then no access list is read.
    if not rows.exists():
        return rows.none()
    return rows.within(Scope.of(person)).order_by("due_at", "pk")


def _asked() -> NotificationQuerySet:
    """Any answer to this reminder counts, and one to a later one of the deadline."""
    since = Q(offset=OuterRef("offset")) | Q(acknowledged_at__gte=OuterRef("sent_at"))
    answer = Notification.objects.filter(
        since,
        deadline=OuterRef("deadline"),
        revision=OuterRef("revision"),
        state=State.ACKNOWLEDGED,
    )
    return Notification.objects.filter(
        ~Exists(answer),
        state=State.SENT,
        ack_by__isnull=False,
        deadline__status=Deadline.Status.OPEN,
        revision=F("deadline__due_rev"),
    )
