"""One more row about what another row is about: to its reader, or to somebody else."""

from datetime import datetime

from risks.access.models import Person
from risks.alerts.models import Notification
from risks.alerts.queries.planning.keys import message_id, notification_key


def succeed(
    row: Notification,
    *,
    recipient: Person,
    step: int,
    offset: str,
    fire_at: datetime,
    origin: Notification.Origin,
    now: datetime,
) -> Notification:
    """Once, however often it is asked for."""
    key = notification_key(
        kind=row.kind,
        object_id=row.object_id,
        revision=row.revision,
        offset=offset,
        step=step,
        recipient_id=recipient.pk,
    )
    next_row, _ = Notification.objects.get_or_create(
        key=key,
        defaults={
            "message_id": message_id(key),
            "kind": row.kind,
            "object_id": row.object_id,
            "deadline": row.deadline,
            "risk": row.risk,
            "case": row.case,
            "about": row.about,
            "revision": row.revision,
            "offset": offset,
            "step": step,
            "recipient": recipient,
            "critical": row.critical,
            "late": row.late and origin == Notification.Origin.ESCALATION,
            "due_at": row.due_at,
            "fire_at": fire_at,
            "created_by": origin,
            "created_at": now,
        },
    )
    return next_row
