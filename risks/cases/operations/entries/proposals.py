"""Propose changes of assumptions that follow from what the court decided."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from risks.cases.models import Case, Event
from risks.cases.sources.docket import StatedEvent
from risks.engine.sentences import docket as words
from risks.engine.time.consequences import decides
from risks.register.models import Risk
from risks.register.operations import propose
from risks.register.queries import latest_assumptions

DAYS_TO_DECIDE = 14


def propose_changes(
    case: Case, events: Sequence[tuple[Event, StatedEvent]], *, now: datetime
) -> None:
    """Propose a change to the copyright suits of a case, once for each event."""
    telling = [
        (event, stated, word)
        for event, stated in events
        if (word := decides(event.kind, subject=event.subject))
        or stated.proposes
        or event.kind == Event.Kind.PRECEDENT
    ]
    if not telling:
        return
    linked = case.risks.filter(kind=Risk.Kind.COPYRIGHT_SUIT)
    suits = list(linked.select_related("company").order_by("pk"))
    for event, stated, word in telling:
        for suit in suits:
            if change := stated.proposes or _decided(suit, event.subject, word):
                _propose(suit, event, change, now=now)
            elif reopened := _reopened(suit, event):
                _propose(suit, event, {}, now=now, claims=reopened)


def _decided(suit: Risk, stage: str, word: str) -> Mapping[str, Any]:
    """Return the change; empty if the suit has no such stage or it is decided."""
    parameters = _parameters(suit)
    stages = {row.get("name") for row in parameters.get("stages", [])}
    if not word or stage not in stages or stage in parameters.get("decided", {}):
        return {}
    return {"decided": {stage: word}}


def _reopened(suit: Risk, event: Event) -> str:
    """Return the claims whose odds are to be reviewed after a precedent.

    It names the claims in the event's subject, or all of the suit's claims if there are
    none. It is empty for other events.
    """
    if event.kind != Event.Kind.PRECEDENT:
        return ""
    claims = [row.get("name", "") for row in _parameters(suit).get("claims", [])]
    named = [name for name in claims if name in event.subject.split()]
    return ", ".join(named or claims)


def _parameters(suit: Risk) -> Mapping[str, Any]:
    latest = latest_assumptions(suit)
    return latest.parameters if latest else {}


def _propose(
    suit: Risk,
    event: Event,
    change: Mapping[str, Any],
    *,
    now: datetime,
    claims: str = "",
) -> None:
    subject = event.subject.replace("_", " ")
    decided = words.DECISION_ABOUT if subject else words.DECISION
    entry = event.entry
    why = decided(
        event=event.get_kind_display(),
        subject=subject,
        day=event.date,
        filed=entry.filed_date,
        tier=entry.get_tier_display().lower(),
        words=entry.text[:300],
    )
    propose(
        suit,
        origin=f"event {event.pk}",
        why=words.READ_AGAIN(claims=claims, decision=why) if claims else why,
        change=change,
        decide_by=suit.company.today(now) + timedelta(days=DAYS_TO_DECIDE),
        now=now,
    )
