"""Where entries come from, and which of it has fallen silent."""

import hashlib
from datetime import datetime

from django.db.models import Count, Q

from risks.access.models import VisibleQuerySet
from risks.cases.models import DocketSource


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def webhook_of(token: str) -> DocketSource | None:
    """The active webhook whose path ends in this token."""
    rows = DocketSource.objects.filter(
        kind=DocketSource.Kind.WEBHOOK, is_active=True, token_hash=token_hash(token)
    )
    return rows.first()


def silent_sources(*, now: datetime) -> list[DocketSource]:
    """Active sources without a success for longer than they may be silent."""
    active = DocketSource.objects.filter(is_active=True).order_by("name")
    return [source for source in active if source.silent_from < now]


def sources_with_counts() -> VisibleQuerySet[DocketSource]:
    """Each source with its deliveries that wait and that were refused."""
    return DocketSource.objects.annotate(
        waiting=Count("deliveries", filter=Q(deliveries__state="waiting")),
        refused=Count("deliveries", filter=Q(deliveries__state="refused")),
    ).order_by("name")
