"""Who is told when a person cannot be."""

from datetime import datetime

from django.db.models import QuerySet

from risks.access.models import Person
from risks.access.queries import sees
from risks.alerts.models import Alarm, Notification
from risks.alerts.operations.alarms import NOBODY, alarm_unreachable, raise_alarm
from risks.alerts.queries.keys import message_id, notification_key
from risks.alerts.queries.people import chain
from risks.cases.models import Deadline


def may_know(person: Person, deadline: Deadline) -> bool:
    return person.is_active and sees(person, deadline)


def next_step(row: Notification, *, now: datetime) -> Notification | None:
    """Plan the mail to the next person of the chain; None when it has ended."""
    if row.deadline is None:
        return None
    told = _same_reminder(row).filter(step__gt=0).values_list("recipient", flat=True)
    done = {row.recipient_id, *told}
    for person in chain(row.deadline):
        if person.pk not in done and may_know(person, row.deadline):
            return _plan_step(row, person=person, now=now)
    return None


def last_resort(row: Notification, *, error: str, now: datetime) -> Alarm:
    return raise_alarm(
        f"undelivered {row.key}",
        text=f"Nobody could be told of {subject_of(row)} ({row.offset}); the last "
        f"one tried was {row.recipient}: {error}"[:1000],
        now=now,
    )


def hand_over(row: Notification, *, now: datetime) -> None:
    """Somebody else hears what the row's person may no longer know.

    Call it after the row is cancelled, in the same transaction.
    """
    if row.deadline is None or _told_otherwise(row):
        return
    if next_step(row, now=now) is None:
        alarm_unreachable(row.deadline, why=NOBODY, now=now)


def subject_of(row: Notification) -> str:
    if row.deadline:
        return f"deadline {row.deadline.code}"
    return f"{row.kind} {row.object_id}"


def _same_reminder(row: Notification) -> QuerySet[Notification]:
    return Notification.objects.filter(
        kind=row.kind,
        object_id=row.object_id,
        revision=row.revision,
        offset=row.offset,
    )


def _told_otherwise(row: Notification) -> bool:
    alive = (
        Notification.State.SCHEDULED,
        Notification.State.SENDING,
        Notification.State.SENT,
        Notification.State.ACKNOWLEDGED,
    )
    others = _same_reminder(row).exclude(recipient=row.recipient)
    living = others.filter(state__in=alive).select_related("recipient")
    return any(
        row.deadline is not None and may_know(other.recipient, row.deadline)
        for other in living
    )


def _plan_step(row: Notification, *, person: Person, now: datetime) -> Notification:
    key = notification_key(
        kind=row.kind,
        object_id=row.object_id,
        revision=row.revision,
        offset=row.offset,
        step=row.step + 1,
        recipient_id=person.pk,
    )
    planned, _ = Notification.objects.get_or_create(
        key=key,
        defaults={
            "message_id": message_id(key),
            "kind": row.kind,
            "object_id": row.object_id,
            "deadline": row.deadline,
            "revision": row.revision,
            "offset": row.offset,
            "step": row.step + 1,
            "recipient": person,
            "critical": row.critical,
            "late": row.late,
            "due_at": row.due_at,
            "fire_at": now,
            "created_by": Notification.Origin.ESCALATION,
            "created_at": now,
        },
    )
    return planned
