"""Plan, claim, send, repair."""

from risks.alerts.operations.announcing import announce
from risks.alerts.operations.bouncing import answer_bounces, read_bounces
from risks.alerts.operations.comparing import compare_calendars
from risks.alerts.operations.digesting import Digested, send_digests
from risks.alerts.operations.dispatching import Dispatched, dispatch_due
from risks.alerts.operations.feeds import new_feed_token
from risks.alerts.operations.planning import plan
from risks.alerts.operations.reconciling import reconcile

__all__ = [
    "Digested",
    "Dispatched",
    "announce",
    "answer_bounces",
    "compare_calendars",
    "dispatch_due",
    "new_feed_token",
    "plan",
    "read_bounces",
    "reconcile",
    "send_digests",
]
