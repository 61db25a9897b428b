"""Record disclosures (what left the system, to whom and when) and clear sessions."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module

from django.conf import settings

from risks.access.models import Disclosure, Person


def disclose(
    content: bytes,
    *,
    channel: Disclosure.Channel,
    person: Person | None,
    address: str,
    objects_shown: Sequence[str],
    now: datetime,
) -> Disclosure:
    """Record that `content` was given to someone; only its hash is stored."""
    return Disclosure.objects.create(
        at=now,
        channel=channel,
        person=person,
        address=address,
        sha256=hashlib.sha256(content).hexdigest(),
        objects_shown=list(objects_shown),
    )


def clear_sessions() -> None:
    """Delete the sessions that have expired."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
