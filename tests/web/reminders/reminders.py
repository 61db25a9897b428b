"""Reminders as the page shows them, without a dispatcher."""

from datetime import timedelta
from itertools import count
from typing import Any

from risks.access.models import Person
from risks.alerts.models import Attempt, Notification, State
from risks.cases.models import Deadline
from tests.factories import NOW, make_case, make_deadline, make_person

_numbers = count(1)
AN_HOUR = timedelta(hours=1)


def make_reminder(
    deadline: Deadline, recipient: Person | None = None, **fields: Any
) -> Notification:
    """Sent an hour ago, to be answered in three, unless the fields say otherwise."""
    number = next(_numbers)
    fields.setdefault("state", State.SENT)
    fields.setdefault("critical", deadline.severity == Deadline.Severity.CRITICAL)
    fields.setdefault("fire_at", NOW - AN_HOUR)
    if fields["state"] in (State.SENT, State.ACKNOWLEDGED, State.BOUNCED):
        fields.setdefault("sent_at", NOW - AN_HOUR)
        fields.setdefault("attempts", 1)
        if fields["critical"]:
            fields.setdefault("ack_by", NOW + 3 * AN_HOUR)
    fields.setdefault("kind", Notification.Kind.DEADLINE)
    fields.setdefault("object_id", deadline.pk)
    return Notification.objects.create(
        key=f"{number:064x}",
        message_id=f"<{number}@example.com>",
        deadline=deadline if fields["kind"] == Notification.Kind.DEADLINE else None,
        revision=deadline.due_rev,
        offset=fields.pop("offset", "P7D"),
        recipient=recipient or deadline.owner,
        due_at=deadline.due_at,
        created_by=Notification.Origin.PLAN,
        created_at=NOW - AN_HOUR,
        **fields,
    )


def make_try(row: Notification, **fields: Any) -> Attempt:
    fields.setdefault("number", 1)
    fields.setdefault("outcome", Attempt.Outcome.SENT)
    fields.setdefault("smtp_code", 250)
    return Attempt.objects.create(
        notification=row, started_at=NOW - AN_HOUR, ended_at=NOW - AN_HOUR, **fields
    )


def make_critical(**fields: Any) -> Deadline:
    if "case" not in fields:
        fields["case"] = make_case(owner=fields.get("owner") or make_person())
    return make_deadline(severity=Deadline.Severity.CRITICAL, **fields)
