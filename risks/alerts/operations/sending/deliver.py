"""Deliver one claimed row: check again, write, send, record the outcome."""

import logging
from dataclasses import dataclass

from risks.alerts.models import Attempt, Notification, State
from risks.alerts.operations.planning.store import PLANNED_BY
from risks.alerts.operations.sending.claim import renew
from risks.alerts.operations.sending.compose import compose
from risks.alerts.operations.sending.outcomes import (
    MAX_CLAIMS,
    Try,
    record_cancelled,
    record_lost,
    record_retry,
    record_sent,
)
from risks.alerts.operations.sending.post import Posted, post
from risks.alerts.queries.monitoring.reach import has_address
from risks.alerts.queries.policies import policies
from risks.alerts.queries.policy import CRITICAL, NORMAL, policy_for
from risks.alerts.queries.sending.access_snapshot import AccessSnapshot
from risks.alerts.queries.sending.subject import (
    may_know,
    named_for,
    present_revision,
    responsible_for,
)
from risks.clock import read_clock
from risks.engine.sentences import operating as words

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a row must not be sent any more."""

    state: State
    reason: str
    handed_over: bool = False


def deliver(
    claimed: Notification, *, snapshot: AccessSnapshot | None = None
) -> Attempt.Outcome | None:
    """Send one claimed row; None if its lease was lost to another sender."""
    clock = read_clock()
    if snapshot and not snapshot.holds(clock):
        snapshot = None
    row = claimed if snapshot else renew(claimed, clock)
    if row is None:
        return None
    tried = Try(row=row, started_at=clock.shown, clock=clock)
    refusal = refuse(row, snapshot=snapshot)
    if refusal:
        done = record_cancelled(
            tried,
            state=refusal.state,
            reason=refusal.reason,
            handed_over=refusal.handed_over,
        )
        return Attempt.Outcome.CANCELLED if done else None
    lost = _lost_cause(row)
    if lost:
        state, reason = lost
        posted = Posted(outcome=Attempt.Outcome.FAILED, error=reason)
        return posted.outcome if record_lost(tried, posted, state=state) else None
    return _send(tried)


def refuse(
    row: Notification, *, snapshot: AccessSnapshot | None = None
) -> Refusal | None:
    """Return why the row must not be sent, or None; asked right before sending."""
    revision = present_revision(row)
    if revision is None:
        return Refusal(state=State.CANCELLED, reason=words.NOT_DUE())
    if revision != row.revision:
        return Refusal(state=State.SUPERSEDED, reason=words.MOVED())
    informed = snapshot.may_know(row) if snapshot else may_know(row.recipient, row)
    if not informed:
        return Refusal(
            state=State.CANCELLED,
            reason=words.NOT_INFORMED(),
            handed_over=responsible_for(row) is not None,
        )
    if not _is_named(row):
        return Refusal(state=State.CANCELLED, reason=words.NOT_NAMED())
    return None


def _is_named(row: Notification) -> bool:
    """Return whether the policy still names the recipient of a planned reminder."""
    if row.step or row.created_by not in PLANNED_BY:
        return True
    severity = CRITICAL if row.critical else NORMAL
    policy = policy_for(policies(), kind=row.kind, severity=severity)
    named = named_for(row, policy)
    return named is None or row.recipient in named


def _lost_cause(row: Notification) -> tuple[State, str] | None:
    if row.claims >= MAX_CLAIMS:
        reason = f"claimed {row.claims} times without an answer"
        return State.DEAD, reason
    if not has_address(row.recipient):
        reason = f"{row.recipient.email!r} is not an e-mail address"
        return State.FAILED, reason
    return None


def _send(tried: Try) -> Attempt.Outcome | None:
    """No transaction is open while the mail server is spoken to."""
    message = compose(tried.row, now=tried.clock.shown)
    posted = post(message)
    answered = Try(row=tried.row, started_at=tried.started_at, clock=read_clock())
    if posted.outcome == Attempt.Outcome.SENT:
        content = message.message().as_bytes()
        recorded = record_sent(answered, posted, content=content)
    elif posted.outcome == Attempt.Outcome.RETRY:
        recorded = record_retry(answered, posted)
    else:
        recorded = record_lost(answered, posted, state=State.FAILED)
    return posted.outcome if recorded else None
