"""Mails as they would leave now, without sending them."""

from datetime import datetime
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives

from risks.alerts.models import Notification
from risks.alerts.operations import plan
from risks.alerts.operations.sending.compose import compose
from risks.alerts.queries.planning.keys import message_id, notification_key
from risks.cases.models import Deadline
from tests.alerts.world import make_counsel
from tests.factories import NOW


def the_row(deadline: Deadline) -> Notification:
    """The deadline's first reminder, planned just now."""
    plan(now=NOW)
    row = Notification.objects.filter(deadline=deadline).first()
    assert row is not None
    return row


def make_alert(kind: str, **fields: Any) -> Notification:
    """Not saved: an alert of this kind, about what its fields say."""
    person = fields.setdefault("recipient", None) or make_counsel()
    fields["recipient"] = person
    key = notification_key(
        kind=kind,
        object_id=7,
        revision=1,
        offset="PT0H",
        step=0,
        recipient_id=person.pk,
    )
    fields.setdefault("due_at", NOW)
    fields.setdefault("offset", "PT0H")
    return Notification(
        key=key,
        message_id=message_id(key),
        kind=kind,
        object_id=7,
        revision=1,
        fire_at=NOW,
        created_by=Notification.Origin.PLAN,
        created_at=NOW,
        **fields,
    )


def letter(row: Notification, *, now: datetime = NOW) -> EmailMessage:
    return compose(row, now=now)


def text(row: Notification, *, now: datetime = NOW) -> str:
    return str(letter(row, now=now).body)


def html(row: Notification, *, now: datetime = NOW) -> str:
    message = letter(row, now=now)
    assert isinstance(message, EmailMultiAlternatives)
    return str(message.alternatives[0][0])
