"""How fast the pipeline of reminders works: every span in one place."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingLimits:
    """Every span of the pipeline in one place: the chaos test runs them faster."""

    lease: timedelta = timedelta(seconds=120)
    first_wait: timedelta = timedelta(seconds=15)
    longest_wait: timedelta = timedelta(minutes=15)
    # For what is due within a day, or already past.
    longest_wait_near: timedelta = timedelta(minutes=2)
    near: timedelta = timedelta(days=1)
    # A mail that leaves this long after its moment says that it is late.
    late_after: timedelta = timedelta(minutes=30)
    shortest_acknowledgement: timedelta = timedelta(minutes=15)
    longest_acknowledgement: timedelta = timedelta(hours=4)
    # The one indicator: reminders are unhealthy past either of these.
    silent_after: timedelta = timedelta(seconds=180)
    overdue_after: timedelta = timedelta(seconds=300)
    reconcile_every: timedelta = timedelta(minutes=15)
    pause: timedelta = timedelta(seconds=15)

    @property
    def snapshot_lifetime(self) -> timedelta:
        """For how long an answer of the database is taken as the present."""
        return self.lease / 100


_sending_limits = SendingLimits()


def sending_limits() -> SendingLimits:
    return _sending_limits


def set_sending_limits(other: SendingLimits) -> None:
    """For programs that measure the pipeline; the product keeps the default."""
    global _sending_limits
    _sending_limits = other


def acknowledge_within(*, due_at: datetime, now: datetime) -> timedelta:
    """A quarter of the time left: at most four hours, at least a quarter of one."""
    spans = sending_limits()
    quarter = (due_at - now) / 4
    return max(
        min(quarter, spans.longest_acknowledgement), spans.shortest_acknowledgement
    )
