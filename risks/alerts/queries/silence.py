"""Critical reminders that nobody has answered in time."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from risks.alerts.models import Notification, NotificationQuerySet, State
from risks.cases.models import Deadline


def unanswered(*, now: datetime) -> NotificationQuerySet:
    """Sent, to be acknowledged by now, and acknowledged by none of those asked.

    Any answer to this reminder counts, and one to a later reminder of the deadline.
    """
    since = Q(offset=OuterRef("offset")) | Q(acknowledged_at__gte=OuterRef("sent_at"))
    answer = Notification.objects.filter(
        since,
        deadline=OuterRef("deadline"),
        revision=OuterRef("revision"),
        state=State.ACKNOWLEDGED,
    )
    asked = Notification.objects.filter(state=State.SENT, ack_by__lte=now)
    return asked.filter(
        ~Exists(answer),
        Q(escalated_to__isnull=True, alarm__isnull=True),
        deadline__status=Deadline.Status.OPEN,
        revision=F("deadline__due_rev"),
    )
