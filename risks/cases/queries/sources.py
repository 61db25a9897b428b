"""Queries about the sources of docket entries and what is due from them."""

import hashlib
from datetime import datetime, timedelta

from django.db.models import Count, F, Q

from risks.access.models import VisibleQuerySet
from risks.cases.models import Case, DocketSource
from risks.cases.models.keeping import KeptQuerySet

# CourtListener's limits for one token: requests in any period of this length.
SWEEP_BUDGET = (
    (5, timedelta(minutes=1)),
    (50, timedelta(hours=1)),
    (125, timedelta(days=1)),
)
# A little less than the schedule's quarter of an hour, whose runs are not exact.
FEED_REST = timedelta(minutes=14)
# A request is counted before it is sent and may arrive this much later.
_ON_ITS_WAY = timedelta(seconds=10)


def token_hash(token: str) -> str:
    """Return the SHA-256 hash under which a token is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def webhook_of(token: str) -> DocketSource | None:
    """Return the active webhook whose path ends in this token."""
    rows = DocketSource.objects.filter(
        kind=DocketSource.Kind.WEBHOOK, is_active=True, token_hash=token_hash(token)
    )
    return rows.first()


def silent_sources(*, now: datetime) -> list[DocketSource]:
    """Return active sources without a success for longer than allowed."""
    active = DocketSource.objects.filter(is_active=True).order_by("name")
    return [source for source in active if source.silent_from < now]


def sources_with_counts() -> VisibleQuerySet[DocketSource]:
    """Return the sources with counts of waiting and refused deliveries."""
    return DocketSource.objects.annotate(
        waiting=Count("deliveries", filter=Q(deliveries__state="waiting")),
        refused=Count("deliveries", filter=Q(deliveries__state="refused")),
    ).order_by("name")


def requests_left(source: DocketSource, *, now: datetime) -> tuple[int, ...]:
    """Return how many requests a sweep may send in each window of SWEEP_BUDGET."""
    sent = [datetime.fromisoformat(at) for at in source.requests]
    return tuple(
        max(0, most - sum(at > now - window - _ON_ITS_WAY for at in sent))
        for most, window in SWEEP_BUDGET
    )


def requests_of_the_day(source: DocketSource, *, now: datetime) -> list[str]:
    """Return the stored requests that still count in one of the windows."""
    oldest = now - max(window for _, window in SWEEP_BUDGET) - _ON_ITS_WAY
    return [at for at in source.requests if datetime.fromisoformat(at) > oldest]


def cases_to_sweep(*, now: datetime, only: Case | None = None) -> KeptQuerySet[Case]:
    """Return cases with a docket at CourtListener and a due sweep, unless closed.

    The docket of a stayed case says when the stay ends. The least recently swept case
    comes first.
    """
    due = Q(sweep=None) | Q(sweep__due_at__lte=now)
    renumbered = ~Q(sweep__docket=F("courtlistener_id"))
    followed = Case.objects.filter(
        due | renumbered,
        status__in=(Case.Status.OPEN, Case.Status.STAYED),
        courtlistener_id__isnull=False,
    )
    if only is not None:
        followed = followed.filter(pk=only.pk)
    return followed.order_by(F("sweep__asked_at").asc(nulls_first=True), "pk")


def feeds_to_poll(*, now: datetime) -> VisibleQuerySet[DocketSource]:
    """Return the due feeds of courts with a followed case, least recent first."""
    due = Q(polled_at=None) | Q(polled_at__lte=now - FEED_REST)
    rested = Q(resting_until=None) | Q(resting_until__lte=now)
    feeds = DocketSource.objects.filter(
        due,
        rested,
        kind=DocketSource.Kind.RSS,
        is_active=True,
        court_id__in=Case.objects.order_by().values("court_id"),
    )
    return feeds.order_by(F("polled_at").asc(nulls_first=True), "pk")


def cases_of_court(court_id: str) -> KeptQuerySet[Case]:
    """Return open and closed cases of a court, since a closed one may resume."""
    return Case.objects.filter(court_id=court_id).order_by("pk")


def docket_numbers(court_id: str) -> list[str]:
    """Return the docket numbers of all cases of a court."""
    return list(cases_of_court(court_id).values_list("docket_number", flat=True))
