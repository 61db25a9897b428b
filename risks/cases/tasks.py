from celery import shared_task

from risks.cases import operations
from risks.clock import now


@shared_task(name="cases.file_deliveries")
def file_deliveries() -> None:
    operations.file_waiting(now=now())


@shared_task(name="cases.poll_maildirs")
def poll_maildirs() -> None:
    operations.poll_maildirs(now=now())


@shared_task(name="cases.poll_feeds", soft_time_limit=14 * 60)
def poll_feeds() -> None:
    while operations.poll_next_feed(now=now()):
        pass


@shared_task(name="cases.sweep_courtlistener", soft_time_limit=4 * 60)
def sweep_courtlistener() -> None:
    while operations.sweep_next(now=now()):
        pass


@shared_task(name="cases.renew_listing_dates")
def renew_listing_dates() -> None:
    operations.renew_listing_dates(now=now())
