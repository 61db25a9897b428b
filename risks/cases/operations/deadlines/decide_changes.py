"""Nothing is postponed, and nothing critical closed, by one person alone.

The row that asks is the message: while it waits, the deadline keeps its date, stays
open and reminds.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from risks.access.models import Person
from risks.cases.models import Deadline, DeadlineChange
from risks.cases.operations.deadlines.change_requests import DeadlineRefused
from risks.cases.operations.deadlines.computed_date import keep_date
from risks.cases.operations.deadlines.follow import settle

State, Kind = DeadlineChange.State, DeadlineChange.Kind


def confirm(
    change: DeadlineChange, *, by: Person, reason: str, now: datetime
) -> DeadlineChange:
    """Do what was asked; raises DeadlineRefused for whoever asked it."""
    with transaction.atomic():
        row, deadline = _waiting(change, reason=reason)
        if row.asked_by_id == by.pk:
            raise DeadlineRefused(
                f"{deadline.code}: you asked for it; another person confirms."
            )
        if row.kind == Kind.POSTPONED:
            assert row.due_date is not None
            said = f"{row.asked_by or 'The docket'}: {row.reason}"
            said = f"{said} Confirmed by {by}: {reason.strip()}"
            move_to(deadline, row.due_date, said=said, now=now)
            settle(deadline.case, now=now, moved=deadline, said=f"Confirmed by {by}.")
        else:
            told = f"{row.reason} Confirmed by {by}: {reason.strip()}"
            status = Deadline.Status(row.kind)
            close_as(deadline, status, by=row.asked_by or by, reason=told, now=now)
            settle(deadline.case, now=now)
        return _decide(row, State.CONFIRMED, by=by, reason=reason, now=now)


def verify(deadline: Deadline, *, by: Person, now: datetime) -> Deadline:
    """Somebody else than its owner compared the date with the rule and the docket.

    Raises DeadlineRefused for its owner, or unless it is open.
    """
    with transaction.atomic():
        row = Deadline.objects.select_for_update().get(pk=deadline.pk)
        if row.status != Deadline.Status.OPEN:
            raise DeadlineRefused(f"{row.code} is {row.status} already.")
        if row.owner_id == by.pk:
            raise DeadlineRefused(
                f"{row.code}: another person than its owner verifies."
            )
        row.verified_by, row.verified_at = by, now
        row.save()
    return row


def refuse(
    change: DeadlineChange, *, by: Person, reason: str, now: datetime
) -> DeadlineChange:
    """Leave the deadline as it is; whoever asked may do so too, and take it back."""
    with transaction.atomic():
        row, _ = _waiting(change, reason=reason)
        return _decide(row, State.REFUSED, by=by, reason=reason, now=now)


def open_deadline(deadline: Deadline, *, reason: str) -> Deadline:
    """Locked. Raises DeadlineRefused unless it is open and a reason is given."""
    row = Deadline.objects.select_for_update().get(pk=deadline.pk)
    if row.status != Deadline.Status.OPEN:
        raise DeadlineRefused(f"{row.code} is {row.status} already.")
    if not reason.strip():
        raise DeadlineRefused("reason: say why.")
    return row


def close_as(
    row: Deadline,
    status: Deadline.Status,
    *,
    by: Person,
    reason: str,
    now: datetime,
) -> None:
    row.status = status
    row.closed_at = now
    row.closed_by = by
    row.close_reason = reason
    row.save()


def move_to(row: Deadline, due_date: date, *, said: str, now: datetime) -> None:
    """At the same clock time; the old date is kept beside it, with what was said."""
    keep_date(row, reason=said, now=now)
    due = datetime.combine(due_date, row.due_time, tzinfo=ZoneInfo(row.tz))
    row.due_date = row.calendared_date = row.latest_arguable_date = due_date
    row.reason = ""
    row.due_at = due.astimezone(UTC)
    row.by_hand = row.follows_id is not None
    row.steps = [*row.steps, f"Moved to {due_date}. {said}"]
    row.save()


def _waiting(change: DeadlineChange, *, reason: str) -> tuple[DeadlineChange, Deadline]:
    row = DeadlineChange.objects.select_for_update().get(pk=change.pk)
    if row.state != State.ASKED:
        raise DeadlineRefused(f"{row.deadline.code}: this is {row.state} already.")
    return row, open_deadline(row.deadline, reason=reason)


def _decide(
    row: DeadlineChange,
    state: DeadlineChange.State,
    *,
    by: Person,
    reason: str,
    now: datetime,
) -> DeadlineChange:
    row.state, row.decided_by, row.decided_at = state, by, now
    row.decision_reason = reason.strip()
    row.save()
    return row
