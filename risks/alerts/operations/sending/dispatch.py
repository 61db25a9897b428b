"""Plan and send what is due: the one entry point, safe for any number of callers."""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic

from django.conf import settings

from risks.alerts.models import Attempt, Heartbeat, Notification
from risks.alerts.operations.escalation.unanswered import escalate_unanswered
from risks.alerts.operations.monitoring.alarms import close_alarm, raise_alarm
from risks.alerts.operations.planning.plan import PLANNING, Planned, plan
from risks.alerts.operations.sending.claim import claim
from risks.alerts.operations.sending.deliver import deliver
from risks.alerts.operations.sending.post import connection_kept_open
from risks.alerts.queries.limits import sending_limits
from risks.alerts.queries.monitoring.health import (
    DISPATCH,
    build,
    oldest_overdue_seconds,
)
from risks.alerts.queries.sending.access_snapshot import AccessSnapshot, take_snapshot
from risks.alerts.queries.sending.claims import held_back
from risks.clock import Clock, read_clock
from risks.engine.sentences import operating as words

log = logging.getLogger(__name__)

HELD = "held by the hourly cap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatched:
    planned: int
    retired: int
    claimed: int
    sent: int
    # Answered "not now": another try follows by itself.
    retried: int
    # Given up, each with a reminder to somebody else or an alarm.
    failed: int
    cancelled: int


def dispatch_due() -> Dispatched:
    """Plan what has no plan, then send until nothing is due.

    It takes no clock: the database's is read once for each step, since every sender
    must agree on which lease has ended.
    """
    sending = _Sending()
    planned = _plan(now=read_clock().shown, meanwhile=sending.send_due)
    _escalate(now=read_clock().shown)
    sending.send_due()
    outcomes = sending.outcomes
    _alarm_what_is_held()
    return Dispatched(
        planned=planned.created,
        retired=planned.retired,
        claimed=sending.claimed,
        sent=outcomes[Attempt.Outcome.SENT],
        retried=outcomes[Attempt.Outcome.RETRY],
        failed=outcomes[Attempt.Outcome.FAILED],
        cancelled=outcomes[Attempt.Outcome.CANCELLED],
    )


@dataclass(slots=True)
class _Sending:
    """What one dispatch has claimed, and what became of it."""

    claimed: int = 0
    outcomes: Counter[Attempt.Outcome] = field(default_factory=Counter)
    # On a clock that only runs.
    heartbeat_at: float = 0

    def send_due(self) -> None:
        with connection_kept_open():
            while rows := claim(clock := read_clock()):
                self.claimed += len(rows)
                self._send(rows, snapshot=_snapshot(rows, clock=clock))
        self._beat()

    def _send(
        self, rows: Sequence[Notification], *, snapshot: AccessSnapshot | None
    ) -> None:
        for row in rows:
            outcome = _try(row, snapshot=snapshot)
            self.outcomes.update([outcome] if outcome else [])
            # Ten mails to a server that does not answer outlast the alarm's limit.
            if monotonic() - self.heartbeat_at > sending_limits().pause.total_seconds():
                self._beat()

    def _beat(self) -> None:
        self.heartbeat_at = monotonic()
        _beat(self.claimed)


def _plan(*, now: datetime, meanwhile: Callable[[], None]) -> Planned:
    """What is planned already must leave, even while planning fails."""
    try:
        planned = plan(now=now, meanwhile=meanwhile)
    except Exception as fault:
        log.exception("planning")
        text = words.UNPLANNED(fault=type(fault).__name__)
        raise_alarm(PLANNING, text=text, now=now)
        return Planned(created=0, retired=0)
    close_alarm(PLANNING, now=now)
    return planned


def _escalate(*, now: datetime) -> None:
    try:
        escalate_unanswered(now=now)
    except Exception:
        log.exception("escalation")


def _alarm_what_is_held() -> None:
    """Nothing else is left due once a sender has stopped claiming."""
    clock = read_clock()
    held = held_back(clock)
    if not held:
        close_alarm(HELD, now=clock.shown)
        return
    raise_alarm(
        HELD,
        text=words.HELD(held=held, most=settings.REMINDERS_PER_HOUR),
        now=clock.shown,
    )


def _snapshot(rows: Sequence[Notification], *, clock: Clock) -> AccessSnapshot | None:
    """A row that cannot be asked about must not hold up the nine beside it."""
    try:
        return take_snapshot(rows, clock=clock)
    except Exception:
        log.exception("claim of %s", [row.pk for row in rows])
        return None


def _try(
    row: Notification, *, snapshot: AccessSnapshot | None
) -> Attempt.Outcome | None:
    """A fault of one row stays with it: its lease ends and it is claimed again."""
    try:
        return deliver(row, snapshot=snapshot)
    except Exception:
        log.exception("notification %s", row.pk)
        return None


def _beat(claimed: int) -> None:
    now = read_clock().shown
    Heartbeat.objects.update_or_create(
        name=DISPATCH,
        defaults={
            "at": now,
            "claimed": claimed,
            "oldest_overdue_seconds": oldest_overdue_seconds(now=now),
            "build": build(),
        },
    )
