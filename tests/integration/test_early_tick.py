"""The early tick, with a real broker that answers, or is frozen."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from celery import Celery
from redis import Redis

from risks.management import broker
from risks.web import soon
from tests.integration.waiting import eventually

pytestmark = [pytest.mark.integration, pytest.mark.django_db(transaction=True)]

# As a worker's; the product's own are ten times as long, and so is the wait.
SECONDS = 1


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
    options = {"socket_timeout": SECONDS, "socket_connect_timeout": SECONDS}
    with Celery(broker=address, set_as_current=False) as app:
        app.conf.broker_transport_options = options
        app.conf.task_publish_retry = False
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


def test_the_tick_reaches_the_broker(
    server: subprocess.Popen[bytes], jobs: Celery
) -> None:
    soon.soon(jobs.tasks["tests.tick"])

    with Redis.from_url(server.address) as queue:  # type: ignore[attr-defined]
        assert eventually(lambda: queue.llen("celery"), seconds=30)


def test_a_frozen_broker_holds_who_waits_for_it_and_not_the_save(
    server: subprocess.Popen[bytes], jobs: Celery
) -> None:
    job = jobs.tasks["tests.tick"]

    with frozen(server):
        saves = max(seconds_of(lambda: soon.soon(job)) for _ in range(20))
        waited = seconds_of(lambda: soon._post(job))

    # Twenty of them, more than the queue holds, and the slowest is far below one wait.
    assert waited >= SECONDS
    assert saves < waited / 4


def test_after_the_thaw_ticks_arrive_again(
    server: subprocess.Popen[bytes], jobs: Celery
) -> None:
    job = jobs.tasks["tests.tick"]
    with frozen(server):
        soon.soon(job)

    with Redis.from_url(server.address) as queue:  # type: ignore[attr-defined]
        soon.soon(job)

        assert eventually(lambda: queue.llen("celery"), seconds=30)
