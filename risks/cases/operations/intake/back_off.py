"""Pause a source after a failure, for a longer time with each failure."""

from datetime import datetime, timedelta

from django.db import transaction

from risks.cases.models import DocketSource
from risks.cases.sources.remote.outbound import retry_at

_MOST_DOUBLINGS = 6


def back_off(
    source: DocketSource, problem: str, *, now: datetime, retry_after: str = ""
) -> None:
    """Pause until the time that the source names, otherwise 1, 2, 4 … 64 minutes."""
    with transaction.atomic():
        row = DocketSource.objects.select_for_update().get(pk=source.pk)
        pause = timedelta(minutes=2 ** min(row.failures, _MOST_DOUBLINGS))
        row.resting_until = retry_at(retry_after, now=now) or now + pause
        row.failures += 1
        row.last_error = " ".join(problem.split())[:500]
        row.save(update_fields=["resting_until", "failures", "last_error"])
