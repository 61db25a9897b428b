"""Critical reminders that nobody has answered in time."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from risks.alerts.models import Notification, NotificationQuerySet, State
from risks.cases.models import Deadline


def unanswered(*, now: datetime) -> NotificationQuerySet:
    """Sent, to be acknowledged by now, and acknowledged by none of those asked.

    An answer to a later reminder of the same deadline answers the earlier ones too.
    """
    answer = Notification.objects.filter(
        deadline=OuterRef("deadline"),
        revision=OuterRef("revision"),
        acknowledged_at__gte=OuterRef("sent_at"),
    )
    asked = Notification.objects.filter(state=State.SENT, ack_by__lte=now)
    return asked.filter(
        ~Exists(answer),
        Q(escalated_to__isnull=True, alarm__isnull=True),
        deadline__status=Deadline.Status.OPEN,
        revision=F("deadline__due_rev"),
    )
