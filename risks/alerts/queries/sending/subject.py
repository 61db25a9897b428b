"""What a notification is about, and who may know of it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import Any

from django.db import models

from risks.access.models import Person, Scope
from risks.alerts.models import Notification, NotificationQuerySet
from risks.alerts.models.states import LOST
from risks.alerts.queries.obligations import SOURCES, Source
from risks.alerts.queries.policies import Policy
from risks.alerts.queries.recipients import (
    LAST_STEP,
    Audience,
    Watched,
    intended,
    told_at,
)
from risks.cases.models import Deadline


def thing_of(row: Notification) -> models.Model | None:
    """None: something without people and walls, such as a report or a source."""
    return row.deadline or row.risk or row.case


def may_know(person: Person, row: Notification) -> bool:
    return bool(knowing([(person, row)]))


def knowing(pairs: Sequence[tuple[Person, Notification]]) -> frozenset[tuple[int, int]]:
    """Who may know of which row, by their keys: asked together for one pair or many.

    Whoever sees what it hangs on, and the thing itself where it has its own door.
    """
    # Who is inactive has no scope.
    scopes = Scope.of_each(person for person, _ in pairs)
    doors = {
        (person.pk, row.pk): [(model, scope, key) for model, key in _doors(row)]
        for person, row in pairs
        if (scope := scopes.get(person.pk))
    }
    behind: dict[tuple[type[models.Model], Scope], set[int]] = defaultdict(set)
    for model, scope, key in chain.from_iterable(doors.values()):
        behind[model, scope].add(key)
    seen = {
        (model, scope, key)
        for (model, scope), keys in behind.items()
        for key in _seen(model, scope, keys)
    }
    return frozenset(pair for pair, asked in doors.items() if seen.issuperset(asked))


def _doors(row: Notification) -> Iterator[tuple[type[models.Model], int]]:
    thing, source = thing_of(row), source_of(row)
    if thing is not None:
        yield type(thing), thing.pk
    if source is not None and source.door is not None:
        yield source.door, row.object_id


def _seen(model: type[models.Model], scope: Scope, keys: Collection[int]) -> set[int]:
    manager: Any = model._default_manager
    rows = manager.within(scope).filter(pk__in=keys)
    return set(rows.values_list("pk", flat=True))


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
    audience, behind = Audience(), people_behind(row)
    passed_over = lost_of(row) | (set() if again else {row.recipient_id})
    for step in range(row.step + 1, LAST_STEP + 1):
        told = [
            person
            for person in told_at(step, behind, audience=audience)
            if person.pk not in passed_over
        ]
        informed = knowing([(person, row) for person in told])
        people = [person for person in told if (person.pk, row.pk) in informed]
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
        return source.meant(row.object_id, policy, Audience())
    if source is None and row.deadline is None:
        return None
    behind = people_behind(row)
    return intended(behind, policy, audience=Audience()) if behind else ()
