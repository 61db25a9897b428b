"""Who may know of the rows of a claim, asked once and valid for a short time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from risks.alerts.models import Notification
from risks.alerts.queries.limits import sending_limits
from risks.alerts.queries.sending.subject import who_may_know
from risks.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessSnapshot:
    """The rows of a claim as they were read, and which of their readers may know.

    A mail server that answers at once takes a claim's mails while it is valid. Behind a
    slower one, and after any stop, each row is asked about anew.
    """

    asked_at: datetime
    allowed: frozenset[tuple[int, int]]

    def holds(self, clock: Clock) -> bool:
        """Return whether it is still valid, by the database's clock.

        That one goes on while a machine sleeps.
        """
        return clock.bare - self.asked_at < sending_limits().snapshot_lifetime

    def may_know(self, row: Notification) -> bool:
        return (row.recipient_id, row.pk) in self.allowed


def take_snapshot(rows: Sequence[Notification], *, clock: Clock) -> AccessSnapshot:
    """Return the snapshot of these rows; `clock` was read before them."""
    pairs = [(row.recipient, row) for row in rows]
    return AccessSnapshot(asked_at=clock.bare, allowed=who_may_know(pairs))
