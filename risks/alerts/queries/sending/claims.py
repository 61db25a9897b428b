"""Which rows may be claimed, and how many an hour."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q

from risks.alerts.models import Notification, NotificationQuerySet, State
from risks.alerts.models.states import UNSENT
from risks.clock import Clock

# Critical first, then the soonest due.
URGENCY = ("-critical", "due_at", "pk")

HOUR = timedelta(hours=1)

# Rows in one claim.
BATCH = 10


def claimable(clock: Clock) -> NotificationQuerySet:
    """Due and not waiting for a next try, or left behind by a sender that died."""
    waited = Q(not_before__isnull=True) | Q(not_before__lte=clock.bare)
    due = Q(state=State.SCHEDULED) & waited
    abandoned = Q(state=State.SENDING, lease_until__lt=clock.bare)
    # Before the choice, for the index of what is unsent: among a million rows it reads
    # those whose moment has come, and no other.
    of_now = Notification.objects.filter(state__in=UNSENT, fire_at__lte=clock.shown)
    return of_now.filter(due | abandoned)


def room_this_hour(clock: Clock) -> int:
    """How many mails may still leave; several senders may exceed it by ten each."""
    cap: int = settings.REMINDERS_PER_HOUR
    sent = Notification.objects.filter(sent_at__gt=clock.shown - HOUR)
    return cap - sent.order_by()[:cap].count()


def held_back(clock: Clock) -> int:
    """Due rows that only the cap holds."""
    if room_this_hour(clock) >= BATCH:
        return 0
    return claimable(clock).filter(critical=False).count()
