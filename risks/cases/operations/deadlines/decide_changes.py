"""Let a second person confirm or refuse a requested change of a deadline.

One person alone can neither postpone a deadline nor close a critical one. While a
request waits, the deadline keeps its date, stays open and sends reminders.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.cases.models import Deadline, DeadlineChange
from risks.cases.operations.deadlines.change_requests import DeadlineRefused
from risks.cases.operations.deadlines.computed_date import keep_date
from risks.cases.operations.deadlines.locks import lock_case_of
from risks.cases.operations.deadlines.update_dependents import update_dependents
from risks.cases.operations.obligation_periods import follow_closing, follow_refusal
from risks.engine.sentences import docket as words

State, Kind = DeadlineChange.State, DeadlineChange.Kind


def confirm(
    change: DeadlineChange, *, by: Person, reason: str, now: datetime
) -> DeadlineChange:
    """Carry out a requested change; raises DeadlineRefused for who requested it."""
    with transaction.atomic():
        row, deadline = _waiting(change, reason=reason)
        if row.asked_by_id == by.pk:
            raise DeadlineRefused(
                _(
                    "%(code)s: you asked for this change, so another person must "
                    "confirm it."
                )
                % {"code": deadline.code}
            )
        why = words.CONFIRMED_BECAUSE(
            request=request_of(row), person=by, reason=reason.strip()
        )
        agreed = words.CONFIRMED(person=by)
        carry_out(row, deadline, by=row.asked_by or by, why=why, agreed=agreed, now=now)
        return _decide(row, State.CONFIRMED, by=by, reason=reason, now=now)


def request_of(change: DeadlineChange) -> str:
    """Return the request as a sentence; one that postpones says who made it."""
    if change.kind != Kind.POSTPONED:
        return change.reason
    if change.asked_by:
        return f"{change.asked_by}: {change.reason}"
    return words.BY_DOCKET(reason=change.reason)


def carry_out(
    change: DeadlineChange,
    deadline: Deadline,
    *,
    by: Person,
    why: str,
    agreed: str,
    now: datetime,
) -> None:
    """Move or close the deadline, locked, as requested, and then its dependents.

    `why` is kept with the deadline; `agreed` says to its dependents what allowed it.
    """
    if change.kind == Kind.POSTPONED:
        assert change.due_date is not None
        move_to(deadline, change.due_date, note=why, now=now)
        update_dependents(deadline.case, now=now, by=by, moved=deadline, note=agreed)
    else:
        close_as(deadline, Deadline.Status(change.kind), by=by, reason=why, now=now)
        update_dependents(deadline.case, now=now, by=by)
        follow_closing(deadline, now=now)


def verify(deadline: Deadline, *, by: Person, now: datetime) -> Deadline:
    """Record that a person other than the owner has checked the date.

    The check compares the date with the rule and the docket. Raises DeadlineRefused for
    the owner, or unless the deadline is open.
    """
    with transaction.atomic():
        row = Deadline.objects.select_for_update().get(pk=deadline.pk)
        if row.status != Deadline.Status.OPEN:
            raise DeadlineRefused(
                _("%(code)s is already %(status)s.")
                % {"code": row.code, "status": row.get_status_display().lower()}
            )
        if row.owner_id == by.pk:
            raise DeadlineRefused(
                _("%(code)s: its owner cannot verify it. Ask another person.")
                % {"code": row.code}
            )
        row.verified_by, row.verified_at = by, now
        row.save()
    return row


def refuse(
    change: DeadlineChange, *, by: Person, reason: str, now: datetime
) -> DeadlineChange:
    """Leave the deadline as it is; the person who requested the change may do this."""
    with transaction.atomic():
        row, deadline = _waiting(change, reason=reason)
        follow_refusal(deadline)
        return _decide(row, State.REFUSED, by=by, reason=reason, now=now)


def open_deadline(deadline: Deadline, *, reason: str) -> Deadline:
    """Return the deadline, locked; raises DeadlineRefused if closed or no reason."""
    lock_case_of(deadline)
    row = Deadline.objects.select_for_update().get(pk=deadline.pk)
    if row.status != Deadline.Status.OPEN:
        raise DeadlineRefused(
            _("%(code)s is already %(status)s.")
            % {"code": row.code, "status": row.get_status_display().lower()}
        )
    if not reason.strip():
        raise DeadlineRefused(_("Enter a reason."))
    return row


def close_as(
    row: Deadline,
    status: Deadline.Status,
    *,
    by: Person,
    reason: str,
    now: datetime,
) -> None:
    """Store the status, the person and the reason with which a deadline is closed."""
    row.status = status
    row.closed_at = now
    row.closed_by = by
    row.close_reason = reason
    row.save()


def move_to(row: Deadline, due_date: date, *, note: str, now: datetime) -> None:
    """Store a new date at the same clock time; keep the old date and the note."""
    keep_date(row, reason=note, now=now)
    due = datetime.combine(due_date, row.due_time, tzinfo=ZoneInfo(row.tz))
    row.due_date = row.calendared_date = row.latest_arguable_date = due_date
    row.reason = ""
    row.due_at = due.astimezone(UTC)
    row.is_overridden = row.depends_on_id is not None
    row.steps = [*row.steps, words.MOVED_TO(day=due_date, note=note)]
    row.save()


def _waiting(change: DeadlineChange, *, reason: str) -> tuple[DeadlineChange, Deadline]:
    lock_case_of(change.deadline)
    row = DeadlineChange.objects.select_for_update().get(pk=change.pk)
    if row.state != State.ASKED:
        raise DeadlineRefused(
            _("%(code)s: this change is already %(state)s.")
            % {"code": row.deadline.code, "state": row.state}
        )
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
