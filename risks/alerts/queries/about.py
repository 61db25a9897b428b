"""What a notification is about, and who may know of it."""

from collections.abc import Collection
from typing import Any

from django.db import models

from risks.access.models import Person
from risks.access.queries import sees
from risks.alerts.models import Notification, NotificationQuerySet
from risks.alerts.models.states import LOST
from risks.alerts.queries.duties import SOURCES, Source
from risks.alerts.queries.people import LAST_STEP, Sight, Watched, intended, told_at
from risks.alerts.queries.policy import Policy
from risks.cases.models import Deadline


def thing_of(row: Notification) -> models.Model | None:
    """None: something without people and walls, such as a report or a source."""
    return row.deadline or row.risk or row.case


def may_know(person: Person, row: Notification) -> bool:
    """Whoever sees what it hangs on, and the thing itself where it has its own door."""
    if not person.is_active:
        return False
    thing = thing_of(row)
    if thing is not None and not sees(person, thing):
        return False
    source = source_of(row)
    return source is None or source.door is None or _enters(person, row, source.door)


def _enters(person: Person, row: Notification, door: type[models.Model]) -> bool:
    manager: Any = door._default_manager
    return bool(manager.visible_to(person).filter(pk=row.object_id).exists())


def subject_of(row: Notification) -> str:
    if row.deadline:
        return f"deadline {row.deadline.code}"
    return f"{row.kind} {row.object_id}"


def source_of(row: Notification) -> Source | None:
    return next((one for one in SOURCES if one.kind == row.kind), None)


def present_revision(row: Notification) -> int | None:
    """Of what the row is about; None when it is due no longer."""
    if row.deadline is not None:
        is_open = row.deadline.status == Deadline.Status.OPEN
        return row.deadline.due_rev if is_open else None
    source = source_of(row)
    return source.revision(row.object_id) if source else row.revision


def people_behind(row: Notification) -> Watched | None:
    """Who is told when its reader cannot be; None: nobody else."""
    source = source_of(row)
    return source.behind(row.object_id) if source else row.deadline


def next_people(row: Notification, *, again: bool) -> tuple[int, list[Person]] | None:
    """The next step that has people, who may know; None: nobody is left.

    Its own reader is passed over, unless it is asked `again`; who could not be reached
    with it always.
    """
    sight, behind = Sight(), people_behind(row)
    passed_over = lost_of(row) | (set() if again else {row.recipient_id})
    for step in range(row.step + 1, LAST_STEP + 1):
        people = [
            person
            for person in told_at(step, behind, sight=sight)
            if person.pk not in passed_over and may_know(person, row)
        ]
        if people:
            return step, people
    return None


def same_reminder(row: Notification) -> NotificationQuerySet:
    """To all its people, at every step."""
    return Notification.objects.filter(
        kind=row.kind,
        object_id=row.object_id,
        revision=row.revision,
        offset=row.offset,
    )


def lost_of(row: Notification) -> set[int]:
    """Who could not be reached with this reminder."""
    rows = same_reminder(row).filter(state__in=LOST)
    return set(rows.values_list("recipient", flat=True))


def meant(row: Notification, policy: Policy) -> Collection[Person] | None:
    """Whom the policy names by now; None where no policy decides it."""
    source = source_of(row)
    if source is not None and source.meant is not None:
        return source.meant(row.object_id, policy, Sight())
    if source is None and row.deadline is None:
        return None
    behind = people_behind(row)
    return intended(behind, policy, sight=Sight()) if behind else ()
