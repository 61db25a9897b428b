"""Escalation: who is reminded when a person cannot be reached or does not answer."""

from collections.abc import Iterable
from datetime import datetime

from risks.access.models import Person
from risks.alerts.models import Alarm, Notification, State
from risks.alerts.models.states import ALIVE
from risks.alerts.operations.escalation.next_notification import succeed
from risks.alerts.operations.monitoring.alarms import (
    alarm_unreachable,
    raise_alarm,
)
from risks.alerts.queries.sending.subject import (
    next_people,
    same_reminder,
    subject_of,
    who_may_know,
)
from risks.engine.sentences import operating as words


def next_step(
    row: Notification, *, now: datetime, again: bool = False
) -> Notification | None:
    """Plan the mails of the next step that has people; None when there is none left.

    Its own reader is passed over, unless nobody acknowledged it (`again`).
    """
    found = next_people(row, again=again)
    if found is None:
        return None
    step, people = found
    return _plan_step(row, step=step, people=people, now=now)


def last_resort(row: Notification, *, error: str, now: datetime) -> Alarm:
    return raise_alarm(
        f"undelivered {row.key}",
        text=words.UNDELIVERED(
            subject=subject_of(row),
            lead=row.offset,
            person=row.recipient,
            error=error,
        )[:1000],
        now=now,
    )


def hand_over(row: Notification, *, now: datetime) -> None:
    """Somebody else hears what the row's person may no longer know.

    Call it after the row is cancelled, in the same transaction.
    """
    if _told_otherwise(row):
        return
    if next_step(row, now=now) is None and row.deadline is not None:
        alarm_unreachable(row.deadline, why=words.NOBODY(), now=now)


def _told_otherwise(row: Notification) -> bool:
    others = same_reminder(row).exclude(recipient=row.recipient)
    living = others.filter(state__in=ALIVE).select_related("recipient")
    return bool(who_may_know([(other.recipient, row) for other in living]))


def _plan_step(
    row: Notification, *, step: int, people: Iterable[Person], now: datetime
) -> Notification:
    first, *_ = [_planned(row, step=step, person=person, now=now) for person in people]
    return first


def _planned(
    row: Notification, *, step: int, person: Person, now: datetime
) -> Notification:
    planned = succeed(
        row,
        recipient=person,
        step=step,
        offset=row.offset,
        fire_at=now,
        origin=Notification.Origin.ESCALATION,
        now=now,
    )
    # Cancelled while its deadline was closed, or its person could not see it.
    Notification.objects.filter(pk=planned.pk, state=State.CANCELLED).enter(
        State.SCHEDULED, fire_at=now, not_before=None, attempts=0, claims=0
    )
    return planned
