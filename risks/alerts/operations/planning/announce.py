"""Mail about what the capabilities above have made."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from risks.access.models import Person
from risks.alerts.models import Notification
from risks.alerts.operations.planning.store import store
from risks.alerts.queries.planning.keys import message_id, notification_key

AT_ONCE = "P0D"


def announce(
    kind: Notification.Kind,
    *,
    object_id: int,
    people: Iterable[Person],
    about: Mapping[str, str],
    now: datetime,
    revision: int = 1,
) -> int:
    """Notify these people, who must be allowed to know; return how many are new.

    `about` is what the mail says: `title` and `path` (of the page on this site).
    """
    rows = [
        _row(
            kind,
            object_id,
            person,
            about=about,
            now=now,
            revision=revision,
        )
        for person in people
    ]
    return store(rows, now=now)


def _row(
    kind: Notification.Kind,
    object_id: int,
    person: Person,
    *,
    about: Mapping[str, str],
    now: datetime,
    revision: int,
) -> Notification:
    key = notification_key(
        kind=kind,
        object_id=object_id,
        revision=revision,
        offset=AT_ONCE,
        step=0,
        recipient_id=person.pk,
    )
    return Notification(
        key=key,
        message_id=message_id(key),
        kind=kind,
        object_id=object_id,
        about=dict(about),
        revision=revision,
        offset=AT_ONCE,
        recipient=person,
        due_at=now,
        fire_at=now,
        created_by=Notification.Origin.ANNOUNCE,
        created_at=now,
    )
