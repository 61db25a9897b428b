"""Take one claimed row to its end: check again, write, send, settle."""

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
from risks.alerts.queries.sending.access_snapshot import Fresh
from risks.alerts.queries.sending.subject import (
    may_know,
    named_for,
    present_revision,
    responsible_for,
)
from risks.clock import read_clock

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a row must not be sent any more."""

    state: State
    reason: str
    handed_over: bool = False


def deliver(
    claimed: Notification, *, fresh: Fresh | None = None
) -> Attempt.Outcome | None:
    """None: the lease was lost to another sender, who does the rest."""
    clock = read_clock()
    if fresh and not fresh.holds(clock):
        fresh = None
    row = claimed if fresh else renew(claimed, clock)
    if row is None:
        return None
    tried = Try(row=row, started_at=clock.shown, clock=clock)
    refusal = refuse(row, fresh=fresh)
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


def refuse(row: Notification, *, fresh: Fresh | None = None) -> Refusal | None:
    """Ask again, at the last moment, all that may have changed since planning."""
    revision = present_revision(row)
    if revision is None:
        return Refusal(state=State.CANCELLED, reason="it is due no longer")
    if revision != row.revision:
        return Refusal(state=State.SUPERSEDED, reason="the deadline has moved")
    informed = fresh.may_know(row) if fresh else may_know(row.recipient, row)
    if not informed:
        return Refusal(
            state=State.CANCELLED,
            reason="the recipient is inactive or may not see the matter",
            handed_over=responsible_for(row) is not None,
        )
    if not _is_meant(row):
        return Refusal(state=State.CANCELLED, reason="somebody else is responsible now")
    return None


def _is_meant(row: Notification) -> bool:
    """Whom the policy names still; what was asked for or escalated is meant anyway."""
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
        settled = record_sent(answered, posted, content=content)
    elif posted.outcome == Attempt.Outcome.RETRY:
        settled = record_retry(answered, posted)
    else:
        settled = record_lost(answered, posted, state=State.FAILED)
    return posted.outcome if settled else None
