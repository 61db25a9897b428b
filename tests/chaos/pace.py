"""Every span of the product, scaled to the length of the run."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self, cast

from risks.engine.reminders import Offset

# The offsets are short ones, so that they pass while the run lasts.
LEAD_TIMES = {"critical": "P1D PT4H", "normal": "PT8H"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Seconds. An hour's run has the real spans; the floors are what a machine needs."""

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
            mail_timeout=max(20 * share, 1),
            sweep=max(60 * share, 5),
            latest=max(300 * share, 45),
        )


def adopt(pace: Pace) -> None:
    """Make this process live at that pace. The one place that knows the constants."""
    from django.conf import settings

    from risks.alerts.operations import claiming, settling
    from risks.alerts.queries import health, policy
    from risks.management.commands import dispatcher

    claiming.LEASE = timedelta(seconds=pace.lease)
    settling.FIRST_WAIT = timedelta(seconds=pace.first_wait)
    settling.LONGEST_WAIT = timedelta(seconds=pace.longest_wait)
    settling.LONGEST_WAIT_NEAR = timedelta(seconds=pace.longest_wait_near)
    health.SILENT_AFTER = timedelta(seconds=pace.silent_after)
    health.OVERDUE_AFTER = timedelta(seconds=pace.overdue_after)
    dispatcher.PAUSE_SECONDS = pace.pause
    dispatcher.RECONCILE_EVERY = timedelta(seconds=pace.reconcile_every)
    settings.EMAIL_TIMEOUT = pace.mail_timeout
    offsets = cast("dict[str, Any]", policy.OFFSETS)
    for severity, written in LEAD_TIMES.items():
        offsets[severity] = tuple(Offset.parse(text) for text in written.split())
