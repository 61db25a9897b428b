"""The states of a notification, and the one table of how it may go on."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    SENDING = "sending", _("Sending")
    SENT = "sent", _("Sent")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    BOUNCED = "bounced", _("Bounced")
    FAILED = "failed", _("Failed")
    DEAD = "dead", _("Not delivered")
    CANCELLED = "cancelled", _("Cancelled")
    SUPERSEDED = "superseded", _("Superseded")


# A lease that ended is claimed again: sending may follow sending.
TRANSITIONS: Mapping[State, frozenset[State]] = {
    State.SCHEDULED: frozenset({State.SENDING, State.CANCELLED, State.SUPERSEDED}),
    State.SENDING: frozenset(
        {
            State.SENDING,
            State.SENT,
            State.SCHEDULED,
            State.FAILED,
            State.DEAD,
            State.CANCELLED,
            State.SUPERSEDED,
        }
    ),
    State.SENT: frozenset({State.ACKNOWLEDGED, State.BOUNCED}),
    # It is required again: reopened, or in sight again.
    State.CANCELLED: frozenset({State.SCHEDULED}),
    State.ACKNOWLEDGED: frozenset(),
    State.BOUNCED: frozenset(),
    State.FAILED: frozenset(),
    State.DEAD: frozenset(),
    State.SUPERSEDED: frozenset(),
}

# Entered only in the transaction that plans a reminder to somebody else.
LOST = (State.FAILED, State.DEAD, State.BOUNCED)
# The person has it, or it is on its way to them.
ALIVE = (State.SCHEDULED, State.SENDING, State.SENT, State.ACKNOWLEDGED)
UNSENT = (State.SCHEDULED, State.SENDING)


def before(state: State) -> list[State]:
    """The states from which this one may be entered."""
    return [earlier for earlier, later in TRANSITIONS.items() if state in later]
