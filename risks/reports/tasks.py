from celery import shared_task

from risks.clock import now
from risks.reports import operations


@shared_task(name="reports.build_due")
def build_due() -> None:
    operations.build_due(now=now())
