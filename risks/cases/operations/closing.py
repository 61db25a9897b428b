"""How a deadline ends: met, withdrawn or moved, by a person or by a stated event."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from simple_history.utils import bulk_update_with_history

from risks.access.models import Person
from risks.cases.models import Case, Deadline, Event
from risks.cases.operations.counting import Counted
from risks.cases.operations.events import Recorded
from risks.engine.consequences import COURT_SET, may_meet, meets


class DeadlineRefused(ValueError):
    """What cannot be done to this deadline; the message is one line."""


def meet(deadline: Deadline, *, by: Person, reason: str, now: datetime) -> Deadline:
    """Raises DeadlineRefused unless it is open and a reason is given."""
    return _close(deadline, Deadline.Status.MET, by=by, reason=reason, now=now)


def withdraw(deadline: Deadline, *, by: Person, reason: str, now: datetime) -> Deadline:
    """Raises DeadlineRefused unless it is open and a reason is given."""
    return _close(deadline, Deadline.Status.WITHDRAWN, by=by, reason=reason, now=now)


def move(
    deadline: Deadline, *, due_date: date, reason: str, by: Person, now: datetime
) -> Deadline:
    """To another day at the same clock time; the old one is kept beside it.

    Raises DeadlineRefused unless it is open, the day is another and there is a reason.
    """
    with transaction.atomic():
        row = _open(deadline, reason=reason)
        if row.due_date == due_date:
            raise DeadlineRefused(f"due date: {row.code} is due on {due_date} already.")
        row.earlier_due = [*row.earlier_due, _as_it_was(row, reason, by=by, now=now)]
        due = datetime.combine(due_date, row.due_time, tzinfo=ZoneInfo(row.tz))
        row.due_date = row.safe_date = row.late_date = due_date
        row.reason = ""
        row.due_at = due.astimezone(UTC)
        row.due_rev += 1
        row.steps = [*row.steps, f"Moved to {due_date} by {by}: {reason.strip()}"]
        row.save()
    return row


def close_what_is_met(
    case: Case, recorded: Recorded, counted: Counted, *, now: datetime
) -> None:
    """Only by events that their source states: a parsed text closes nothing."""
    new_events = {event.pk for event, _ in recorded.created}
    new_deadlines = {deadline.pk for deadline in counted.created}
    if not new_events and not new_deadlines:
        return
    events = case.events.filter(words="").select_related("entry").order_by("date", "pk")
    acts = [event for event in events if may_meet(event.kind)]
    rows = case.deadlines.open().filter(event__isnull=False)
    closed = []
    for deadline in rows.select_related("event__entry").order_by("due_at", "pk"):
        is_new = deadline.pk in new_deadlines
        fresh = [act for act in acts if is_new or act.pk in new_events]
        act = next((act for act in fresh if _meets(act, deadline)), None)
        if act is not None:
            closed.append(_met(deadline, act, now=now))
    fields = ["status", "closed_at", "close_reason"]
    bulk_update_with_history(closed, Deadline, fields, batch_size=500)


def _meets(act: Event, deadline: Deadline) -> bool:
    cause = deadline.event
    assert cause is not None
    return act.entry.filed_date >= cause.entry.filed_date and meets(
        act.kind,
        subject=act.subject,
        rule_id=deadline.rule_id or COURT_SET,
        asked=cause.subject,
    )


def _met(deadline: Deadline, act: Event, *, now: datetime) -> Deadline:
    number = f"entry {act.entry.number}" if act.entry.number else "an entry"
    deadline.status = Deadline.Status.MET
    deadline.closed_at = now
    deadline.close_reason = (
        f"{act.get_kind_display()} on {act.date}, stated by {number} of "
        f"{act.entry.filed_date} ({act.entry.get_tier_display().lower()})."
    )
    return deadline


def _close(
    deadline: Deadline,
    status: Deadline.Status,
    *,
    by: Person,
    reason: str,
    now: datetime,
) -> Deadline:
    with transaction.atomic():
        row = _open(deadline, reason=reason)
        row.status = status
        row.closed_at = now
        row.closed_by = by
        row.close_reason = reason.strip()
        row.save()
    return row


def _open(deadline: Deadline, *, reason: str) -> Deadline:
    row = Deadline.objects.select_for_update().get(pk=deadline.pk)
    if row.status != Deadline.Status.OPEN:
        raise DeadlineRefused(f"{row.code} is {row.status} already.")
    if not reason.strip():
        raise DeadlineRefused("reason: say why.")
    return row


def _as_it_was(
    row: Deadline, reason: str, *, by: Person, now: datetime
) -> dict[str, str]:
    return {
        "due_date": row.due_date.isoformat(),
        "due_at": row.due_at.isoformat(),
        "reason": f"{by}: {reason.strip()}",
        "changed_at": now.isoformat(),
    }
