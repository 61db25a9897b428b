from celery import shared_task

from risks.clock import now
from risks.exposure import operations


@shared_task(name="exposure.recalculate_stale")
def recalculate_stale() -> None:
    operations.recalculate_stale(now=now())


@shared_task(name="exposure.thin_figures")
def thin_figures() -> None:
    operations.thin_figures(now=now())
