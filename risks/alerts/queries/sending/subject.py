"""What a notification is about, and who may know of it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import Any

from django.db import models

from risks.access.models import Person, Scope
from risks.alerts.models import Notification, NotificationQuerySet
from risks.alerts.models.states import LOST
from risks.alerts.queries.kinds import kind_of
from risks.alerts.queries.obligation import Source
from risks.alerts.queries.policy import Policy
from risks.alerts.queries.recipients import (
    LAST_STEP,
    Audience,
    HasOwners,
    named_people,
    people_at_step,
)
from risks.cases.models import Deadline


def thing_of(row: Notification) -> models.Model | None:
    """Return its subject; None for a report or a source, which have no access list."""
    return row.deadline or row.risk or row.case


def may_know(person: Person, row: Notification) -> bool:
    return bool(who_may_know([(person, row)]))


def who_may_know(
    pairs: Sequence[tuple[Person, Notification]],
) -> frozenset[tuple[int, int]]:
    """Return the keys of the pairs whose person may know of the row.

    That is who sees what it is about, and the row that its kind names, if any.
    """
    # Who is inactive has no scope.
    scopes = Scope.of_each(person for person, _ in pairs)
    needed = {
        (person.pk, row.pk): [(model, scope, key) for model, key in _must_see(row)]
        for person, row in pairs
        if (scope := scopes.get(person.pk))
    }
    asked: dict[tuple[type[models.Model], Scope], set[int]] = defaultdict(set)
    for model, scope, key in chain.from_iterable(needed.values()):
        asked[model, scope].add(key)
    seen = {
        (model, scope, key)
        for (model, scope), keys in asked.items()
        for key in _seen(model, scope, keys)
    }
    return frozenset(pair for pair, rows in needed.items() if seen.issuperset(rows))


def _must_see(row: Notification) -> Iterator[tuple[type[models.Model], int]]:
    thing, source = thing_of(row), source_of(row)
    if thing is not None:
        yield type(thing), thing.pk
    if source is not None and source.visible is not None:
        yield source.visible, row.object_id


def _seen(model: type[models.Model], scope: Scope, keys: Collection[int]) -> set[int]:
    manager: Any = model._default_manager
    rows = manager.within(scope).filter(pk__in=keys)
    return set(rows.values_list("pk", flat=True))


def subject_of(row: Notification) -> str:
    if row.deadline:
        return f"deadline {row.deadline.code}"
    return f"{row.kind} {row.object_id}"


def source_of(row: Notification) -> Source | None:
    return kind_of(row.kind).source


def present_revision(row: Notification) -> int | None:
    """Return the present revision of its subject, or None when it is due no longer."""
    if row.deadline is not None:
        is_open = row.deadline.status == Deadline.Status.OPEN
        return row.deadline.due_rev if is_open else None
    source = source_of(row)
    return source.revision(row.object_id) if source else row.revision


def responsible_for(row: Notification) -> HasOwners | None:
    """Return what names the people to remind when its reader cannot be reached."""
    source = source_of(row)
    return source.responsible(row.object_id) if source else row.deadline


def next_people(row: Notification, *, again: bool) -> tuple[int, list[Person]] | None:
    """Return the next step with people who may know, or None when nobody is left.

    Its own reader is passed over, unless it is asked `again`; who could not be reached
    with it always.
    """
    audience, responsible = Audience(), responsible_for(row)
    passed_over = lost_of(row) | (set() if again else {row.recipient_id})
    for step in range(row.step + 1, LAST_STEP + 1):
        people = [
            person
            for person in people_at_step(step, responsible, audience=audience)
            if person.pk not in passed_over
        ]
        informed = who_may_know([(person, row) for person in people])
        people = [person for person in people if (person.pk, row.pk) in informed]
        if people:
            return step, people
    return None


def same_reminder(row: Notification) -> NotificationQuerySet:
    """Return the rows of this reminder to all its people, at every step."""
    return Notification.objects.filter(
        kind=row.kind,
        object_id=row.object_id,
        revision=row.revision,
        offset=row.offset,
    )


def lost_of(row: Notification) -> set[int]:
    """Return the people who could not be reached with this reminder."""
    rows = same_reminder(row).filter(state__in=LOST)
    return set(rows.values_list("recipient", flat=True))


def named_for(row: Notification, policy: Policy) -> Collection[Person] | None:
    """Return whom the policy names now, or None where no policy decides it."""
    source = source_of(row)
    if source is not None and source.named is not None:
        return source.named(row.object_id, policy, Audience())
    if source is None and row.deadline is None:
        return None
    responsible = responsible_for(row)
    if responsible is None:
        return ()
    return named_people(responsible, policy, audience=Audience())
