"""Start a job right after a person's save, and not only at its next beat.

It may be lost without harm, since rows are the messages. So a save waits for the broker
for a fraction of a second and no longer, and nothing is published a second time.
"""

import logging
from typing import Any

from celery import Task
from django.db import transaction

log = logging.getLogger(__name__)

# A worker waits ten seconds for its broker, again and again; a person does not.
# The look-up of the broker's name has no limit of ours: nor has the database's.
SOCKET_SECONDS = 0.2
TRANSPORT = {
    "socket_timeout": SOCKET_SECONDS,
    "socket_connect_timeout": SOCKET_SECONDS,
    "max_retries": 0,
}
# In a minute the beat asks for the same.
EXPIRES = 55


def run_early(job: Task[..., Any]) -> None:
    """Publish the job once the rows of this save are there for others to see."""
    transaction.on_commit(lambda: _publish(job), robust=True)


def _publish(job: Task[..., Any]) -> None:
    try:
        with job.app.connection_for_write(transport_options=TRANSPORT) as connection:
            job.apply_async(  # type: ignore[call-arg]
                connection=connection, expires=EXPIRES, retry=False
            )
    except Exception as fault:
        log.info("%s: %s; the beat follows", job.name, fault)
