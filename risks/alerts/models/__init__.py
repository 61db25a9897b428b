"""Who must know, by when. A row is the message; see docs/understand/reminders.md."""

from risks.alerts.models.digest import Digest
from risks.alerts.models.feed import FeedToken
from risks.alerts.models.health import Alarm, Heartbeat
from risks.alerts.models.notification import (
    Attempt,
    Notification,
    NotificationQuerySet,
)
from risks.alerts.models.policy import Plan, ReminderPolicy
from risks.alerts.models.states import TRANSITIONS, State
from risks.alerts.models.subscription import Subscription

__all__ = [
    "TRANSITIONS",
    "Alarm",
    "Attempt",
    "Digest",
    "FeedToken",
    "Heartbeat",
    "Notification",
    "NotificationQuerySet",
    "Plan",
    "ReminderPolicy",
    "State",
    "Subscription",
]
