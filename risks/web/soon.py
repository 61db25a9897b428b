"""After a person's save: a job now, and not only at its next beat.

The tick may be lost without harm, since rows are the messages. So it never holds the
save: a thread hands it to the broker, and what a frozen broker does not take is lost.
"""

import logging
import threading
from queue import Full, Queue
from typing import Any

from celery import Task
from django.db import transaction

from risks.alerts.tasks import dispatch_due

log = logging.getLogger(__name__)

# A worker waits ten seconds for its broker, and tries again for ever; a tick is worth
# less than that.
TRANSPORT = {"socket_timeout": 1, "socket_connect_timeout": 1, "max_retries": 0}
# In a minute the beat asks for the same.
EXPIRES = 55

_wanted: Queue[Task[..., Any]] = Queue(maxsize=8)
_starting = threading.Lock()
_postman: threading.Thread | None = None


def dispatch_soon() -> None:
    """Call it after whatever may change who is reminded, and when."""
    soon(dispatch_due)


def soon(job: Task[..., Any]) -> None:
    """Once the rows of this save are there for others to see."""
    transaction.on_commit(lambda: _want(job), robust=True)


def _want(job: Task[..., Any]) -> None:
    try:
        _wanted.put_nowait(job)
    except Full:
        log.info("%s: the broker does not answer, the beat follows", job.name)
    _start()


def _start() -> None:
    """One thread for each process; a fork leaves it behind."""
    global _postman
    with _starting:
        if _postman is None or not _postman.is_alive():
            _postman = threading.Thread(target=_post_all, name="soon", daemon=True)
            _postman.start()


def _post_all() -> None:
    while True:
        _post(_wanted.get())


def _post(job: Task[..., Any]) -> None:
    try:
        with job.app.connection_for_write(transport_options=TRANSPORT) as connection:
            job.apply_async(  # type: ignore[call-arg]
                connection=connection, expires=EXPIRES, retry=False
            )
    except Exception as fault:
        log.info("%s: %s; the beat follows", job.name, fault)
