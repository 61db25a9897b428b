"""Every span of the product, scaled to the length of the run."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from django.conf import settings

from risks.alerts.queries import limits

# With faults, p99: a promise to people, and not scaled. In a short run it would allow
# everything.
LATEST, LATEST_OF_SHORT_RUN = 300.0, 120.0
SHORT_RUN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingLimits:
    """Seconds. An hour's run has the real spans; the floors are a machine's own."""

    lease: float
    first_wait: float
    longest_wait: float
    longest_wait_near: float
    silent_after: float
    overdue_after: float
    beat_every: float
    pause: float
    reconcile_every: float
    mail_timeout: float
    acknowledgement: float
    # What a sender may take from its last question to the mail server's answer.
    sweep: float
    latest: float

    @classmethod
    def of(cls, minutes: float) -> Self:
        share = min(minutes / 60, 1)
        return cls(
            lease=max(120 * share, 4),
            first_wait=max(15 * share, 0.5),
            longest_wait=900 * share,
            longest_wait_near=max(120 * share, 3),
            silent_after=max(180 * share, 10),
            overdue_after=max(300 * share, 20),
            beat_every=max(60 * share, 1),
            pause=max(15 * share, 0.5),
            reconcile_every=max(900 * share, 5),
            acknowledgement=max(900 * share, 15),
            mail_timeout=max(20 * share, 1),
            sweep=max(60 * share, 5),
            latest=LATEST if minutes >= SHORT_RUN else LATEST_OF_SHORT_RUN,
        )


def adopt(sending_limits: SendingLimits) -> None:
    """Make this process live at that pace."""

    def span(seconds: float) -> timedelta:
        return timedelta(seconds=seconds)

    limits.set_sending_limits(
        limits.SendingLimits(
            lease=span(sending_limits.lease),
            first_wait=span(sending_limits.first_wait),
            longest_wait=span(sending_limits.longest_wait),
            longest_wait_near=span(sending_limits.longest_wait_near),
            shortest_acknowledgement=span(sending_limits.acknowledgement),
            longest_acknowledgement=span(sending_limits.acknowledgement),
            silent_after=span(sending_limits.silent_after),
            overdue_after=span(sending_limits.overdue_after),
            reconcile_every=span(sending_limits.reconcile_every),
            pause=span(sending_limits.pause),
        )
    )
    settings.EMAIL_TIMEOUT = sending_limits.mail_timeout
    # The cap is another promise: it holds mails back, and here all must leave.
    settings.REMINDERS_PER_HOUR = 10**9
