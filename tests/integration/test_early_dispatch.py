"""An early dispatch with a real broker that answers, or is frozen."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from celery import Celery
from django.conf import settings
from redis import Redis

from risks.early import SOCKET_SECONDS, run_early
from risks.management import broker
from tests.integration.waiting import eventually

pytestmark = [pytest.mark.integration, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    port = broker.free_port()
    command = broker.server_command(folder=tmp_path, port=port)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        process.address = broker.url(port)  # type: ignore[attr-defined]
        try:
            assert eventually(lambda: broker.answers(broker.url(port)))
            yield process
        finally:
            process.send_signal(signal.SIGCONT)
            process.kill()


def tick() -> None:
    """Never run here: no worker listens."""


@pytest.fixture
def jobs(server: subprocess.Popen[bytes]) -> Iterator[Celery]:
    """An app of its own, on this broker."""
    address = server.address  # type: ignore[attr-defined]
    with Celery(broker=address, set_as_current=False) as app:
        # As the product's own; an early dispatch must not wait for as long.
        app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
        app.task(name="tests.tick", shared=False)(tick)
        yield app


@contextmanager
def frozen(server: subprocess.Popen[bytes]) -> Iterator[None]:
    os.kill(server.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server.pid, signal.SIGCONT)


def seconds_of(act: Callable[[], object]) -> float:
    start = time.monotonic()
    act()
    return time.monotonic() - start


def test_the_message_reaches_the_broker(
    server: subprocess.Popen[bytes], jobs: Celery
) -> None:
    run_early(jobs.tasks["tests.tick"])

    with Redis.from_url(server.address) as queue:  # type: ignore[attr-defined]
        assert queue.llen("celery") == 1


def test_a_frozen_broker_holds_a_save_for_no_longer_than_half_a_second(
    server: subprocess.Popen[bytes], jobs: Celery
) -> None:
    job = jobs.tasks["tests.tick"]
    run_early(job)

    with frozen(server):
        seconds = sorted(seconds_of(lambda: run_early(job)) for _ in range(5))

    # The middle one, for a busy machine may stop this process at any time.
    assert SOCKET_SECONDS <= seconds[2] < 0.5


def test_after_the_thaw_messages_arrive_again(
    server: subprocess.Popen[bytes], jobs: Celery
) -> None:
    job = jobs.tasks["tests.tick"]
    with frozen(server):
        run_early(job)

    run_early(job)

    with Redis.from_url(server.address) as queue:  # type: ignore[attr-defined]
        assert eventually(lambda: queue.llen("celery"))
