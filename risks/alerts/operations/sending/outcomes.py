"""Record the outcome of a claimed row. A lost lease changes nothing."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from risks.access.models import Disclosure
from risks.access.operations import disclose
from risks.alerts.models import Attempt, Notification, Plan, State
from risks.alerts.operations.escalation.escalate import (
    hand_over,
    last_resort,
    next_step,
)
from risks.alerts.operations.sending.post import Posted
from risks.alerts.queries.limits import acknowledge_within, sending_limits
from risks.alerts.queries.sending.subject import subject_of
from risks.clock import Clock

MAX_ATTEMPTS = 12
MAX_CLAIMS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One claimed row, from taking it up to its answer."""

    row: Notification
    started_at: datetime
    clock: Clock


def record_sent(tried: Try, posted: Posted, *, content: bytes) -> bool:
    """The mail has left, whoever holds the row by now: that is recorded in any case."""
    sent_at = tried.clock.shown
    with transaction.atomic():
        _disclose(tried, content)
        closed = _close(
            tried.row,
            state=State.SENT,
            sent_at=sent_at,
            ack_by=_ack_by(tried.row, sent_at=sent_at),
        )
        if closed:
            _record(tried, posted)
    return closed


def record_retry(tried: Try, posted: Posted) -> bool:
    if tried.row.attempts + 1 >= MAX_ATTEMPTS:
        return record_lost(tried, posted, state=State.DEAD)
    with transaction.atomic():
        closed = _close(
            tried.row,
            state=State.SCHEDULED,
            not_before=tried.clock.bare + _wait(tried),
            ambiguous=tried.row.ambiguous or posted.ambiguous,
            last_error=posted.error,
        )
        if closed:
            _record(tried, posted)
    return closed


def record_lost(tried: Try, posted: Posted, *, state: State) -> bool:
    """Give the row up, in the transaction that plans a reminder to somebody else."""
    now = tried.clock.shown
    with transaction.atomic():
        if not _holds(tried.row):
            return False
        step = next_step(tried.row, now=now)
        alarm = None
        if step is None:
            alarm = last_resort(tried.row, error=_public_error(posted), now=now)
        _close(
            tried.row,
            state=state,
            last_error=posted.error,
            escalated_to=step,
            alarm=alarm,
        )
        _record(tried, posted)
    return True


def record_cancelled(
    tried: Try, *, state: State, reason: str, handed_over: bool
) -> bool:
    with transaction.atomic():
        if not _holds(tried.row):
            return False
        _close(tried.row, answered=False, state=state, last_error=reason)
        _record(tried, Posted(outcome=Attempt.Outcome.CANCELLED, error=reason))
        # The reason may pass before the next sweep sees it: that one plans again.
        Plan.objects.filter(deadline=tried.row.deadline_id).delete()
        if handed_over:
            hand_over(tried.row, now=tried.clock.shown)
    return True


def _public_error(posted: Posted) -> str:
    """A server's own words may quote the mail, and alarms are not restricted."""
    if posted.smtp_code is None:
        return posted.error
    return f"the mail server answered {posted.smtp_code}"


def _holds(row: Notification) -> bool:
    """Lock the row if it is still ours."""
    held = Notification.objects.select_for_update().filter(
        pk=row.pk, lease_token=row.lease_token, state=State.SENDING
    )
    return held.first() is not None


def _ack_by(row: Notification, *, sent_at: datetime) -> datetime | None:
    """Critical deadlines ask for an answer; until when, it says."""
    if row.deadline_id is None or not row.critical:
        return None
    return sent_at + acknowledge_within(due_at=row.due_at, now=sent_at)


def _close(
    row: Notification, *, state: State, answered: bool = True, **changes: object
) -> bool:
    """Return whether the row was still ours, and end its lease."""
    row.attempts += answered
    held = Notification.objects.filter(
        pk=row.pk, lease_token=row.lease_token, state=State.SENDING
    )
    closed = held.enter(
        state,
        attempts=row.attempts,
        claims=0,
        lease_until=None,
        lease_token=None,
        **changes,
    )
    return bool(closed)


def _disclose(tried: Try, content: bytes) -> None:
    disclose(
        content,
        channel=Disclosure.Channel.MAIL,
        person=tried.row.recipient,
        address=tried.row.recipient.email,
        objects_shown=[subject_of(tried.row)],
        now=tried.clock.shown,
    )


def _record(tried: Try, posted: Posted) -> None:
    Attempt.objects.create(
        notification=tried.row,
        number=tried.row.attempts,
        started_at=tried.started_at,
        ended_at=tried.clock.shown,
        outcome=posted.outcome,
        smtp_code=posted.smtp_code,
        error=posted.error,
    )


def _wait(tried: Try) -> timedelta:
    """Return 15 s doubled with each answer, give or take a half, up to a cap."""
    spans = sending_limits()
    near = tried.row.due_at - tried.clock.shown < spans.near
    cap = spans.longest_wait_near if near else spans.longest_wait
    wait = spans.first_wait * (1 << tried.row.attempts) * random.uniform(0.5, 1.5)
    return min(wait, cap)
