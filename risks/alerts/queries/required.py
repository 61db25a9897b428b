"""The rows that a duty requires."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from risks.access.models import Person
from risks.alerts.models import Notification
from risks.alerts.queries.clock import known_zone
from risks.alerts.queries.duties import Duty
from risks.alerts.queries.keys import message_id, notification_key
from risks.alerts.queries.policy import OFFSETS
from risks.cases.models import Deadline
from risks.engine.reminders import Fire, fire_times


def required_rows(
    duty: Duty, *, now: datetime, origin: Notification.Origin
) -> Iterator[Notification]:
    """One row for each person and lead time that is still ahead.

    Of the lead times already past only the nearest to the due moment is required:
    it leaves at once, marked late.
    """
    for step, person in duty.people:
        fires = fire_times(
            duty.due_at,
            offsets=OFFSETS[duty.severity],
            recipient_tz=known_zone(person.time_zone, otherwise=duty.tz),
            court_tz=duty.tz,
        )
        for fire in _still_worth(fires, now=now):
            yield _row(duty, fire, step=step, person=person, now=now, origin=origin)


def _still_worth(fires: Iterable[Fire], *, now: datetime) -> list[Fire]:
    ordered = sorted(fires, key=lambda fire: fire.at)
    passed = [fire for fire in ordered if fire.at <= now]
    return passed[-1:] + ordered[len(passed) :]


def _row(
    duty: Duty,
    fire: Fire,
    *,
    step: int,
    person: Person,
    now: datetime,
    origin: Notification.Origin,
) -> Notification:
    key = notification_key(
        kind=duty.kind,
        object_id=duty.object_id,
        revision=duty.revision,
        offset=str(fire.offset),
        step=step,
        recipient_id=person.pk,
    )
    return Notification(
        key=key,
        message_id=message_id(key),
        kind=duty.kind,
        object_id=duty.object_id,
        deadline=duty.deadline,
        revision=duty.revision,
        offset=str(fire.offset),
        step=step,
        recipient=person,
        critical=duty.severity == Deadline.Severity.CRITICAL,
        late=fire.at <= now,
        due_at=duty.due_at,
        # A late one is due from now on: a sweep later it would count as overdue.
        fire_at=max(fire.at, now),
        created_by=origin,
        created_at=now,
    )
