from celery import shared_task

from risks.alerts import operations
from risks.clock import read_clock


@shared_task(name="alerts.dispatch_due")
def dispatch_due() -> None:
    operations.dispatch_due()


@shared_task(name="alerts.reconcile")
def reconcile() -> None:
    # Not this machine's clock: an hour ahead, it would plan each reminder an hour late.
    operations.reconcile(now=read_clock().shown)


@shared_task(name="alerts.apply_changes")
def apply_changes() -> None:
    operations.apply_changes(now=read_clock().shown)


@shared_task(name="alerts.deadline_digest")
def deadline_digest() -> None:
    operations.send_digests(now=read_clock().shown)


@shared_task(name="alerts.read_bounces")
def read_bounces() -> None:
    operations.answer_bounces(now=read_clock().shown)
