"""Plan, claim, send, repair."""

from risks.alerts.operations.digest.send_digests import Digested, send_digests
from risks.alerts.operations.notices.apply_changes import apply_changes
from risks.alerts.operations.planning.announce import announce
from risks.alerts.operations.planning.plan import plan
from risks.alerts.operations.planning.reconcile import reconcile
from risks.alerts.operations.preferences.calendar_feeds import new_feed_token
from risks.alerts.operations.sending.bounces import answer_bounces, read_bounces
from risks.alerts.operations.sending.dispatch import Dispatched, dispatch_due

__all__ = [
    "Digested",
    "Dispatched",
    "announce",
    "answer_bounces",
    "apply_changes",
    "dispatch_due",
    "new_feed_token",
    "plan",
    "read_bounces",
    "reconcile",
    "send_digests",
]
