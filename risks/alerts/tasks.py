from celery import shared_task

from risks.access.queries import now
from risks.alerts import operations


@shared_task(name="alerts.dispatch_due")
def dispatch_due() -> None:
    operations.dispatch_due()


@shared_task(name="alerts.reconcile")
def reconcile() -> None:
    operations.reconcile(now=now())


@shared_task(name="alerts.compare_calendars")
def compare_calendars() -> None:
    operations.compare_calendars(now=now())


@shared_task(name="alerts.deadline_digest")
def deadline_digest() -> None:
    operations.send_digests(now=now())


@shared_task(name="alerts.read_bounces")
def read_bounces() -> None:
    operations.answer_bounces(now=now())
