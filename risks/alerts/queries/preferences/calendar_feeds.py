"""Whose calendar a secret address opens."""

import hashlib
from datetime import datetime

from risks.access.models import Person
from risks.alerts.models import FeedToken


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def person_of_feed(token: str, *, now: datetime) -> Person | None:
    right = (
        FeedToken.objects.filter(
            token_sha256=token_hash(token),
            revoked_at__isnull=True,
            expires_at__gt=now,
            person__is_active=True,
        )
        .select_related("person")
        .first()
    )
    return right.person if right else None
