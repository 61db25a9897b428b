"""The secret address of a person's calendar."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from risks.access.models import Person
from risks.alerts.models import FeedToken
from risks.alerts.queries.preferences.calendar_feeds import token_hash

LIFETIME = timedelta(days=365)


def new_feed_token(person: Person, *, now: datetime) -> str:
    """A new address; the person's earlier ones end. The token is shown only here."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        FeedToken.objects.filter(person=person, revoked_at__isnull=True).update(
            revoked_at=now
        )
        FeedToken.objects.create(
            person=person,
            token_sha256=token_hash(token),
            created_at=now,
            expires_at=now + LIFETIME,
        )
    return token
