"""What a reader says to a reminder: I have it; or, again on another day."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.alerts.models import Notification, State
from risks.alerts.operations.escalation.next_notification import succeed
from risks.alerts.queries.sending.subject import (
    may_know,
    present_revision,
    same_reminder,
)
from risks.engine.time.reminders import morning


class ReminderRefused(Exception):
    """An answer that cannot be taken; the words are for the person."""


def acknowledge(row: Notification, *, by: Person, now: datetime) -> Notification:
    """Its reader has it: nobody else is asked about this one. Later ones still come.

    Twice changes nothing. Raises ReminderRefused.
    """
    with transaction.atomic():
        held = _answerable(row, by=by)
        answered = Notification.objects.filter(pk=held.pk)
        if answered.enter(State.ACKNOWLEDGED, acknowledged_at=now, acknowledged_by=by):
            _call_off_escalation(held)
    held.refresh_from_db()
    return held


def snooze(
    row: Notification, *, until: date, by: Person, now: datetime
) -> Notification:
    """Its reader has it, and hears of it again at 09:00 of that day.

    Of a critical one every other reminder still comes; of a normal one those before
    that day do not. Raises ReminderRefused unless the day is after today and its 09:00
    before the due moment.
    """
    with transaction.atomic():
        held = _answerable(row, by=by)
        fire_at = _fire_at(held, until=until, now=now)
        acknowledge(held, by=by, now=now)
        again = succeed(
            held,
            recipient=held.recipient,
            step=held.step,
            offset=until.isoformat(),
            fire_at=fire_at,
            origin=Notification.Origin.SNOOZE,
            now=now,
        )
        if not held.critical:
            _call_off_before(again)
    return again


def _answerable(row: Notification, *, by: Person) -> Notification:
    held = Notification.objects.select_for_update().get(pk=row.pk)
    if held.recipient_id != by.pk:
        raise ReminderRefused(
            _(
                "This reminder was sent to somebody else. Only its recipient can "
                "answer it."
            )
        )
    if not may_know(by, held):
        raise ReminderRefused(
            _("You no longer have access to what this reminder is about.")
        )
    if held.state not in (State.SENT, State.ACKNOWLEDGED):
        raise ReminderRefused(
            _("This reminder is %(state)s: there is nothing to answer.")
            % {"state": held.get_state_display().lower()}
        )
    return held


def _call_off_escalation(row: Notification) -> None:
    """Cancel the reminders to the people of later steps."""
    waiting = same_reminder(row).filter(
        step__gt=row.step, created_by=Notification.Origin.ESCALATION
    )
    waiting.filter(state=State.SCHEDULED).enter(State.SUPERSEDED)


def _fire_at(row: Notification, *, until: date, now: datetime) -> datetime:
    if present_revision(row) != row.revision:
        raise ReminderRefused(_("This is no longer due, or its due date has changed."))
    fire_at = morning(until, tz=row.recipient.zone.key)
    if fire_at <= now:
        raise ReminderRefused(
            _("%(until)s: enter a date after today.") % {"until": until}
        )
    if fire_at >= row.due_at:
        raise ReminderRefused(
            _("%(until)s: enter a date before it is due.") % {"until": until}
        )
    return fire_at


def _call_off_before(again: Notification) -> None:
    sooner = Notification.objects.filter(
        Q(kind=again.kind, object_id=again.object_id, revision=again.revision),
        recipient=again.recipient,
        state=State.SCHEDULED,
        fire_at__lt=again.fire_at,
    )
    sooner.enter(State.SUPERSEDED)
