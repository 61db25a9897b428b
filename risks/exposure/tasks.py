from celery import shared_task

from risks.access.queries import now
from risks.exposure import operations


@shared_task(name="exposure.recompute_stale")
def recompute_stale() -> None:
    operations.recompute_stale(now=now())
