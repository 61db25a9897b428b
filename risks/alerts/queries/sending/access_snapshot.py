"""What is asked together for a whole claim, and taken as true for a moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from risks.alerts.models import Notification
from risks.alerts.queries.limits import sending_limits
from risks.alerts.queries.sending.subject import who_may_know
from risks.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """That the rows are as the claim read them, and which of their readers may know.

    A mail server that answers at once takes a claim's mails within the moment. Behind
    a slower one, and after any stop, each row is asked about anew.
    """

    asked_at: datetime
    knowing: frozenset[tuple[int, int]]

    def holds(self, clock: Clock) -> bool:
        """By the database's clock, which goes on while a machine sleeps."""
        return clock.bare - self.asked_at < sending_limits().moment

    def may_know(self, row: Notification) -> bool:
        return (row.recipient_id, row.pk) in self.knowing


def ask_together(rows: Sequence[Notification], *, clock: Clock) -> Fresh:
    """With the clock as it was before the rows were read."""
    pairs = [(row.recipient, row) for row in rows]
    return Fresh(asked_at=clock.bare, knowing=who_may_know(pairs))
