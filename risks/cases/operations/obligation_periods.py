"""Open the periods of obligations and follow the closing of their deadlines.

An obligation has one period at a time that is not closed. The next one is opened in the
transaction that closes the one before.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from risks.cases.models import ComplianceObligation, Deadline, ObligationPeriod
from risks.engine.sentences import obligations as words
from risks.engine.time.deadlines import Computed
from risks.engine.time.renewals import Term, date_to_act

Outcome, State = ObligationPeriod.Outcome, ObligationPeriod.State
_RECORD = {
    "outcome": "",
    "done_on": None,
    "note": "",
    "reference": "",
    "document": "",
    "next_ends_on": None,
    "recorded_by": None,
    "recorded_at": None,
}


def term_of(
    obligation: ComplianceObligation, *, ends_on: date, anchor_day: int
) -> Term:
    """Return a period of the obligation that ends on a day."""
    return Term(
        ends_on=ends_on,
        anchor_day=anchor_day,
        lead_days=obligation.lead_days,
        interval_months=obligation.interval_months,
    )


def open_period(
    obligation: ComplianceObligation, term: Term, *, step: str, now: datetime
) -> ObligationPeriod:
    """Store a period and its deadline, in the caller's transaction.

    `step` says why it is opened. Raises DeadlineError for a day too distant.
    """
    deadline = Deadline(
        company=obligation.company,
        title=obligation.title,
        basis=Deadline.Basis.ENTERED,
        severity=obligation.severity,
        owner_id=obligation.owner_id,
        backup_id=obligation.backup_id,
        created_at=now,
        **dates(obligation, term, before=[step]),
    )
    deadline.save()
    last = obligation.periods.order_by("-number").first()
    return ObligationPeriod.objects.create(
        obligation=obligation,
        number=last.number + 1 if last else 1,
        ends_on=term.ends_on,
        anchor_day=term.anchor_day,
        deadline=deadline,
    )


def dates(
    obligation: ComplianceObligation, term: Term, *, before: Sequence[str]
) -> dict[str, Any]:
    """Return the fields of a deadline that hold the dates of a period.

    Its steps follow those of `before`. Raises DeadlineError for a day too distant.
    """
    computed = date_to_act(term, country=obligation.country, tz=obligation.tz)
    local = computed.due_local
    return {
        "calendared_date": computed.calendared_date,
        "latest_arguable_date": computed.latest_arguable_date,
        "reason": computed.reason,
        "steps": [*before, *_steps(computed)],
        "due_date": local.date(),
        "due_time": local.time(),
        "tz": computed.tz,
        "due_at": local.replace(tzinfo=ZoneInfo(computed.tz)).astimezone(UTC),
    }


def follow_closing(deadline: Deadline, *, now: datetime) -> None:
    """Close the period of a deadline that was closed, and open the next one.

    In the caller's transaction. Deadlines that are not an obligation's are ignored.
    """
    period = _period(deadline)
    if period is None or not period.is_live:
        return
    period.state = State.CLOSED
    period.save()
    if period.next_ends_on is None:
        return
    following, anchor_day = period.term.following(), period.next_ends_on.day
    if following is not None and following.ends_on == period.next_ends_on:
        anchor_day = period.anchor_day
    term = term_of(
        period.obligation, ends_on=period.next_ends_on, anchor_day=anchor_day
    )
    step = words.FOLLOWS(day=period.ends_on)
    open_period(period.obligation, term, step=step, now=now)


def follow_refusal(deadline: Deadline) -> None:
    """Take back the record of a period that a second person did not confirm.

    It stays in the history of the period and in the request.
    """
    period = _period(deadline)
    if period is None or period.state != State.WAITING:
        return
    for name, nothing in _RECORD.items():
        setattr(period, name, nothing)
    period.state = State.OPEN
    period.save()


def is_of_obligation(deadline: Deadline) -> bool:
    """Say whether a deadline is that of a period, which needs evidence to be closed."""
    return ObligationPeriod.objects.filter(deadline=deadline).exists()


def _period(deadline: Deadline) -> ObligationPeriod | None:
    if deadline.company_id is None:
        return None
    # Locked before it is read: of two at once, the second one sees it closed.
    locked = ComplianceObligation.objects.select_for_update()
    if locked.filter(periods__deadline=deadline).first() is None:
        return None
    rows = ObligationPeriod.objects.filter(deadline=deadline)
    return rows.select_related("obligation__company").get()


def _steps(computed: Computed) -> list[str]:
    return [step.text for step in computed.steps]
