"""What a notification is about, and who may know of it."""

from django.db import models

from risks.access.models import Person
from risks.access.queries import sees
from risks.alerts.models import Notification
from risks.alerts.queries.duties import SOURCES
from risks.cases.models import Deadline


def thing_of(row: Notification) -> models.Model | None:
    """None: something without people and walls, such as a report or a source."""
    return row.deadline or row.risk or row.case


def may_know(person: Person, row: Notification) -> bool:
    thing = thing_of(row)
    return person.is_active and (thing is None or sees(person, thing))


def subject_of(row: Notification) -> str:
    if row.deadline:
        return f"deadline {row.deadline.code}"
    return f"{row.kind} {row.object_id}"


def present_revision(row: Notification) -> int | None:
    """Of what the row is about; None when it is due no longer."""
    if row.deadline is not None:
        is_open = row.deadline.status == Deadline.Status.OPEN
        return row.deadline.due_rev if is_open else None
    source = next((one for one in SOURCES if one.kind == row.kind), None)
    return source.revision(row.object_id) if source else row.revision
