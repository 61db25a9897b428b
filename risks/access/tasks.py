from celery import shared_task

from risks.access import operations


@shared_task(name="access.clear_sessions")
def clear_sessions() -> None:
    operations.clear_sessions()
