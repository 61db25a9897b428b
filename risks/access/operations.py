"""What leaves the house is written down."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

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
    """Record that `content` was handed to someone; the content itself is not kept."""
    return Disclosure.objects.create(
        at=now,
        channel=channel,
        person=person,
        address=address,
        sha256=hashlib.sha256(content).hexdigest(),
        objects_shown=list(objects_shown),
    )
