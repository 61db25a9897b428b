"""Which rows may be claimed."""

from django.db.models import Q, QuerySet

from risks.alerts.models import Notification
from risks.alerts.queries.clock import Clock

# Critical first, then the soonest due.
URGENCY = ("-critical", "due_at", "pk")


def claimable(clock: Clock) -> QuerySet[Notification]:
    """Due and not waiting for a next try, or left behind by a sender that died."""
    waited = Q(not_before__isnull=True) | Q(not_before__lte=clock.bare)
    due = Q(state=Notification.State.SCHEDULED, fire_at__lte=clock.shown) & waited
    abandoned = Q(state=Notification.State.SENDING, lease_until__lt=clock.bare)
    return Notification.objects.filter(due | abandoned)
