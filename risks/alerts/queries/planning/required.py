"""The notifications that an obligation requires."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from risks.access.models import Person
from risks.alerts.models import Notification
from risks.alerts.queries.limits import sending_limits
from risks.alerts.queries.obligation import Obligation
from risks.alerts.queries.planning.keys import message_id, notification_key
from risks.alerts.queries.policy import CRITICAL
from risks.clock import known_zone
from risks.engine.time.reminders import AT_ONCE, Fire, Quiet, fire_times


def required_rows(
    obligation: Obligation, *, now: datetime, origin: Notification.Origin
) -> Iterator[Notification]:
    """One row for each person and lead time that is still ahead.

    Of the lead times already past only the nearest to the due moment is required:
    it leaves at once, marked late.
    """
    for step, person in obligation.people:
        for fire in _still_worth(_fires(obligation, person), now=now):
            yield _row(
                obligation, fire, step=step, person=person, now=now, origin=origin
            )


def _fires(obligation: Obligation, person: Person) -> tuple[Fire, ...]:
    reader_tz = known_zone(person.time_zone, otherwise=obligation.tz or "UTC").key
    quiet = (
        None if obligation.severity == CRITICAL else quiet_hours(person, tz=reader_tz)
    )
    return fire_times(
        obligation.due_at,
        offsets=obligation.policy.offsets,
        recipient_tz=reader_tz,
        court_tz=obligation.tz or reader_tz,
        quiet=quiet,
    )


def quiet_hours(person: Person, *, tz: str) -> Quiet | None:
    if person.quiet_from is None or person.quiet_until is None:
        return None
    if person.quiet_from == person.quiet_until:
        return None
    return Quiet(start=person.quiet_from, end=person.quiet_until, tz=tz)


def _still_worth(fires: Iterable[Fire], *, now: datetime) -> list[Fire]:
    ordered = sorted(fires, key=lambda fire: fire.at)
    passed = [fire for fire in ordered if fire.at <= now]
    return passed[-1:] + ordered[len(passed) :]


def _row(
    obligation: Obligation,
    fire: Fire,
    *,
    step: int,
    person: Person,
    now: datetime,
    origin: Notification.Origin,
) -> Notification:
    key = notification_key(
        kind=obligation.kind,
        object_id=obligation.object_id,
        revision=obligation.revision,
        offset=str(fire.offset),
        step=step,
        recipient_id=person.pk,
    )
    return Notification(
        key=key,
        message_id=message_id(key),
        kind=obligation.kind,
        object_id=obligation.object_id,
        deadline=obligation.deadline,
        risk=obligation.risk,
        case=obligation.case,
        about=dict(obligation.about),
        revision=obligation.revision,
        offset=str(fire.offset),
        step=step,
        recipient=person,
        critical=obligation.severity == CRITICAL,
        late=_is_late(fire, now=now),
        due_at=obligation.due_at,
        # A late one is due from now on: a sweep later it would count as overdue.
        fire_at=max(fire.at, now),
        created_by=origin,
        created_at=now,
    )


def _is_late(fire: Fire, *, now: datetime) -> bool:
    """What could not be foreseen is late only when it waited."""
    if fire.offset == AT_ONCE:
        return now - fire.at > sending_limits().late_after
    return fire.at <= now
