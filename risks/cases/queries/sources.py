"""Where entries come from, and which of it has fallen silent."""

import hashlib
from datetime import datetime, timedelta

from django.db.models import Count, F, Q

from risks.access.models import VisibleQuerySet
from risks.cases.models import Case, DocketSource
from risks.cases.models.keeping import KeptQuerySet

# What CourtListener lets one token ask: so many requests in any so long.
SWEEP_BUDGET = (
    (5, timedelta(minutes=1)),
    (50, timedelta(hours=1)),
    (125, timedelta(days=1)),
)
# A little less than the timetable's quarter of an hour, whose ticks come early or late.
FEED_REST = timedelta(minutes=14)
# A request is counted before it is sent, and may arrive as much later.
_ON_ITS_WAY = timedelta(seconds=10)


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


def requests_left(source: DocketSource, *, now: datetime) -> tuple[int, ...]:
    """That a sweep may still send in each window of SWEEP_BUDGET."""
    sent = [datetime.fromisoformat(at) for at in source.requests]
    return tuple(
        max(0, most - sum(at > now - window - _ON_ITS_WAY for at in sent))
        for most, window in SWEEP_BUDGET
    )


def requests_of_the_day(source: DocketSource, *, now: datetime) -> list[str]:
    """Those that still count in one of the windows, as they are stored."""
    oldest = now - max(window for _, window in SWEEP_BUDGET) - _ON_ITS_WAY
    return [at for at in source.requests if datetime.fromisoformat(at) > oldest]


def cases_to_sweep(*, now: datetime, only: Case | None = None) -> KeptQuerySet[Case]:
    """Open cases followed at CourtListener whose sweep is due, least recent first."""
    due = Q(sweep=None) | Q(sweep__due_at__lte=now)
    renumbered = ~Q(sweep__docket=F("courtlistener_id"))
    followed = Case.objects.filter(
        due | renumbered, status=Case.Status.OPEN, courtlistener_id__isnull=False
    )
    if only is not None:
        followed = followed.filter(pk=only.pk)
    return followed.order_by(F("sweep__asked_at").asc(nulls_first=True), "pk")


def feeds_to_poll(*, now: datetime) -> VisibleQuerySet[DocketSource]:
    """Feeds that are due, of courts where a case is followed; least recent first."""
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
    """The open and the closed: a judgment may be appealed, a case opened again."""
    return Case.objects.filter(court_id=court_id).order_by("pk")


def docket_numbers(court_id: str) -> list[str]:
    return list(cases_of_court(court_id).values_list("docket_number", flat=True))
