"""Mark deadlines as met, withdraw them or move them."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from risks.access.models import Person
from risks.cases.models import Case, Deadline, DeadlineChange, Event
from risks.cases.operations.deadlines.change_requests import (
    DeadlineRefused,
    ask,
    ask_all,
    asked,
    refuse_obligation,
)
from risks.cases.operations.deadlines.compute import Counted
from risks.cases.operations.deadlines.decide_changes import (
    close_as,
    move_to,
    open_deadline,
)
from risks.cases.operations.deadlines.locks import lock_open
from risks.cases.operations.deadlines.update_dependents import update_dependents
from risks.cases.operations.events import Recorded
from risks.engine.sentences import docket as words
from risks.engine.time.consequences import COURT_SET, may_meet, meets


def meet(deadline: Deadline, *, by: Person, reason: str, now: datetime) -> Deadline:
    """Mark a deadline as met; a critical one waits for a second person.

    Raises DeadlineRefused unless it is open and a reason is given.
    """
    return _close(deadline, Deadline.Status.MET, by=by, reason=reason, now=now)


def withdraw(deadline: Deadline, *, by: Person, reason: str, now: datetime) -> Deadline:
    """Withdraw a deadline; a critical one waits for a second person.

    Raises DeadlineRefused unless it is open and a reason is given.
    """
    return _close(deadline, Deadline.Status.WITHDRAWN, by=by, reason=reason, now=now)


def move(
    deadline: Deadline, *, due_date: date, reason: str, by: Person, now: datetime
) -> Deadline:
    """Move a deadline to an earlier day, or request a later one.

    A later day takes effect when a second person confirms it. Raises DeadlineRefused
    unless the deadline is open, the day differs and a reason is given.
    """
    with transaction.atomic():
        row = open_deadline(deadline, reason=reason)
        refuse_obligation(row)
        if row.due_date == due_date:
            raise DeadlineRefused(
                _("%(code)s is already due on %(due_date)s.")
                % {"code": row.code, "due_date": due_date}
            )
        if due_date > row.due_date:
            kind = DeadlineChange.Kind.POSTPONED
            ask(row, kind, by=by, reason=reason, now=now, due_date=due_date)
        else:
            move_to(row, due_date, note=f"{by}: {reason.strip()}", now=now)
            update_dependents(row.case, now=now, by=by)
    return row


def close_what_is_met(
    case: Case,
    recorded: Recorded,
    counted: Counted,
    *,
    now: datetime,
    by: Person | None = None,
) -> None:
    """Close the deadlines that events stated by their source have met.

    An event that was only recognised in a text closes nothing. For a critical deadline
    a change is requested, and a person confirms it: another one than whoever typed the
    entry (`by`) or stated the event.
    """
    new_events = {event.pk for event, _ in recorded.created}
    new_deadlines = {deadline.pk for deadline in counted.created}
    if not new_events and not new_deadlines:
        return
    events = (
        case.events.filter(words="", is_rejected=False)
        .select_related("entry", "corrected_by")
        .order_by("date", "pk")
    )
    acts = [event for event in events if may_meet(event.kind)]
    if not acts:
        return
    rows = case.deadlines.open().filter(_has_cause())
    rows = rows.select_related("event__entry", "depends_on__event__entry")
    met: dict[int, Event] = {}
    for deadline in rows.order_by("due_at", "pk"):
        is_new = deadline.pk in new_deadlines
        fresh = [act for act in acts if is_new or act.pk in new_events]
        if act := next((act for act in fresh if _meets(act, deadline)), None):
            met[deadline.pk] = act
    _close_met(met, now=now, by=by)


def _close_met(met: Mapping[int, Event], *, now: datetime, by: Person | None) -> None:
    """Close what is met and still open, or request it; by key of the deadline."""
    closed, to_ask = [], []
    for key, deadline in lock_open(met).items():
        act = met[key]
        if deadline.severity == Deadline.Severity.CRITICAL:
            kind = DeadlineChange.Kind.MET
            teller = act.corrected_by or by
            to_ask.append(
                asked(deadline, kind, reason=_stated(act), now=now, by=teller)
            )
        else:
            closed.append(_met(deadline, act, now=now))
    ask_all(to_ask)
    fields = ["status", "closed_at", "close_reason"]
    bulk_update_with_history(closed, Deadline, fields, batch_size=500)


def _has_cause() -> Q:
    """Select deadlines that have an event, or are planned from one that has."""
    plan = Q(depends_on__event__isnull=False) & ~Q(rule_id="")
    return Q(event__isnull=False) | plan


def _meets(act: Event, deadline: Deadline) -> bool:
    cause = deadline.cause
    assert cause is not None
    return act.entry.filed_date >= cause.entry.filed_date and meets(
        act.kind,
        subject=act.subject,
        rule_id=deadline.rule_id or COURT_SET,
        asked=cause.subject,
    )


def _met(deadline: Deadline, act: Event, *, now: datetime) -> Deadline:
    deadline.status = Deadline.Status.MET
    deadline.closed_at = now
    deadline.close_reason = _stated(act)
    return deadline


def _stated(act: Event) -> str:
    said = words.MET_BY_ENTRY if act.entry.number else words.MET_BY_AN_ENTRY
    return said(
        act=act.get_kind_display(),
        day=act.date,
        number=act.entry.number,
        filed=act.entry.filed_date,
        tier=act.entry.get_tier_display().lower(),
    )


def _close(
    deadline: Deadline,
    status: Deadline.Status,
    *,
    by: Person,
    reason: str,
    now: datetime,
) -> Deadline:
    with transaction.atomic():
        row = open_deadline(deadline, reason=reason)
        refuse_obligation(row)
        if row.severity == Deadline.Severity.CRITICAL:
            ask(row, DeadlineChange.Kind(status.value), by=by, reason=reason, now=now)
        else:
            close_as(row, status, by=by, reason=reason.strip(), now=now)
            update_dependents(row.case, now=now, by=by)
    return row
