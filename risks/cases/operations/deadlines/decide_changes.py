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
        if row.kind == Kind.POSTPONED:
            assert row.due_date is not None
            note = words.BY_DOCKET(reason=row.reason)
            if row.asked_by:
                note = f"{row.asked_by}: {row.reason}"
            note = _confirmed(note, by=by, reason=reason)
            move_to(deadline, row.due_date, note=note, now=now)
            update_dependents(
                deadline.case,
                now=now,
                by=row.asked_by or by,
                moved=deadline,
                note=words.CONFIRMED(person=by),
            )
        else:
            why = _confirmed(row.reason, by=by, reason=reason)
            status = Deadline.Status(row.kind)
            close_as(deadline, status, by=row.asked_by or by, reason=why, now=now)
            update_dependents(deadline.case, now=now, by=row.asked_by or by)
            follow_closing(deadline, now=now)
        return _decide(row, State.CONFIRMED, by=by, reason=reason, now=now)


def _confirmed(request: str, *, by: Person, reason: str) -> str:
    return words.CONFIRMED_BECAUSE(request=request, person=by, reason=reason.strip())


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
